/// Writes an export as AWS lays it out: a file of lines, and manifests that tell of it.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
#pragma once

#include <optional>

#include "emulator/services/dynamodb/transfers/errors.hpp"
#include "emulator/services/dynamodb/transfers/export_description.hpp"

namespace tertulia::dynamodb::transfers {

/// Writes the export of the table that `description` tells of, whose key is `key`, and completes
/// the description with what came of it. Returns why it could not be done.
[[nodiscard]] std::optional<Failure> write_export(DynamoDb& dynamodb, const Table& table,
                                                  std::string_view key,
                                                  ExportDescription& description);

}  // namespace tertulia::dynamodb::transfers

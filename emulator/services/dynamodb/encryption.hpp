/// The key that encrypts a table: nothing is encrypted, but DescribeTable tells of it.
#pragma once

#include <optional>
#include <string>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/shapes.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

/// The ARN of the key that encrypts the table: the one that was named, or AWS's own for DynamoDB;
/// nothing for the encryption of which nothing is told.
[[nodiscard]] std::optional<std::string> kms_key_arn(core::Env& env,
                                                     const std::optional<SseSpecification>& sse,
                                                     const TableReference& reference);

}  // namespace tertulia::dynamodb

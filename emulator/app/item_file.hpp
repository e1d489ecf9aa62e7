/// Items in files, as `tertulia seed` loads them.
///
/// A file, compressed by gzip or not, has one of these: a JSON array of items, plain or in
/// DynamoDB's JSON; an object {"Item": {…}}, in DynamoDB's JSON, on each line, as exports have
/// them; the requests that `aws dynamodb batch-write-item --request-items` takes. A folder is an
/// export to S3 in DynamoDB's JSON: manifest-summary.json, manifest-files.json and data/*.json.gz.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/problem.hpp"

namespace tertulia::app {

/// Takes an item in DynamoDB's JSON and where it begins. What it returns ends the reading.
using TakeItem =
    std::function<std::optional<model::Problem>(nlohmann::json item, const model::Where& where)>;

/// Gives all items of a file or folder for `table`, in their order, to `take`; a file of lines is
/// never in memory as a whole. Returns what stands against it.
[[nodiscard]] std::optional<model::Problem> read_items(const std::string& path,
                                                       const std::string& table,
                                                       const TakeItem& take);

/// The same for a text that messages call `name`.
[[nodiscard]] std::optional<model::Problem> read_items_of(std::string_view text,
                                                          const std::string& name,
                                                          const std::string& table,
                                                          const TakeItem& take);

}  // namespace tertulia::app

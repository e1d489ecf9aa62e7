/// Loads items into a table by BatchWriteItem, wherever that operation is.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/service_door.hpp"

namespace tertulia::app {

/// Sends a BatchWriteItem request (JSON) and returns its answer.
using BatchWrite = std::function<core::DoorAnswer(const std::string& request)>;

/// Loads `items`, a JSON array of items in DynamoDB's JSON, into `table`: 25 at a time, what was
/// left unprocessed again. Returns what stood against it, empty when all are there. `loaded` hears
/// how many are.
[[nodiscard]] std::string seed_table(const std::string& table, const nlohmann::json& items,
                                     const BatchWrite& write,
                                     const std::function<void(std::size_t loaded)>& loaded = {});

}  // namespace tertulia::app

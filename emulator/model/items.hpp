/// Items for DynamoDB tables, written as plain JSON or as DynamoDB's own.
///
/// An item counts as DynamoDB JSON when every one of its attributes is a typed value such as
/// {"S": "text"} or {"N": "12"}; any other item is plain, and its values become S, N, BOOL, NULL, L
/// and M. Numbers keep all their digits.
#pragma once

#include <memory>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/problem.hpp"
#include "emulator/model/value.hpp"

namespace tertulia::model {

/// A JSON array of items in DynamoDB JSON. Never null.
using Items = std::shared_ptr<const nlohmann::json>;

/// The item that an object is.
[[nodiscard]] nlohmann::json item_of(const Value& object);

/// The items of a JSON array of objects. `name` is what messages call the text.
[[nodiscard]] Outcome<Items> items_of(std::string_view text, std::string_view name = "items");

/// The same of a list that is read already.
[[nodiscard]] Outcome<Items> items_of(const Value& list, const Files& files);

}  // namespace tertulia::model

/// What the operations that write items do alike once a request is found in order.
#pragma once

#include <optional>
#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/guard.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/items.hpp"

namespace tertulia::dynamodb {

/// What the reply shall tell of a write.
struct Told {
  bool old_item = false;
  std::optional<ReturnConsumedCapacity> capacity = std::nullopt;
};
struct Written {
  std::optional<StoredItem> old_item;
  std::optional<ConsumedCapacity> consumed_capacity;
};

/// Puts `item` under the key, or erases what is there when it is null, if the guard lets it pass.
[[nodiscard]] core::Result<Written> write_item(Items& items, const Table& table,
                                               std::string_view key, const CanonicalItem* item,
                                               const Guard& guard, const Told& told);

/// Writes return what was there before or nothing.
[[nodiscard]] core::Status check_return_values(const std::optional<ReturnValue>& wanted);

}  // namespace tertulia::dynamodb

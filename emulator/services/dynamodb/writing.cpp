#include "emulator/services/dynamodb/writing.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {

// The old item is looked at only when somebody asks: the guard, the reply, or the capacity, which
// counts the larger of both.
core::Result<Written> write_item(Items& items, const Table& table, std::string_view key,
                                 const CanonicalItem* item, const Guard& guard, const Told& told) {
  Written written;
  std::int64_t old_size = 0;
  if (told.old_item || guard.has_condition()) {
    auto old = items.find(table, key);
    TERTULIA_CHECK(guard.admit(old ? &old->item : nullptr));
    if (old) old_size = old->size;
    if (old && told.old_item) written.old_item = std::move(old->item);
  } else if (tells_capacity(told.capacity)) {
    old_size = items.size_of(table, key);
  }
  if (item != nullptr) {
    items.put(table, key, item->json, item->size);
  } else {
    items.erase(table, key);
  }
  if (tells_capacity(told.capacity)) {
    const auto units = write_units(old_size, item == nullptr ? 0 : item->size);
    written.consumed_capacity = consumed(table, units, *told.capacity);
  }
  return written;
}

core::Status check_return_values(const std::optional<ReturnValue>& wanted) {
  if (wanted && *wanted != ReturnValue::kAllOld && *wanted != ReturnValue::kNone) {
    return validation_exception("ReturnValues can only be ALL_OLD or NONE");
  }
  return core::ok();
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/prepared_write.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_path(const Table& table, const expressions::Path& path) {
  if (table.keys.find(path.attribute) != nullptr) return key_attribute_updated(path.attribute);
  return core::ok();
}

/// The attributes of the new item that the update names.
AttributeMap named_by(const expressions::Update& update, const AttributeMap& item) {
  AttributeMap named;
  const auto add = [&](const expressions::Path& path) {
    if (const auto found = item.find(path.attribute); found != item.end()) named.insert(*found);
  };
  for (const auto& set : update.set) add(set.path);
  for (const auto& change : update.add) add(change.path);
  return named;
}

/// Works out what becomes of the item that was found.
class EffectOn {
 public:
  explicit EffectOn(CheckedWrite& checked) : write_(checked) {}

  core::Status operator()(const Keep& /*keep*/) const {
    write_.changes = false;
    return core::ok();
  }
  core::Status operator()(Replace& replace) const {
    write_.item = std::move(replace.item);
    return core::ok();
  }
  core::Status operator()(const Erase& /*erase*/) const { return core::ok(); }
  core::Status operator()(const Revise& revise) const {
    const auto& update = revise.update;
    const auto& old = write_.old;
    auto updated = expressions::apply(update, old ? attributes_of(old->item.json) : AttributeMap{});
    if (!updated.ok()) return std::move(updated).error();
    // To take something away from an item that is not there does not make it.
    const bool takes_away = !update.remove.empty() || !update.erase.empty();
    if (!old && updated->item.empty() && takes_away) return (*this)(Keep());
    updated->item.insert(revise.key->begin(), revise.key->end());
    auto item = canonical(updated->item);
    if (!item.ok()) {
      return item.error() == nested_too_deeply() ? revise.too_deep() : std::move(item).error();
    }
    if (item->size > kItemBytesMax) return updated_item_too_large();
    if (!write_.table->indexes.empty()) {
      TERTULIA_CHECK(check_index_keys(*write_.table, named_by(update, updated->item)));
    }
    write_.item = std::move(item).value();
    write_.old_parts = std::move(updated->old_parts);
    write_.new_parts = std::move(updated->new_parts);
    return core::ok();
  }

 private:
  CheckedWrite& write_;
};

std::optional<StoredItem> item_of(const AttributeMap& parts) {
  if (parts.empty()) return std::nullopt;
  return StoredItem{.json = canonical(parts).value().json};
}

}  // namespace

double CheckedWrite::units() const {
  return write_units(old ? old->size : 0, item ? item->size : 0);
}

core::Status check_paths(const Table& table, const expressions::Update& update) {
  for (const auto& set : update.set) TERTULIA_CHECK(check_path(table, set.path));
  for (const auto& path : update.remove) TERTULIA_CHECK(check_path(table, path));
  for (const auto& change : update.add) TERTULIA_CHECK(check_path(table, change.path));
  for (const auto& change : update.erase) TERTULIA_CHECK(check_path(table, change.path));
  return core::ok();
}

core::Result<CheckedWrite> check_write(DynamoDb& dynamodb, PreparedWrite write) {
  CheckedWrite checked{.table = write.table, .key = std::move(write.key)};
  checked.old = dynamodb.items().find(*checked.table, checked.key);
  const auto* old = checked.old ? &checked.old->item : nullptr;
  if (write.presence == Presence::kForbidden && old != nullptr) return duplicate_item();
  if (write.presence == Presence::kRequired && old == nullptr) return conditional_check_failed({});
  if (write.presence == Presence::kIdle && old == nullptr) {
    checked.changes = false;
    return checked;
  }
  TERTULIA_CHECK(write.guard.admit(old));
  TERTULIA_CHECK(std::visit(EffectOn(checked), write.effect));
  return checked;
}

std::optional<StoredItem> shown(const CheckedWrite& write, ReturnValue wanted) {
  switch (wanted) {
    case ReturnValue::kAllOld:
      return write.old ? std::optional(write.old->item) : std::nullopt;
    case ReturnValue::kAllNew:
      return write.item ? std::optional(StoredItem{.json = write.item->json}) : std::nullopt;
    case ReturnValue::kUpdatedOld:
      return item_of(write.old_parts);
    case ReturnValue::kUpdatedNew:
      return item_of(write.new_parts);
    case ReturnValue::kNone:
      break;
  }
  return std::nullopt;
}

Written commit(DynamoDb& dynamodb, const CheckedWrite& write, const Told& told) {
  const auto& table = *write.table;
  if (write.changes) {
    return write_change(dynamodb,
                        {.table = table,
                         .key = write.key,
                         .old = write.old ? &*write.old : nullptr,
                         .item = write.item ? &*write.item : nullptr},
                        told);
  }
  Written written;
  if (tells_capacity(told.capacity)) {
    written.consumed_capacity = consumed(table, write.units(), *told.capacity);
  }
  return written;
}

}  // namespace tertulia::dynamodb

#include <algorithm>

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/expressions/paths.hpp"
#include "emulator/services/dynamodb/expressions/values.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;
using Arithmetic = Update::Set::Arithmetic;

/// The value's inside, which is of type `T`.
template <AttributeType T>
auto& inside(AttributeValue& value) {
  return std::get<static_cast<std::size_t>(T)>(value.storage);
}

core::Result<AttributeValue> calculated(const AttributeValue& left, Arithmetic arithmetic,
                                        const AttributeValue& right) {
  const auto a = number_of(*left.get<kN>());
  const auto b = number_of(*right.get<kN>());
  const auto result =
      arithmetic == Arithmetic::kMinus ? base::Decimal::subtract(a, b) : base::Decimal::add(a, b);
  if (const auto* number = std::get_if<base::Decimal>(&result)) {
    return AttributeValue::of<kN>(number->text());
  }
  // AWS calls too many digits an overflow here.
  const bool underflow = std::get<base::DecimalError>(result) == base::DecimalError::kUnderflow;
  return underflow ? number_underflow() : number_overflow();
}

template <AttributeType T>
AttributeValue united(const AttributeValue& set, const AttributeValue& more) {
  auto result = set;
  const auto keys = sorted_keys<T>(*set.get<T>());
  for (const auto& member : *more.get<T>()) {
    if (!std::binary_search(keys.begin(), keys.end(), key_of<T>(member))) {
      inside<T>(result).push_back(member);
    }
  }
  return result;
}

/// Nothing when no member is left: there are no empty sets.
template <AttributeType T>
std::optional<AttributeValue> without(const AttributeValue& set, const AttributeValue& less) {
  std::vector<typename std::remove_cvref_t<decltype(*set.get<T>())>::value_type> left;
  const auto keys = sorted_keys<T>(*less.get<T>());
  for (const auto& member : *set.get<T>()) {
    if (!std::binary_search(keys.begin(), keys.end(), key_of<T>(member))) left.push_back(member);
  }
  if (left.empty()) return std::nullopt;
  return AttributeValue::of<T>(std::move(left));
}

AttributeValue concatenated(const AttributeValue& first, const AttributeValue& second) {
  std::vector<AttributeValue> list;
  list.reserve(first.get<kL>()->size() + second.get<kL>()->size());
  for (const auto* part : {first.get<kL>(), second.get<kL>()}) {
    list.insert(list.end(), part->begin(), part->end());
  }
  return AttributeValue::of<kL>(std::move(list));
}

core::ApiError type_mismatch(const Literal& literal) {
  return literal.placeholder.empty() ? updated_type_mismatch() : operand_type_mismatch();
}

/// What ADD makes of a value.
core::Result<AttributeValue> added(const AttributeValue& old, const Literal& literal) {
  const auto& more = *literal.value;
  if (old.type() != more.type()) return type_mismatch(literal);
  switch (more.type()) {
    case kN:
      return calculated(old, Arithmetic::kPlus, more);
    case kSS:
      return united<kSS>(old, more);
    case kNS:
      return united<kNS>(old, more);
    case kBS:
      return united<kBS>(old, more);
    case kL:
      return concatenated(old, more);
    default:
      return type_mismatch(literal);
  }
}

/// What DELETE leaves of a value, if anything.
core::Result<std::optional<AttributeValue>> reduced(const AttributeValue& old,
                                                    const Literal& literal) {
  const auto& less = *literal.value;
  if (old.type() != less.type()) return type_mismatch(literal);
  switch (less.type()) {
    case kSS:
      return without<kSS>(old, less);
    case kNS:
      return without<kNS>(old, less);
    case kBS:
      return without<kBS>(old, less);
    default:
      return type_mismatch(literal);
  }
}

/// The map or list that the path's last step leads into.
AttributeValue& parent_of(AttributeMap& item, const Path& path) {
  return *walk(item, path, path.steps.size() - 1);
}

void put(AttributeMap& item, const Path& path, AttributeValue value) {
  if (path.is_top_level()) {
    item.insert_or_assign(path.attribute, std::move(value));
    return;
  }
  auto& parent = parent_of(item, path);
  if (const auto* name = std::get_if<std::string>(&path.steps.back())) {
    inside<kM>(parent).insert_or_assign(*name, std::move(value));
  } else if (auto* element = step_into(parent, path.steps.back())) {
    *element = std::move(value);
  } else {
    inside<kL>(parent).push_back(std::move(value));
  }
}

void remove(AttributeMap& item, const Path& path) {
  if (path.is_top_level()) {
    item.erase(path.attribute);
    return;
  }
  auto& parent = parent_of(item, path);
  if (const auto* name = std::get_if<std::string>(&path.steps.back())) {
    inside<kM>(parent).erase(*name);
  } else {
    auto& list = inside<kL>(parent);
    list.erase(list.begin() + std::get<std::uint32_t>(path.steps.back()));
  }
}

/// What the actions of an update come to on an item, which it only reads.
class Changes {
 public:
  explicit Changes(const AttributeMap& item) : item_(item) {}

  core::Status collect(const Update& update) {
    for (const auto& action : update.set) TERTULIA_CHECK(set(action));
    for (const auto& path : update.remove) TERTULIA_CHECK(take_away(path));
    for (const auto& action : update.add) TERTULIA_CHECK(add(action));
    for (const auto& action : update.erase) TERTULIA_CHECK(erase(action));
    return core::ok();
  }

  /// All of them done, on a copy.
  Updated made() && {
    std::sort(touched_.begin(), touched_.end(), is_before);
    Updated updated{.item = item_, .old_parts = parts_at(touched_, item_), .new_parts = {}};
    // Elements are appended in the order of their indexes and removed from the last to the first,
    // so that the indexes that are still to come stay right.
    const auto precedes = [](const auto& left, const auto& right) {
      return is_before(left.path, right.path);
    };
    std::sort(puts_.begin(), puts_.end(), precedes);
    for (auto& change : puts_) put(updated.item, *change.path, std::move(change.value));
    std::sort(removals_.rbegin(), removals_.rend(), is_before);
    for (const auto* path : removals_) remove(updated.item, *path);
    updated.new_parts = parts_at(touched_, updated.item);
    return updated;
  }

 private:
  struct Put {
    const Path* path;
    AttributeValue value;
  };

  core::Status set(const Update::Set& action) {
    AttributeValue made;
    auto value = value_of(action.left, made);
    if (!value.ok()) return std::move(value).error();
    auto result = action.arithmetic == Arithmetic::kNone
                      ? core::Result<AttributeValue>(*value == &made ? std::move(made) : **value)
                      : calculate(**value, action.arithmetic, *action.right);
    if (!result.ok()) return std::move(result).error();
    TERTULIA_CHECK(touch(action.path));
    puts_.push_back({.path = &action.path, .value = std::move(*result)});
    return core::ok();
  }

  core::Status take_away(const Path& path) {
    TERTULIA_CHECK(touch(path));
    if (find(item_, path) != nullptr) removals_.push_back(&path);
    return core::ok();
  }

  core::Status add(const Update::Change& action) {
    TERTULIA_CHECK(touch(action.path));
    const auto* old = find(item_, action.path);
    auto result = old == nullptr ? core::Result<AttributeValue>(*action.value.value)
                                 : added(*old, action.value);
    if (!result.ok()) return std::move(result).error();
    puts_.push_back({.path = &action.path, .value = std::move(*result)});
    return core::ok();
  }

  core::Status erase(const Update::Change& action) {
    TERTULIA_CHECK(touch(action.path));
    const auto* old = find(item_, action.path);
    if (old == nullptr) return core::ok();
    auto left = reduced(*old, action.value);
    if (!left.ok()) return std::move(left).error();
    if (*left) {
      puts_.push_back({.path = &action.path, .value = std::move(**left)});
    } else {
      removals_.push_back(&action.path);
    }
    return core::ok();
  }

  /// Refuses a path that leads into nothing that could hold its last step.
  core::Status touch(const Path& path) {
    touched_.push_back(&path);
    if (path.is_top_level()) return core::ok();
    const auto* parent = walk(item_, path, path.steps.size() - 1);
    const bool named = std::holds_alternative<std::string>(path.steps.back());
    if (parent == nullptr || parent->type() != (named ? kM : kL)) return document_path_is_invalid();
    return core::ok();
  }

  /// The value of an operand; what is no part of the item or the request is put into `made`.
  core::Result<const AttributeValue*> value_of(const Operand& operand, AttributeValue& made) const {
    if (const auto* literal = operand.literal()) return literal->value;
    if (const auto* call = operand.call()) return value_of(*call, made);
    const auto* value = find(item_, *operand.path());
    if (value == nullptr) return operand_does_not_exist();
    return value;
  }

  core::Result<const AttributeValue*> value_of(const FunctionCall& call,
                                               AttributeValue& made) const {
    if (call.function == Function::kIfNotExists) {
      const auto* value = find(item_, *call.arguments[0].path());
      return value == nullptr ? value_of(call.arguments[1], made)
                              : core::Result<const AttributeValue*>(value);
    }
    AttributeValue first_made;
    auto first = value_of(call.arguments[0], first_made);
    if (!first.ok()) return first;
    AttributeValue second_made;
    auto second = value_of(call.arguments[1], second_made);
    if (!second.ok()) return second;
    if ((*first)->type() != kL || (*second)->type() != kL) return operand_type_mismatch();
    made = concatenated(**first, **second);
    return &made;
  }

  core::Result<AttributeValue> calculate(const AttributeValue& left, Arithmetic arithmetic,
                                         const Operand& operand) const {
    AttributeValue made;
    auto right = value_of(operand, made);
    if (!right.ok()) return std::move(right).error();
    if (left.type() != kN || (*right)->type() != kN) return operand_type_mismatch();
    return calculated(left, arithmetic, **right);
  }

  const AttributeMap& item_;
  SortedPaths touched_;
  std::vector<Put> puts_;
  SortedPaths removals_;
};

}  // namespace

core::Result<Updated> apply(const Update& update, const AttributeMap& item) {
  if (item.empty() && update.set.empty() && update.add.empty()) return Updated{};
  Changes changes(item);
  TERTULIA_CHECK(changes.collect(update));
  return std::move(changes).made();
}

}  // namespace tertulia::dynamodb::expressions

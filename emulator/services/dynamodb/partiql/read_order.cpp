#include "emulator/services/dynamodb/partiql/read_order.hpp"

#include <algorithm>
#include <compare>

#include "emulator/services/dynamodb/expressions/values.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

bool is_hash(const KeySchema& keys, std::string_view attribute) {
  return std::any_of(keys.hash.begin(), keys.hash.end(),
                     [&](const KeyAttribute& key) { return key.name == attribute; });
}

/// The order of two partitions by the values of their hash keys, the first that differ.
std::strong_ordering order_of(const Branch& left, const Branch& right) {
  for (std::size_t i = 0; i < left.hash.size(); ++i) {
    const auto order = expressions::order_of(*left.hash[i], *right.hash[i]);
    if (order && *order != 0) return *order;
  }
  return std::strong_ordering::equal;
}

}  // namespace

core::Status check_order(const KeySchema& keys, const Select& select, const Plan& plan) {
  if (select.order.empty()) return core::ok();
  bool has_hash = false;
  for (const auto& term : select.order) {
    if (keys.find(term.attribute) == nullptr) return order_by_no_key(term.attribute);
    has_hash = has_hash || is_hash(keys, term.attribute);
  }
  if (!plan.is_keyed) return order_without_hash_key();
  const bool is_of_one_hash =
      std::all_of(plan.branches.begin(), plan.branches.end(),
                  [&](const Branch& branch) { return same_hash(branch, plan.branches.front()); });
  return has_hash || is_of_one_hash ? core::ok() : core::Status(order_of_several_hash_keys());
}

Items::Order put_in_order(const KeySchema& keys, const Select& select, Plan& plan) {
  enum class Hash : std::uint8_t { kAny, kAscending, kDescending };
  auto hash = Hash::kAny;
  auto range = select.order.empty() ? Items::Order::kForward : Items::Order::kBackward;
  for (const auto& term : select.order) {
    if (is_hash(keys, term.attribute)) {
      hash = term.descending ? Hash::kDescending : Hash::kAscending;
    } else {
      range = term.descending ? Items::Order::kBackward : Items::Order::kForward;
    }
  }
  std::sort(plan.branches.begin(), plan.branches.end(),
            [&](const Branch& left, const Branch& right) {
              if (hash != Hash::kAny && !same_hash(left, right)) {
                return (order_of(left, right) < 0) == (hash == Hash::kAscending);
              }
              if (range == Items::Order::kForward || !same_hash(left, right)) {
                return left.range.begin < right.range.begin;
              }
              return right.range.begin < left.range.begin;
            });
  return range;
}

}  // namespace tertulia::dynamodb::partiql

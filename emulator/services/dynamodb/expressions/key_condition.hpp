/// From a condition to what a Query asks of its keys, in AWS's two steps: what a key condition may
/// be at all, and what it must be for the keys of the table. The table is looked up in between.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// A condition on one attribute.
struct KeyTerm {
  std::string attribute;
  KeyCondition::Sort condition;
};

/// The attributes of a key, in order; there may be no sort keys.
struct KeyNames {
  std::vector<std::string_view> partition;
  std::vector<std::string_view> sort = {};
};

/// The most terms of a key of a table, and of an index.
inline constexpr std::size_t kTableTermsMax = 2;
inline constexpr std::size_t kIndexTermsMax = 8;

/// The terms of a condition, at most so many.
[[nodiscard]] core::Result<std::vector<KeyTerm>> key_terms(const Condition& condition,
                                                           std::size_t terms_max);

/// The terms as conditions on a key of these attributes.
[[nodiscard]] core::Result<KeyCondition> key_condition_of(const std::vector<KeyTerm>& terms,
                                                          const KeyNames& names);

/// What several sort keys must be: the first ones fixed, the last one anything. `find` gives the
/// condition of an attribute, null for none; `count` is how many conditions there are on sort keys.
[[nodiscard]] core::Status read_sort_keys(
    const std::vector<std::string_view>& names, std::size_t count,
    const std::function<std::optional<KeyCondition::Sort>(std::string_view)>& find,
    KeyCondition& condition);

}  // namespace tertulia::dynamodb::expressions

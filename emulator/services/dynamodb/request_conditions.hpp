/// What requests on items have for the condition keys of policies: dynamodb:LeadingKeys,
/// dynamodb:Attributes and the parameters that have a key each. For `core::Access::conditions`;
/// nothing is looked at before a policy asks.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// What one part of a request says, as far as there are condition keys for it. Views of the
/// request; null where it says nothing.
struct RequestParameters {
  /// Whole items and keys.
  std::vector<const AttributeMap*> items = {};
  std::optional<std::string_view> index = std::nullopt;
  const NameMap* names = nullptr;
  const AttributeMap* values = nullptr;
  const std::string* projection = nullptr;
  const std::string* condition = nullptr;
  const std::string* filter = nullptr;
  const std::string* key_condition = nullptr;
  const std::string* update = nullptr;
  /// What came before expressions.
  const std::vector<std::string>* attributes_to_get = nullptr;
  const ExpectedMap* expected = nullptr;
  const ConditionMap* legacy_filter = nullptr;
  const ConditionMap* key_conditions = nullptr;
  const AttributeUpdateMap* updates = nullptr;

  /// Whether items are returned, so that there is something to select.
  bool reads = false;
  std::optional<Select> select = std::nullopt;
  /// Absent where the operation returns nothing of what it writes.
  std::optional<ReturnValue> return_values = std::nullopt;
  std::optional<ReturnConsumedCapacity> return_consumed_capacity = std::nullopt;
  /// The operation that the part is an action of; empty where it stands alone.
  std::string_view enclosing_operation = {};

  // What statements say, which have no parameters for it.

  /// The values of the partition keys that are read, those of the table or of the index.
  std::vector<std::vector<const AttributeValue*>> partitions = {};
  /// Attributes besides those of all that is above.
  std::set<std::string> attributes = {};
  /// Whether all of the table or index is read; absent where nothing is selected.
  std::optional<bool> full_table_scan = std::nullopt;
};

/// The table that the access is to, or to whose index; null when there is none.
[[nodiscard]] const Table* table_asked_about(const core::ConditionQuestion& question);

/// The answer to `question`. What a request cannot say right, as an expression that does not parse,
/// has no values: the operation refuses it.
[[nodiscard]] core::ConditionValues values_of(const core::ConditionQuestion& question,
                                              const RequestParameters& parameters);

namespace parameters {

template <class T>
[[nodiscard]] const T* address_of(const T& value) {
  return &value;
}
template <class T>
[[nodiscard]] const T* address_of(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

/// Whole items, keys, and the puts and deletes of a batch.
template <class Part>
void add_items(RequestParameters& result, const Part& part) {
  if constexpr (requires { part.item; }) result.items.push_back(&part.item);
  if constexpr (requires { part.key; }) result.items.push_back(&part.key);
  if constexpr (requires { part.keys; }) {
    for (const auto& key : part.keys) result.items.push_back(&key);
  }
  if constexpr (requires { part.front().put_request; }) {
    for (const auto& write : part) {
      if (write.put_request) result.items.push_back(&write.put_request->item);
      if (write.delete_request) result.items.push_back(&write.delete_request->key);
    }
  }
}

template <class Part>
void add_expressions(RequestParameters& result, const Part& part) {
  if constexpr (requires { part.expression_attribute_names; }) {
    result.names = address_of(part.expression_attribute_names);
  }
  if constexpr (requires { part.expression_attribute_values; }) {
    result.values = address_of(part.expression_attribute_values);
  }
  if constexpr (requires { part.projection_expression; }) {
    result.reads = true;
    result.projection = address_of(part.projection_expression);
  }
  if constexpr (requires { part.condition_expression; }) {
    result.condition = address_of(part.condition_expression);
  }
  if constexpr (requires { part.filter_expression; }) {
    result.filter = address_of(part.filter_expression);
  }
  if constexpr (requires { part.key_condition_expression; }) {
    result.key_condition = address_of(part.key_condition_expression);
  }
  if constexpr (requires { part.update_expression; }) {
    result.update = address_of(part.update_expression);
  }
}

template <class Part>
void add_legacy(RequestParameters& result, const Part& part) {
  if constexpr (requires { part.attributes_to_get; }) {
    result.attributes_to_get = address_of(part.attributes_to_get);
  }
  if constexpr (requires { part.expected; }) result.expected = address_of(part.expected);
  if constexpr (requires { part.query_filter; }) {
    result.legacy_filter = address_of(part.query_filter);
  }
  if constexpr (requires { part.scan_filter; }) {
    result.legacy_filter = address_of(part.scan_filter);
  }
  if constexpr (requires { part.key_conditions; }) {
    result.key_conditions = address_of(part.key_conditions);
  }
  if constexpr (requires { part.attribute_updates; }) {
    result.updates = address_of(part.attribute_updates);
  }
}

template <class Part>
[[nodiscard]] RequestParameters of(const Part& part) {
  RequestParameters result;
  add_items(result, part);
  add_expressions(result, part);
  add_legacy(result, part);
  if constexpr (requires { part.index_name; }) {
    if (part.index_name) result.index = part.index_name->str();
  }
  if constexpr (requires { part.select; }) result.select = part.select;
  if constexpr (requires { part.return_values; }) {
    result.return_values = part.return_values.value_or(ReturnValue::kNone);
  }
  return result;
}

}  // namespace parameters

/// `core::Access::conditions` for an access that is about `part`: the input itself, or a table's
/// part of a batch.
template <class Op, class Part = typename Op::Input>
[[nodiscard]] core::ConditionValues conditions_of(const core::ConditionQuestion& question) {
  auto parameters = parameters::of(*static_cast<const Part*>(question.access.part));
  parameters.return_consumed_capacity =
      static_cast<const typename Op::Input*>(question.input)->return_consumed_capacity;
  return values_of(question, parameters);
}

/// The same for an action within the operation: `Op` is what dynamodb:EnclosingOperation names.
template <class Op, class Part>
[[nodiscard]] core::ConditionValues conditions_within(const core::ConditionQuestion& question) {
  auto parameters = parameters::of(*static_cast<const Part*>(question.access.part));
  parameters.return_consumed_capacity =
      static_cast<const typename Op::Input*>(question.input)->return_consumed_capacity;
  parameters.enclosing_operation = Op::kName;
  if (!parameters.reads) parameters.return_values = ReturnValue::kNone;
  return values_of(question, parameters);
}

}  // namespace tertulia::dynamodb

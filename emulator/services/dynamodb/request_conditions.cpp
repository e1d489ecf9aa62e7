#include "emulator/services/dynamodb/request_conditions.hpp"

#include <array>
#include <set>

#include "emulator/base/decimal.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/attributes.hpp"
#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/expressions/parser.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using Question = core::ConditionQuestion;

core::ConditionValues one(std::string_view value) { return std::vector{std::string(value)}; }

/// A key's value as a policy has it: text, a number in its plain form, bytes in base64.
std::optional<std::string> text_of(const AttributeValue& value) {
  if (const auto* text = value.get<AttributeType::kS>()) return *text;
  if (const auto* bytes = value.get<AttributeType::kB>()) return base::base64(bytes->bytes);
  if (const auto* number = value.get<AttributeType::kN>()) {
    const auto parsed = base::Decimal::parse(*number);
    const auto* decimal = std::get_if<base::Decimal>(&parsed);
    return decimal != nullptr ? decimal->text() : *number;
  }
  return std::nullopt;
}

/// What a Query's key condition says the partition key is; null when it does not.
const AttributeValue* queried_key(const RequestParameters& parameters, std::string_view attribute) {
  if (parameters.key_condition != nullptr) {
    expressions::Parser parser(parameters.names, parameters.values);
    const auto condition = parser.condition("KeyConditionExpression", *parameters.key_condition);
    if (!condition.ok()) return nullptr;
    const auto terms = expressions::key_terms(condition.value(), expressions::kIndexTermsMax);
    if (!terms.ok()) return nullptr;
    for (const auto& term : terms.value()) {
      const bool equal = term.condition.kind == expressions::Condition::Kind::kEqual;
      if (equal && term.attribute == attribute) return term.condition.first;
    }
    return nullptr;
  }
  if (parameters.key_conditions == nullptr) return nullptr;
  const auto found = parameters.key_conditions->find(std::string(attribute));
  if (found == parameters.key_conditions->end()) return nullptr;
  const auto& [comparison, list] =
      std::tie(found->second.comparison_operator, found->second.attribute_value_list);
  const bool equal = comparison == ComparisonOperator::kEq && list && list->size() == 1;
  return equal ? &list->front() : nullptr;
}

/// The attributes of the partition key of what is queried; null for an index that is not there.
const std::vector<KeyAttribute>* queried_attributes(const Table& table,
                                                    const RequestParameters& parameters) {
  if (!parameters.index) return &table.keys.hash;
  const auto* index = table.index(*parameters.index);
  return index == nullptr ? nullptr : &index->keys.hash;
}

/// The values of the attribute at `position` of partition keys, which may have several.
core::ConditionValues partition_keys(const Question& question, const RequestParameters& parameters,
                                     std::size_t position) {
  const auto* table = table_asked_about(question);
  if (table == nullptr) return std::nullopt;
  std::set<std::string> keys;
  const auto add = [&](const AttributeValue& value) {
    if (auto text = text_of(value)) keys.insert(std::move(*text));
  };
  if (position < table->keys.hash.size()) {
    for (const auto* item : parameters.items) {
      const auto found = item->find(table->keys.hash[position].name);
      if (found != item->end()) add(found->second);
    }
  }
  for (const auto& partition : parameters.partitions) {
    if (position < partition.size()) add(*partition[position]);
  }
  const auto* attributes = queried_attributes(*table, parameters);
  if (attributes != nullptr && position < attributes->size()) {
    if (const auto* key = queried_key(parameters, (*attributes)[position].name)) add(*key);
  }
  if (keys.empty()) return std::nullopt;
  return std::vector<std::string>(keys.begin(), keys.end());
}

/// The position that a key is about; nothing for other keys.
std::optional<std::size_t> partition_key_position(std::string_view key) {
  constexpr std::array<std::string_view, 4> kKeys{
      "dynamodb:FirstPartitionKeyValues", "dynamodb:SecondPartitionKeyValues",
      "dynamodb:ThirdPartitionKeyValues", "dynamodb:FourthPartitionKeyValues"};
  if (base::iequals(key, "dynamodb:LeadingKeys")) return 0;
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    if (base::iequals(key, kKeys[i])) return i;
  }
  return std::nullopt;
}

/// The names in all expressions; those of one that does not parse are left out.
void add_expressions(std::set<std::string>& names, const RequestParameters& parameters) {
  expressions::Parser parser(parameters.names, parameters.values);
  const auto add = [&](const std::string* text, auto parse) {
    if (text == nullptr) return;
    if (const auto tree = parse(*text); tree.ok()) expressions::add_attributes(names, tree.value());
  };
  const auto condition = [&](std::string_view parameter) {
    return
        [&parser, parameter](const std::string& text) { return parser.condition(parameter, text); };
  };
  add(parameters.condition, condition("ConditionExpression"));
  add(parameters.filter, condition("FilterExpression"));
  add(parameters.key_condition, condition("KeyConditionExpression"));
  add(parameters.projection, [&](const std::string& text) { return parser.projection(text); });
  add(parameters.update, [&](const std::string& text) { return parser.update(text); });
}

core::ConditionValues attributes(const RequestParameters& parameters) {
  auto names = parameters.attributes;
  const auto add_keys = [&](const auto* map) {
    if (map == nullptr) return;
    for (const auto& [name, value] : *map) names.insert(name);
  };
  for (const auto* item : parameters.items) add_keys(item);
  add_expressions(names, parameters);
  if (parameters.attributes_to_get != nullptr) {
    names.insert(parameters.attributes_to_get->begin(), parameters.attributes_to_get->end());
  }
  add_keys(parameters.expected);
  add_keys(parameters.legacy_filter);
  add_keys(parameters.key_conditions);
  add_keys(parameters.updates);
  if (names.empty()) return std::nullopt;
  return std::vector<std::string>(names.begin(), names.end());
}

/// The parameter, or what a request without it gets.
core::ConditionValues select(const RequestParameters& parameters) {
  if (!parameters.reads) return std::nullopt;
  if (parameters.select) return one(core::name_of(*parameters.select));
  if (parameters.projection != nullptr || parameters.attributes_to_get != nullptr) {
    return one(core::name_of(Select::kSpecificAttributes));
  }
  return one(
      core::name_of(parameters.index ? Select::kAllProjectedAttributes : Select::kAllAttributes));
}

}  // namespace

const Table* table_asked_about(const Question& question) {
  const auto reference = reference_of_resource(question.access.resource);
  if (!reference) return nullptr;
  return static_cast<DynamoDb*>(question.service)->tables().find(*reference);
}

core::ConditionValues values_of(const Question& question, const RequestParameters& parameters) {
  const auto is = [&](std::string_view key) { return base::iequals(question.key, key); };
  if (const auto position = partition_key_position(question.key)) {
    return partition_keys(question, parameters, *position);
  }
  if (is("dynamodb:Attributes")) return attributes(parameters);
  if (is("dynamodb:Select")) return select(parameters);
  if (is("dynamodb:ReturnValues")) {
    if (!parameters.return_values) return std::nullopt;
    return one(core::name_of(*parameters.return_values));
  }
  if (is("dynamodb:ReturnConsumedCapacity")) {
    return one(
        core::name_of(parameters.return_consumed_capacity.value_or(ReturnConsumedCapacity::kNone)));
  }
  if (is("dynamodb:FullTableScan") && parameters.full_table_scan) {
    return one(*parameters.full_table_scan ? "true" : "false");
  }
  if (is("dynamodb:EnclosingOperation") && !parameters.enclosing_operation.empty()) {
    return one(parameters.enclosing_operation);
  }
  return std::nullopt;
}

}  // namespace tertulia::dynamodb

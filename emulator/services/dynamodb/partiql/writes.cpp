#include "emulator/services/dynamodb/partiql/writes.hpp"

#include <algorithm>
#include <array>

#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/key_terms.hpp"
#include "emulator/services/dynamodb/partiql/plan.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using expressions::Condition;

std::vector<std::string_view> key_names(const Table& table) {
  std::vector<std::string_view> names{table.hash().name};
  if (table.range() != nullptr) names.push_back(table.range()->name);
  return names;
}

/// The values that a condition has an attribute equal at once.
std::vector<const AttributeValue*> values_of(const Condition& where, std::string_view attribute) {
  std::vector<const AttributeValue*> values;
  for (const auto* conjunct : conjuncts_of(where)) {
    const auto term = key_term_of(*conjunct);
    if (!term || term->attribute != attribute || term->kind != Condition::Kind::kEqual) continue;
    values.push_back(term->values.front());
  }
  return values;
}

bool are_equal(const std::vector<const AttributeValue*>& values) {
  return std::all_of(values.begin(), values.end(), [&](const AttributeValue* value) {
    return expressions::equal(*value, *values.front());
  });
}

core::Result<AttributeMap> key_of(const Table& table, const Condition& where) {
  AttributeMap attributes;
  for (const auto name : key_names(table)) {
    const auto values = values_of(where, name);
    if (values.empty()) return key_not_fixed();
    if (!are_equal(values)) return several_keys(name);
    attributes.emplace(name, *values.front());
  }
  return attributes;
}

core::Result<AttributeMap> key_of(const Table& table, const Exists& exists) {
  const auto& where = exists.select.where;
  if (!where) return exists_without_condition();
  AttributeMap attributes;
  std::size_t equalities = 0;
  for (const auto name : key_names(table)) {
    const auto values = values_of(*where, name);
    if (values.empty()) return exists_without_condition();
    equalities += values.size();
    attributes.emplace(name, *values.front());
  }
  if (conjuncts_of(*where).size() == equalities) return exists_without_condition();
  return attributes;
}

/// The attributes of the key when the condition says nothing else.
std::optional<AttributeMap> key_alone(const Table& table, const Condition& where) {
  const auto names = key_names(table);
  AttributeMap attributes;
  for (const auto* conjunct : conjuncts_of(where)) {
    const auto term = key_term_of(*conjunct);
    if (!term || std::find(names.begin(), names.end(), term->attribute) == names.end()) {
      return std::nullopt;
    }
    const bool is_one = term->kind == Condition::Kind::kEqual ||
                        (term->kind == Condition::Kind::kIn && term->values.size() == 1);
    if (!is_one) return std::nullopt;
    const auto [entry, is_new] =
        attributes.emplace(std::string(term->attribute), *term->values.front());
    if (!is_new && !expressions::equal(entry->second, *term->values.front())) return std::nullopt;
  }
  if (attributes.size() != names.size()) return std::nullopt;
  return attributes;
}

/// A guard of the whole condition: what it says of the key holds anyway.
Guard guard_of(const Condition& where, ReturnValuesOnFailure on_failure) {
  return {where, on_failure};
}

}  // namespace

core::Result<AttributeMap> key_named_by(const Table& table, const Request& request) {
  if (const auto* update = std::get_if<Update>(&request.content)) {
    return key_of(table, update->where);
  }
  if (const auto* erase = std::get_if<Delete>(&request.content)) return key_of(table, erase->where);
  if (const auto* exists = std::get_if<Exists>(&request.content)) return key_of(table, *exists);
  return AttributeMap();
}

core::Result<AttributeMap> key_named_by(const Table& table, const Select& select,
                                        std::string_view operation) {
  if (select.where) {
    if (auto attributes = key_alone(table, *select.where)) return std::move(*attributes);
  }
  const auto plan = plan_of(table.keys, select.where);
  if (!plan.ok()) return plan.error();
  return select_without_key(operation);
}

core::Result<FixedKey> fixed_key(const Table& table, const Request& request,
                                 AttributeMap attributes) {
  const auto* insert = std::get_if<Insert>(&request.content);
  auto key = insert == nullptr ? key_of_key(table, attributes)
                               : key_of_item(table, insert->item, KeyFault::kNamed);
  if (!key.ok()) return std::move(key).error();
  if (insert != nullptr) TERTULIA_CHECK(check_index_keys(table, insert->item));
  return FixedKey{.key = std::move(key).value(), .attributes = std::move(attributes)};
}

core::Result<PreparedWrite> prepare(const Table& table, const Request& request, const FixedKey& key,
                                    ReturnValuesOnFailure on_failure) {
  PreparedWrite write{.table = &table, .key = key.key};
  if (const auto* update = std::get_if<Update>(&request.content)) {
    TERTULIA_CHECK(check_paths(table, update->update));
    write.guard = guard_of(update->where, on_failure);
    write.effect = Revise{.update = update->update, .key = &key.attributes, .too_deep = &too_deep};
    write.presence = Presence::kRequired;
  } else if (const auto* erase = std::get_if<Delete>(&request.content)) {
    write.guard = guard_of(erase->where, on_failure);
    write.effect = Erase();
    write.presence = Presence::kIdle;
  } else if (const auto* insert = std::get_if<Insert>(&request.content)) {
    write.effect = Replace{.item = insert->canonical};
    write.presence = Presence::kForbidden;
  } else {
    const auto& exists = std::get<Exists>(request.content);
    write.guard = guard_of(*exists.select.where, on_failure);
    write.effect = Keep();
  }
  return write;
}

}  // namespace tertulia::dynamodb::partiql

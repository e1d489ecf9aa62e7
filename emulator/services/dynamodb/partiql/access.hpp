/// What a caller must be allowed for a statement, and what policies' conditions may ask of it.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"

namespace tertulia::dynamodb::partiql {

/// A statement with its parameters, as a request has it.
struct Asked {
  std::string_view statement;
  const std::optional<std::vector<AttributeValue>>& parameters;
};

/// The action and the table or index of a statement; nothing for one that is not in order, which is
/// refused anyway.
[[nodiscard]] std::optional<core::Access> access_of(const core::Call& call, const Asked& asked);

/// The answer to `question` of a request that has such parameters besides the statement.
[[nodiscard]] core::ConditionValues values_of(const core::ConditionQuestion& question,
                                              const Asked& asked, RequestParameters parameters);

/// `core::Access::conditions` for a statement: the input itself, or a part of it.
template <class Op, class Part = typename Op::Input>
[[nodiscard]] core::ConditionValues conditions_of(const core::ConditionQuestion& question) {
  const auto& part = *static_cast<const Part*>(question.access.part);
  const auto& input = *static_cast<const typename Op::Input*>(question.input);
  return values_of(question, {part.statement.str(), part.parameters},
                   {.return_consumed_capacity = input.return_consumed_capacity});
}
/// The same for one within the operation, which dynamodb:EnclosingOperation names.
template <class Op, class Part>
[[nodiscard]] core::ConditionValues conditions_within(const core::ConditionQuestion& question) {
  const auto& part = *static_cast<const Part*>(question.access.part);
  const auto& input = *static_cast<const typename Op::Input*>(question.input);
  return values_of(question, {part.statement.str(), part.parameters},
                   {.return_consumed_capacity = input.return_consumed_capacity,
                    .enclosing_operation = Op::kName});
}

/// Adds what a part of a request needs, with its conditions.
template <class Part>
void add_access(core::Resources& resources, const core::Call& call, const Part& part,
                core::ConditionValues (*conditions)(const core::ConditionQuestion&)) {
  auto access = access_of(call, {part.statement.str(), part.parameters});
  if (!access) return;
  access->conditions = conditions;
  access->part = &part;
  resources.push_back(std::move(*access));
}

}  // namespace tertulia::dynamodb::partiql

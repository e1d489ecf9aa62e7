/// Rules of requests that several operations share and the shapes' constraints cannot express.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/validation.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

// For `core::MemberOptions::check`. Both report a wrong name alone, before anything else.

/// A TableName of an operation on items.
void check_item_table_name(core::Validator& validator, const void* name);
/// A TableName of an operation on tables, which AWS asks for in other words.
void check_table_name(core::Validator& validator, const void* name);

/// Whether a batch may name a table so.
[[nodiscard]] bool is_table_name(std::string_view text);
/// Reports that the keys of a batch's RequestItems are no names of tables.
void refuse_table_names(core::Validator& validator, std::string_view requests);
/// Checks the keys of a batch's RequestItems.
template <class Requests>
void check_table_names(core::Validator& validator, const Requests& requests) {
  for (const auto& [name, request] : requests) {
    if (is_table_name(name)) continue;
    return refuse_table_names(validator, core::printed(core::type_of<Requests>(), &requests));
  }
}

/// How AWS words the violations of some operations, unlike those of their neighbours: without the
/// value, and with names as they are sent.
[[nodiscard]] std::string value_at_fault(std::string_view path, std::string_view must);

/// What a TableName means: the table's own account and region when it is an ARN, else the
/// caller's.
struct TableReference {
  std::string_view account;
  std::string_view region;
  std::string_view name;
};
/// Views of `call` and `text`, which is a valid TableName.
[[nodiscard]] TableReference reference_of(const core::Call& call, std::string_view text);
/// The table of a table's ARN or of one of its indexes; nothing for any other text.
[[nodiscard]] std::optional<TableReference> reference_of_resource(std::string_view arn);
/// The ARN of the table, for IAM.
[[nodiscard]] std::string table_arn(const core::Call& call, std::string_view text);

/// A pointer to what a request has; null where it has nothing.
template <class T>
[[nodiscard]] const T* pointer_to(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

/// A parameter of expressions or of what came before them, and whether the request has it.
struct Given {
  std::string_view name;
  bool given;
};
struct ExpressionParameters {
  /// "ConditionExpression", …
  std::initializer_list<Given> expressions;
  /// "Expected", …: not to be mixed with expressions.
  std::initializer_list<Given> legacy = {};
  bool names = false;
  bool values = false;
};
/// Refuses parameters that do not go together, as AWS does.
[[nodiscard]] core::Status check_expressions(const ExpressionParameters& parameters);

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/validation.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kNameMin = 3;
constexpr std::size_t kNameMax = 255;
constexpr std::size_t kArnMax = 1024;

struct ArnParts {
  std::string_view account;
  std::string_view region;
  std::string_view name;
};

/// The parts of "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME".
std::optional<ArnParts> parse_arn(std::string_view text) {
  if (text.size() > kArnMax || !text.starts_with("arn:")) return std::nullopt;
  const auto parts = base::split(text, ':');
  if (parts.size() != 6 || parts[2] != "dynamodb" || !parts[5].starts_with("table/")) {
    return std::nullopt;
  }
  const auto name = parts[5].substr(6);
  if (name.size() < kNameMin || name.size() > kNameMax || !is_name(name)) return std::nullopt;
  return ArnParts{.account = parts[4], .region = parts[3], .name = name};
}

void check_name_text(core::Validator& validator, std::string_view text) {
  if (parse_arn(text)) return;
  if (text.empty()) {
    validator.only_violated(text, "Member must have length greater than or equal to 1");
  } else if (text.size() < kNameMin) {
    validator.only_violated(text, "Member must have length greater than or equal to 3");
  } else if (text.size() > kNameMax) {
    validator.only_violated(text, "Member must have length less than or equal to 255");
  } else if (!is_name(text)) {
    validator.only_violated(
        text, base::cat("Member must satisfy regular expression pattern: ", kNamePattern.text));
  }
}

std::string joined(std::initializer_list<Given> parameters) {
  std::string names;
  for (const auto& parameter : parameters) {
    if (parameter.given) base::append(names, names.empty() ? "" : ", ", parameter.name);
  }
  return names;
}

/// "ConditionExpression is null", "FilterExpression and KeyConditionExpression are null"
std::string absent_value_expressions(std::initializer_list<Given> expressions) {
  std::string names;
  int count = 0;
  for (const auto& expression : expressions) {
    if (expression.name == "ProjectionExpression") continue;
    base::append(names, names.empty() ? "" : " and ", expression.name);
    ++count;
  }
  return base::cat(names, count > 1 ? " are" : " is", " null");
}

bool has_value_expression(std::initializer_list<Given> expressions) {
  for (const auto& expression : expressions) {
    if (expression.given && expression.name != "ProjectionExpression") return true;
  }
  return false;
}

}  // namespace

void check_item_table_name(core::Validator& validator, const void* name) {
  if (name == nullptr) return validator.missing();
  check_name_text(validator, static_cast<const TableName*>(name)->str());
}

void check_table_name(core::Validator& validator, const void* name) {
  if (name == nullptr) {
    return validator.only(
        "The parameter 'TableName' is required but was not present in the request");
  }
  check_name_text(validator, static_cast<const TableName*>(name)->str());
}

bool is_table_name(std::string_view text) {
  return parse_arn(text) || (text.size() >= kNameMin && text.size() <= kNameMax && is_name(text));
}

void refuse_table_names(core::Validator& validator, std::string_view requests) {
  validator.violated(
      requests,
      base::cat("Map keys must satisfy constraint: [Member must have length less than or equal to "
                "255, Member must have length greater than or equal to 3, Member must satisfy "
                "regular expression pattern: ",
                kNamePattern.text, "]"));
}

TableReference reference_of(const core::Call& call, std::string_view text) {
  if (const auto arn = parse_arn(text)) {
    return {.account = arn->account, .region = arn->region, .name = arn->name};
  }
  return {.account = call.account, .region = call.region, .name = text};
}

std::string value_at_fault(std::string_view path, std::string_view must) {
  return base::cat("1 validation error detected: Value at '", path,
                   "' failed to satisfy constraint: Member must ", must);
}

std::optional<TableReference> reference_of_resource(std::string_view arn) {
  const auto parts = parse_arn(arn.substr(0, arn.find("/index/")));
  if (!parts) return std::nullopt;
  return TableReference{.account = parts->account, .region = parts->region, .name = parts->name};
}

std::string table_arn(const core::Call& call, std::string_view text) {
  if (text.starts_with("arn:")) return std::string(text);
  return call.arn("dynamodb", base::cat("table/", text));
}

core::Status check_expressions(const ExpressionParameters& parameters) {
  const auto expressions = joined(parameters.expressions);
  const auto legacy = joined(parameters.legacy);
  if (!expressions.empty() && !legacy.empty()) {
    return validation_exception(
        base::cat("Can not use both expression and non-expression parameters in the same request: "
                  "Non-expression parameters: {",
                  legacy, "} Expression parameters: {", expressions, "}"));
  }
  if (parameters.names && expressions.empty()) {
    return validation_exception(
        "ExpressionAttributeNames can only be specified when using expressions");
  }
  if (parameters.values && !has_value_expression(parameters.expressions)) {
    return validation_exception(
        base::cat("ExpressionAttributeValues can only be specified when using expressions: ",
                  absent_value_expressions(parameters.expressions)));
  }
  return core::ok();
}

}  // namespace tertulia::dynamodb

// Any text as each of the four kinds of expressions: there is a tree, whose values are the
// request's, or an error that names the parameter.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/expressions/parser.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const Operand& operand) {
  if (const auto* literal = operand.literal()) require(literal->value != nullptr);
  if (const auto* call = operand.call()) {
    require(!call->arguments.empty());
    for (const auto& argument : call->arguments) check(argument);
  }
}

void check(const Condition& condition) {
  require(!condition.conditions.empty() || !condition.operands.empty());
  for (const auto& inner : condition.conditions) check(inner);
  for (const auto& operand : condition.operands) check(operand);
}

void check(const Projection& projection) {
  require(!projection.paths.empty());
  for (const auto& path : projection.paths) require(!path.attribute.empty());
}

void check(const Update& update) {
  for (const auto& set : update.set) {
    check(set.left);
    require(set.right.has_value() == (set.arithmetic != Update::Set::Arithmetic::kNone));
    if (set.right) check(*set.right);
  }
  for (const auto& change : update.add) require(change.value.value != nullptr);
  for (const auto& change : update.erase) require(change.value.value != nullptr);
}

void check(const KeyCondition& condition) {
  for (const auto* value : condition.partition) require(value != nullptr);
  if (condition.sort) require(condition.sort->first != nullptr);
}

template <class Tree>
void check(const core::Result<Tree>& result, std::string_view parameter) {
  if (result.ok()) return check(result.value());
  require(result.error().code == "ValidationException");
  require(result.error().message.find(parameter) != std::string::npos);
}

void check_key_condition(Parser& parser, std::string_view text, const KeyNames& names,
                         std::size_t terms_max) {
  const auto condition = parser.condition("KeyConditionExpression", text);
  if (!condition.ok()) return;
  const auto terms = key_terms(condition.value(), terms_max);
  if (!terms.ok()) return;
  const auto key = key_condition_of(terms.value(), names);
  if (key.ok()) check(key.value());
}

void check_all(std::string_view text) {
  using enum AttributeType;
  const NameMap names{{"#a", "a"}, {"#b", "b.c"}};
  const AttributeMap values{
      {":n", AttributeValue::of<kN>("1")},
      {":s", AttributeValue::of<kS>("S")},
      {":b", AttributeValue::of<kB>(core::Blob{"b"})},
      {":l", AttributeValue::of<kL>(std::vector<AttributeValue>{})},
      {":ss", AttributeValue::of<kSS>(std::vector<std::string>{"a"})},
  };
  Parser parser(&names, &values);
  require(parser.check_maps().ok());
  check(parser.condition("ConditionExpression", text), "ConditionExpression");
  check(parser.projection(text), "ProjectionExpression");
  check(parser.update(text), "UpdateExpression");
  check_key_condition(parser, text, {{"a"}, {"b"}}, kTableTermsMax);
  check_key_condition(parser, text, {{"a", "d"}, {"b", "e"}}, kIndexTermsMax);
  const auto used = parser.check_all_used();
  require(used.ok() || used.error().code == "ValidationException");
}

}  // namespace
}  // namespace tertulia::dynamodb::expressions

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tertulia::dynamodb::expressions::check_all({reinterpret_cast<const char*>(data), size});
  return 0;
}

// Any text as a statement, and as where a page begins: there is a request whose values are the
// statement's or its parameters', and a plan for it, or AWS's error.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/partiql/next_token.hpp"
#include "emulator/services/dynamodb/partiql/plan.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using enum AttributeType;

void require(bool condition) {
  if (!condition) std::abort();
}

template <class Value>
void require_validation(const core::Result<Value>& result) {
  require(result.ok() || result.error().code == "ValidationException");
}

const AttributeMap& item() {
  static const AttributeMap kItem{
      {"a", AttributeValue::of<kS>("x")},
      {"b", AttributeValue::of<kN>("1")},
      {"l", AttributeValue::of<kL>(std::vector{AttributeValue::of<kN>("1")})},
      {"s", AttributeValue::of<kSS>(std::vector<std::string>{"x"})},
  };
  return kItem;
}

/// Evaluates the condition, and asks what keys it reads.
void check(const expressions::Condition& condition) {
  static_cast<void>(expressions::holds(condition, item()));
  const KeySchema keys{.hash = {{.name = "a"}}, .range = {{.name = "b", .type = ScalarType::kN}}};
  const auto plan = plan_of(keys, condition);
  require_validation(plan);
  if (!plan.ok()) return;
  require(plan->is_keyed || plan->branches.empty());
  for (std::size_t i = 0; i < plan->branches.size(); ++i) {
    const auto& [hash, range, filters] = plan->branches[i];
    require(hash.size() == 1 && range.begin < range.end);
    require(i == 0 || plan->branches[i - 1].range.end <= range.begin);
  }
}

void check(const Select& select) {
  if (select.where) check(*select.where);
}
void check(const Exists& exists) { check(exists.select); }
void check(const Insert& insert) { require(!insert.canonical.json.empty()); }
void check(const Update& update) {
  check(update.where);
  require_validation(expressions::apply(update.update, item()));
}
void check(const Delete& erase) { check(erase.where); }

void check_all(std::string_view text) {
  const std::optional<std::vector<AttributeValue>> parameters{{
      AttributeValue::of<kS>("x"),
      AttributeValue::of<kN>("1"),
      AttributeValue::of<kSS>(std::vector<std::string>{"x"}),
  }};
  const auto request = read_request(text, parameters);
  require_validation(request);
  if (request.ok()) {
    require(request->target().table.size() >= 3);
    std::visit([](const auto& content) { check(content); }, request->content);
  }
  require_validation(read_next_token("f", text));
}

}  // namespace
}  // namespace tertulia::dynamodb::partiql

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tertulia::dynamodb::partiql::check_all({reinterpret_cast<const char*>(data), size});
  return 0;
}

/// Values and trees of expressions, written by hand.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

inline AttributeValue text(std::string value) {
  return AttributeValue::of<AttributeType::kS>(std::move(value));
}
inline AttributeValue number(std::string value) {
  return AttributeValue::of<AttributeType::kN>(std::move(value));
}
inline AttributeValue binary(std::string bytes) {
  return AttributeValue::of<AttributeType::kB>(core::Blob{std::move(bytes)});
}
inline AttributeValue texts(std::vector<std::string> members) {
  return AttributeValue::of<AttributeType::kSS>(std::move(members));
}
inline AttributeValue numbers(std::vector<std::string> members) {
  return AttributeValue::of<AttributeType::kNS>(std::move(members));
}
inline AttributeValue binaries(const std::vector<std::string>& members) {
  std::vector<core::Blob> blobs;
  for (const auto& member : members) blobs.push_back({member});
  return AttributeValue::of<AttributeType::kBS>(std::move(blobs));
}
inline AttributeValue map(AttributeMap elements) {
  return AttributeValue::of<AttributeType::kM>(std::move(elements));
}
inline AttributeValue list(std::vector<AttributeValue> elements) {
  return AttributeValue::of<AttributeType::kL>(std::move(elements));
}
inline AttributeValue boolean(bool value) {
  return AttributeValue::of<AttributeType::kBool>(value);
}
inline AttributeValue null() { return AttributeValue::of<AttributeType::kNull>(true); }

inline std::vector<AttributeValue> one_of_each_type() {
  return {number("1"),
          text("hello"),
          boolean(true),
          binary("xyz"),
          null(),
          list({text("hello"), number("42")}),
          map({{"hello", text("world")}}),
          texts({"hello", "world"}),
          numbers({"1", "2", "3"}),
          binaries({"hi", "xyz"})};
}

/// A path of an attribute and steps: names and indexes.
template <class... Steps>
Path path(std::string attribute, Steps... steps) {
  Path result{.attribute = std::move(attribute)};
  [[maybe_unused]] const auto add = [&](auto step) {
    if constexpr (std::is_integral_v<decltype(step)>) {
      result.steps.emplace_back(static_cast<std::uint32_t>(step));
    } else {
      result.steps.emplace_back(std::string(step));
    }
  };
  (add(steps), ...);
  return result;
}

/// Keeps the values that trees point to.
class Values {
 public:
  Literal literal(AttributeValue value) {
    values_.push_back(std::move(value));
    return {.value = &values_.back(), .placeholder = ":v"};
  }
  Operand operand(AttributeValue value) { return {literal(std::move(value))}; }

 private:
  std::deque<AttributeValue> values_;
};

inline Operand at(Path path) { return {std::move(path)}; }
inline Operand call(Function function, std::vector<Operand> arguments) {
  return {FunctionCall{.function = function, .arguments = std::move(arguments)}};
}
inline Condition compare(Condition::Kind kind, std::vector<Operand> operands) {
  return {.kind = kind, .operands = std::move(operands)};
}
inline Condition test(Function function, std::vector<Operand> arguments) {
  return compare(Condition::Kind::kFunction, {call(function, std::move(arguments))});
}
inline Condition combine(Condition::Kind kind, std::vector<Condition> conditions) {
  return {.kind = kind, .conditions = std::move(conditions)};
}

}  // namespace tertulia::dynamodb::expressions

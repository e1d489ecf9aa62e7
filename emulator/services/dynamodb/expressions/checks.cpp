#include "emulator/services/dynamodb/expressions/checks.hpp"

#include <algorithm>
#include <array>
#include <compare>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;

constexpr std::size_t kInOperandsMax = 100;
/// What AWS calls the type of an operand that could be of any.
constexpr std::string_view kAnyType = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";

const AttributeValue* value_of(const Operand& operand) {
  const auto* literal = operand.literal();
  return literal == nullptr ? nullptr : literal->value;
}

/// Of values, of conditions and of size(), which is a number; other functions are refused as
/// operands anyway.
std::optional<AttributeType> type_of(const Operand& operand) {
  if (const auto* value = value_of(operand)) return value->type();
  if (operand.condition() != nullptr) return kBool;
  const auto* call = operand.call();
  if (call != nullptr && call->function == Function::kSize) return kN;
  return std::nullopt;
}

bool is_ordered(AttributeType type) { return type == kS || type == kN || type == kB; }

/// Notes the first operand of which `refused` holds.
template <class Operands, class Refused>
void check_types(Reader& reader, std::string_view name, const Operands& operands, Refused refused) {
  for (const Operand& operand : operands) {
    const auto type = type_of(operand);
    if (!type || !refused(*type)) continue;
    return reader.note(Rank::kOperands, wrong_operand_type(name, core::name_of(*type)));
  }
}

void check_distinct(Reader& reader, std::string_view name, const std::vector<Operand>& operands) {
  const auto* first = operands.front().path();
  if (first == nullptr) return;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const auto* path = operands[i].path();
    if (path == nullptr || *path != *first) continue;
    return reader.note(Rank::kOperands, operands_not_distinct(name, first->text()));
  }
}

std::size_t arity_of(Function function) {
  switch (function) {
    case Function::kAttributeExists:
    case Function::kAttributeNotExists:
    case Function::kSize:
      return 1;
    default:
      return 2;
  }
}

void check_type_name(Reader& reader, const Operand& operand) {
  const auto name = name_of(Function::kAttributeType);
  const auto type = type_of(operand);
  if (type != kS) {
    return reader.note(Rank::kOperands,
                       wrong_operand_type(name, type ? core::name_of(*type) : kAnyType));
  }
  const auto& text = *value_of(operand)->get<kS>();
  const auto& known = core::EnumNames<AttributeType>::kNames;
  if (std::ranges::find(known, text) == known.end()) {
    reader.note(Rank::kOperands, unknown_attribute_type(text));
  }
}

void check_path(Reader& reader, const FunctionCall& call) {
  if (call.arguments.front().path() != nullptr) return;
  reader.note(Rank::kOperands, path_required(name_of(call.function)));
}

/// The arguments of a call whose number is right.
void check_arguments(Reader& reader, const FunctionCall& call) {
  const auto name = name_of(call.function);
  const auto& arguments = call.arguments;
  switch (call.function) {
    case Function::kAttributeExists:
    case Function::kAttributeNotExists:
    case Function::kIfNotExists:
      return check_path(reader, call);
    case Function::kAttributeType:
      return check_type_name(reader, arguments[1]);
    case Function::kBeginsWith:
      return check_types(reader, name, arguments,
                         [](AttributeType type) { return type != kS && type != kB; });
    case Function::kSize:
      return check_types(reader, name, arguments, [](AttributeType type) {
        return type == kN || type == kBool || type == kNull;
      });
    case Function::kListAppend:
      return check_types(reader, name, arguments, [](AttributeType type) { return type != kL; });
    case Function::kContains:
      return;
  }
}

/// "{N:5}", for a value of an ordered type.
std::string shown(const AttributeValue& value) {
  const auto type = core::name_of(value.type());
  if (const auto* text = value.get<kS>()) return base::cat("{", type, ":", *text, "}");
  if (const auto* text = value.get<kN>()) return base::cat("{", type, ":", *text, "}");
  return base::cat("{", type, ":", base::base64(value.get<kB>()->bytes), "}");
}

/// Whether one value is greater than another of the same ordered type.
bool is_greater(const AttributeValue& left, const AttributeValue& right) {
  if (const auto* text = left.get<kS>()) return *text > *right.get<kS>();
  if (const auto* bytes = left.get<kB>()) return bytes->bytes > right.get<kB>()->bytes;
  const auto one = parse_number(*left.get<kN>());
  const auto other = parse_number(*right.get<kN>());
  return one.ok() && other.ok() && one.value() > other.value();
}

void check_bounds(Reader& reader, const Operand& lower, const Operand& upper) {
  const auto* low = value_of(lower);
  const auto* high = value_of(upper);
  if (low == nullptr || high == nullptr) return;
  if (!is_ordered(low->type()) || !is_ordered(high->type())) return;
  if (low->type() != high->type()) {
    reader.note(Rank::kOperands, bounds_differ_in_type(shown(*low), shown(*high)));
  } else if (is_greater(*low, *high)) {
    reader.note(Rank::kOperands, bounds_out_of_order(shown(*low), shown(*high)));
  }
}

/// The type in the words of ADD and DELETE; empty for sets.
std::string_view type_word(AttributeType type) {
  switch (type) {
    case kS:
      return "STRING";
    case kN:
      return "NUMBER";
    case kB:
      return "BINARY";
    case kM:
      return "MAP";
    case kL:
      return "LIST";
    case kNull:
      return "NULL";
    case kBool:
      return "BOOLEAN";
    default:
      return {};
  }
}

/// Notes the first two paths, in the order of the text, that are so related.
void check_relation(Reader& reader, const std::vector<const Path*>& paths, PathRelation relation,
                    Rank rank, std::string_view how) {
  for (std::size_t i = 1; i < paths.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (relation_of(*paths[j], *paths[i]) != relation) continue;
      return reader.note(rank, paths_clash(how, paths[j]->text(), paths[i]->text()));
    }
  }
}

}  // namespace

std::string_view symbol_of(Condition::Kind kind) {
  constexpr std::array<std::string_view, 11> kSymbols{"AND", "OR", "NOT", "=",       "<>", "<",
                                                      "<=",  ">",  ">=",  "BETWEEN", "IN"};
  const auto index = static_cast<std::size_t>(kind);
  return index < kSymbols.size() ? kSymbols[index] : std::string_view();
}

void check_call(Reader& reader, const FunctionCall& call) {
  const auto name = name_of(call.function);
  const auto count = call.arguments.size();
  if (count != arity_of(call.function)) {
    return reader.note(Rank::kOperands, wrong_operand_count(name, count));
  }
  if (reader.language() == Language::kCondition) check_distinct(reader, name, call.arguments);
  check_arguments(reader, call);
}

void check_comparison(Reader& reader, const Condition& condition) {
  using enum Condition::Kind;
  const auto name = symbol_of(condition.kind);
  const auto& operands = condition.operands;
  if (condition.kind == kIn && operands.size() - 1 > kInOperandsMax) {
    return reader.note(Rank::kOperands, too_many_in_operands(operands.size() - 1));
  }
  check_distinct(reader, name, operands);
  if (condition.kind == kEqual || condition.kind == kNotEqual || condition.kind == kIn) return;
  check_types(reader, name, operands, [](AttributeType type) { return !is_ordered(type); });
  if (condition.kind == kBetween) check_bounds(reader, operands[1], operands[2]);
}

void check_arithmetic(Reader& reader, std::string_view sign, const Operand& left,
                      const Operand& right) {
  check_types(reader, sign, std::array{std::cref(left), std::cref(right)},
              [](AttributeType type) { return type != kN; });
}

void check_change(Reader& reader, TokenKind section, const Literal& value) {
  if (value.value == nullptr) return;
  const bool is_add = section == TokenKind::kAdd;
  const auto type = value.value->type();
  const auto word = type_word(type);
  if (word.empty() || (is_add && type == kN)) return;
  reader.note(Rank::kChange, wrong_change_type(is_add ? "ADD" : "DELETE", word));
}

void check_apart(Reader& reader, const std::vector<const Path*>& paths) {
  check_relation(reader, paths, PathRelation::kOverlap, Rank::kOverlap, "overlap");
  check_relation(reader, paths, PathRelation::kConflict, Rank::kConflict, "conflict");
}

}  // namespace tertulia::dynamodb::expressions

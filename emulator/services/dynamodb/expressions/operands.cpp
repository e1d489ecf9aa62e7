#include "emulator/services/dynamodb/expressions/operands.hpp"

#include <limits>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/reserved_words.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

constexpr std::size_t kPathLevelsMax = 32;
constexpr std::int64_t kIndexMax = std::numeric_limits<std::int32_t>::max();

bool is_element(TokenKind kind) {
  return kind == TokenKind::kName || kind == TokenKind::kNamePlaceholder;
}

std::string element_of(Reader& reader, const Token& token) {
  if (token.kind == TokenKind::kNamePlaceholder) {
    if (const auto* name = reader.placeholders().name(token.text)) return *name;
    reader.note(Rank::kNames, undefined_name(token.text));
    return {};
  }
  if (is_reserved(token.text)) reader.note_place(token.begin, reserved_keyword(token.text));
  return std::string(token.text);
}

/// The token of an element; an empty one if there is another.
Token take_element(Reader& reader) {
  if (is_element(reader.at())) return reader.take();
  reader.refuse_token();
  return {};
}

std::uint32_t read_index(Reader& reader) {
  if (!reader.at(TokenKind::kIndex)) {
    reader.refuse_token();
    return 0;
  }
  const auto token = reader.take();
  const auto index = base::parse_integer(token.text);
  if (!index || *index > kIndexMax) {
    reader.note_place(token.begin, list_index_out_of_range(token.text));
    return 0;
  }
  return static_cast<std::uint32_t>(*index);
}

/// The path whose first element was taken already.
Path path_behind(Reader& reader, const Token& first) {
  Path path{.attribute = element_of(reader, first)};
  while (true) {
    if (reader.accept(TokenKind::kDot)) {
      path.steps.emplace_back(element_of(reader, take_element(reader)));
    } else if (reader.accept(TokenKind::kLeftBracket)) {
      path.steps.emplace_back(read_index(reader));
      reader.expect(TokenKind::kRightBracket);
    } else {
      break;
    }
  }
  const auto levels = 1 + path.steps.size();
  if (levels > kPathLevelsMax) reader.note(Rank::kNames, path_too_deep(levels));
  return path;
}

bool is_of_updates(Function function) {
  return function == Function::kIfNotExists || function == Function::kListAppend;
}

std::optional<Function> function_named(std::string_view name) {
  for (auto i = 0; i <= static_cast<int>(Function::kListAppend); ++i) {
    const auto function = static_cast<Function>(i);
    if (name_of(function) == name) return function;
  }
  return std::nullopt;
}

/// Notes that there is no such function, or not in this language.
void check_function(Reader& reader, const Token& name, std::optional<Function> function) {
  const bool in_update = reader.language() == Language::kUpdate;
  if (!function) {
    reader.note_place(name.begin, unknown_function(name.text));
  } else if (in_update && !is_of_updates(*function)) {
    reader.note_place(name.begin, function_not_in_update(name.text));
  } else if (!in_update && is_of_updates(*function)) {
    reader.note_place(name.begin, function_not_in_condition(name.text));
  }
}

/// The call of a function whose name was taken already.
Operand call_behind(Reader& reader, const Token& name) {
  const Level level(reader);
  const auto function = function_named(name.text);
  check_function(reader, name, function);
  reader.count_operator(name.begin);
  FunctionCall call{.function = function.value_or(Function::kSize), .arguments = {}};
  reader.expect(TokenKind::kLeftParenthesis);
  do {
    call.arguments.push_back(nested(reader, read_operand(reader)));
  } while (reader.accept(TokenKind::kComma));
  reader.expect(TokenKind::kRightParenthesis);
  check_call(reader, call);
  return {.content = std::move(call)};
}

}  // namespace

Path read_path(Reader& reader) { return path_behind(reader, take_element(reader)); }

Literal read_literal(Reader& reader) {
  if (!reader.at(TokenKind::kValuePlaceholder)) {
    reader.refuse_token();
    return {};
  }
  const auto token = reader.take();
  const auto* value = reader.placeholders().value(token.text);
  if (value == nullptr) reader.note(Rank::kValues, undefined_value(token.text));
  return {.value = value, .placeholder = std::string(token.text)};
}

Term read_operand(Reader& reader) {
  if (!reader.at(TokenKind::kLeftParenthesis)) return read_bare_operand(reader);
  const Level level(reader);
  reader.take();
  Term term = read_operand(reader);
  reader.expect(TokenKind::kRightParenthesis);
  if (term.parenthesised) reader.refuse_parentheses();
  term.parenthesised = true;
  return term;
}

Term read_bare_operand(Reader& reader) {
  const auto position = reader.position();
  if (reader.at(TokenKind::kValuePlaceholder)) {
    return {.operand = {.content = read_literal(reader)}, .position = position};
  }
  const auto first = take_element(reader);
  if (first.kind == TokenKind::kName && reader.at(TokenKind::kLeftParenthesis)) {
    return {.operand = call_behind(reader, first), .position = position};
  }
  return {.operand = {.content = path_behind(reader, first)}, .position = position};
}

Operand nested(Reader& reader, Term term) {
  const bool in_update = reader.language() == Language::kUpdate;
  const auto allowed = in_update ? Function::kIfNotExists : Function::kSize;
  const auto* call = term.operand.call();
  if (call != nullptr && call->function != allowed) {
    reader.note_place(term.position, misplaced_function(name_of(call->function)));
  }
  return std::move(term.operand);
}

}  // namespace tertulia::dynamodb::expressions

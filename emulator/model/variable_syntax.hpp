/// The grammar of `${…}` in configuration texts.
///
///   ${self:custom.name}    ${opt:stage, self:custom.stage, 'dev'}    ${file(./a.yml):b.c}
///   ${env:HOST, ''}        ${self:custom.${opt:stage}}               ${strToBool(${env:ON})}
///
/// What does not begin with a source's name stays as it is: `${AWS::Region}`, `${Table}`. A
/// backslash before `${` takes its meaning away.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "emulator/model/value.hpp"

namespace tertulia::model {

struct TextPart;

/// A text with variables, in its order.
struct VariableText {
  std::vector<TextPart> parts = {};
};

/// One of the places that a variable looks in, or a value written out.
struct VariableSource {
  /// "self", "opt", "file"; empty for a literal and for a variable in place of a source.
  std::string type = {};
  std::vector<VariableText> params = {};
  VariableText address = {};
  bool has_address = false;
  Value literal = {};
  /// `${a:b, ${c:d}}`: the inner variable.
  std::vector<VariableText> inner = {};
};

/// Either text as it is or a variable, which has at least one source.
struct TextPart {
  std::string text = {};
  std::vector<VariableSource> sources = {};
  /// The variable as it was written, for messages.
  std::string written = {};

  [[nodiscard]] bool is_variable() const { return !sources.empty(); }
};

/// What is wrong with a text: `a "}" is missing`.
struct SyntaxError {
  std::string message;
};

/// Whether `text` may contain variables or escapes; without, it need not be parsed.
[[nodiscard]] bool may_have_variables(std::string_view text);

[[nodiscard]] std::variant<VariableText, SyntaxError> parse_variables(std::string_view text);

}  // namespace tertulia::model

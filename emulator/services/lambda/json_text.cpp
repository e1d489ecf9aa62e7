#include "emulator/services/lambda/json_text.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::lambda {
namespace {

using base::JsonDue;

constexpr std::string_view kAnyValue =
    "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
/// How much of the source the parser repeats.
constexpr std::size_t kSourceMax = 500;

bool is_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '$';
}

std::string printed(char letter) {
  const auto code = static_cast<unsigned char>(letter);
  if (code < 0x20 || code == 0x7f) return base::cat("((CTRL-CHAR, code ", unsigned{code}, "))");
  if (code >= 0x80) return base::cat("(code ", unsigned{code}, ")");
  return base::cat("('", letter, "' (code ", unsigned{code}, "))");
}

std::string_view expected(JsonDue due) {
  switch (due) {
    case JsonDue::kFieldName:
      return "was expecting double-quote to start field name";
    case JsonDue::kColon:
      return "was expecting a colon to separate field name and value";
    case JsonDue::kCommaOrBrace:
      return "was expecting comma to separate Object entries";
    case JsonDue::kCommaOrBracket:
      return "was expecting comma to separate Array entries";
    case JsonDue::kNothing:
      return "Expected space separating root-level values";
    case JsonDue::kText:
      return "it is not allowed in a string value";
    case JsonDue::kDigit:
      return "Expected digit (0-9) to continue a number";
    default:
      return "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' "
             "or 'false')";
  }
}

std::string complaint(std::string_view text, const base::JsonFault& fault) {
  const auto rest = text.substr(std::min(fault.offset, text.size()));
  if (fault.due == JsonDue::kLessDepth) {
    return base::cat("Document nesting depth (", base::kJsonDepthMax + 1,
                     ") exceeds the maximum allowed (", base::kJsonDepthMax, ")");
  }
  if (rest.empty()) {
    return fault.due == JsonDue::kText ? "Unexpected end-of-input: was expecting closing quote for "
                                         "a string value"
                                       : "Unexpected end-of-input";
  }
  if (fault.due == JsonDue::kUtf8) {
    return base::cat("Invalid UTF-8 start byte 0x", base::hex(rest.substr(0, 1)));
  }
  if (fault.due == JsonDue::kValue && is_word(rest[0])) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_word);
    return base::cat("Unrecognized token '",
                     rest.substr(0, static_cast<std::size_t>(end - rest.begin())),
                     "': was expecting ", kAnyValue);
  }
  return base::cat("Unexpected character ", printed(rest[0]), ": ", expected(fault.due));
}

/// The column that the parser has reached: behind what it stumbled over.
std::size_t end_of_fault(std::string_view text, const base::JsonFault& fault) {
  if (fault.offset >= text.size()) return text.size();
  std::size_t end = fault.offset;
  if (fault.due == JsonDue::kValue) {
    while (end < text.size() && is_word(text[end])) ++end;
  }
  return std::max(end, fault.offset + 1);
}

}  // namespace

std::string why_not_json(std::string_view text, const base::JsonFault& fault) {
  const auto read = text.substr(0, end_of_fault(text, fault));
  const auto line_start = read.rfind('\n');
  const auto column =
      line_start == std::string_view::npos ? read.size() : read.size() - line_start - 1;
  std::string source(text.substr(0, kSourceMax));
  if (text.size() > kSourceMax) {
    base::append(source, "\"[truncated ", text.size() - kSourceMax, " bytes]");
  } else {
    source += '"';
  }
  return base::cat(complaint(text, fault), "\n at [Source: (byte[])\"", source,
                   "; line: ", std::count(read.begin(), read.end(), '\n') + 1,
                   ", column: ", column + 1, "]");
}

std::string string_member(std::string_view json, const char* name) {
  const auto value = nlohmann::json::parse(json, nullptr, false);
  if (!value.is_object()) return {};
  const auto found = value.find(name);
  return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace tertulia::lambda

#include "emulator/model/variable_syntax.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model {

namespace {

constexpr int kNestingMax = 20;

bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_name(char letter) {
  return is_lower(letter) || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '.' || letter == '-';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::variant<VariableText, SyntaxError> parse() {
    VariableText result = top_level();
    if (!error_.empty()) return SyntaxError{error_};
    return result;
  }

 private:
  [[nodiscard]] bool failed() const { return !error_.empty(); }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] bool at_dollar() const { return text_.substr(at_, 2) == "${"; }
  void skip_spaces() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\t') ++at_;
  }
  void fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
  }

  static void add_text(VariableText& out, std::string_view text) {
    if (text.empty()) return;
    if (out.parts.empty() || out.parts.back().is_variable()) out.parts.push_back({});
    out.parts.back().text += text;
  }

  VariableText top_level() {
    VariableText result;
    while (!at_end() && !failed()) {
      const auto next = text_.find("${", at_);
      if (next == std::string_view::npos) {
        add_text(result, text_.substr(at_));
        break;
      }
      std::size_t slashes = 0;
      while (slashes < next - at_ && text_[next - slashes - 1] == '\\') ++slashes;
      add_text(result, text_.substr(at_, next - at_ - slashes));
      // Two backslashes stand for one; an odd one takes the meaning of "${" away.
      add_text(result, std::string(slashes / 2, '\\'));
      at_ = next;
      if (slashes % 2 == 1 || !begins_variable()) {
        add_text(result, "${");
        at_ += 2;
      } else {
        result.parts.push_back(variable());
      }
    }
    return result;
  }

  // "${name:" or "${name(", but not "${Name", "${name}" or "${aws::".
  [[nodiscard]] bool begins_variable() const {
    std::size_t end = at_ + 2;
    if (end >= text_.size() || !is_lower(text_[end])) return false;
    while (end < text_.size() && is_name(text_[end])) ++end;
    if (end >= text_.size()) return false;
    if (text_[end] == '(') return true;
    if (text_[end] != ':') return false;
    const auto after = text_.find_first_not_of(' ', end + 1);
    return after == std::string_view::npos || text_[after] != ':';
  }

  TextPart variable() {
    TextPart result;
    const std::size_t start = at_;
    if (++depth_ > kNestingMax) fail("variables are nested too deeply");
    at_ += 2;
    while (!failed()) {
      skip_spaces();
      result.sources.push_back(source());
      if (failed()) break;
      skip_spaces();
      const char next = peek();
      if (at_end()) {
        fail(base::cat("a \"}\" is missing in \"", text_.substr(start), "\""));
      } else if (next != ',' && next != '}') {
        fail(base::cat("\"", text_.substr(start),
                       "\" has something other than \",\" or \"}\" behind a source"));
      }
      ++at_;
      if (next == '}') break;
    }
    --depth_;
    result.written = text_.substr(start, at_ - start);
    return result;
  }

  VariableSource source() {
    VariableSource result;
    if (at_dollar()) {
      if (!begins_variable()) {
        fail(base::cat("\"", rest(), "\" names no source of a value"));
        return result;
      }
      result.inner.push_back({{variable()}});
      return result;
    }
    if (peek() == '"' || peek() == '\'') {
      result.literal = text_value(quoted());
      return result;
    }
    const std::size_t start = at_;
    while (is_name(peek())) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    if (peek() != ':' && peek() != '(') {
      result.literal = literal(start);
      return result;
    }
    if (name.empty() || !is_lower(name[0])) {
      fail(base::cat("\"", text_.substr(start), "\" names no source of a value"));
      return result;
    }
    result.type = name;
    if (peek() == '(') params(result);
    skip_spaces();
    if (!failed() && peek() == ':') {
      ++at_;
      skip_spaces();
      address(result);
    }
    return result;
  }

  // true, false, null and numbers; other words need quotes.
  Value literal(std::size_t start) {
    while (!at_end() && peek() != ',' && peek() != '}') ++at_;
    const std::string_view word = base::trim(text_.substr(start, at_ - start));
    if (word == "true") return boolean_value(true);
    if (word == "false") return boolean_value(false);
    if (word == "null") return {};
    if (base::parse_double(word)) {
      Value number;
      number.kind = Kind::kNumber;
      number.text = word;
      return number;
    }
    fail(word.empty()
             ? std::string("a source of a value is missing")
             : base::cat("\"", word, "\" is neither a source nor a value; put texts in quotes"));
    return {};
  }

  std::string quoted() {
    const char quote = peek();
    std::string result;
    for (++at_; !at_end() && peek() != quote; ++at_) {
      if (quote == '"' && peek() == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        const char letter = peek();
        result += letter == 'n' ? '\n' : letter == 't' ? '\t' : letter;
      } else {
        result += peek();
      }
    }
    if (at_end()) fail(base::cat("a ", quote, " is missing in \"", text_, "\""));
    ++at_;
    return result;
  }

  // Text with variables up to one of `ends`, trimmed.
  VariableText nested(std::string_view ends) {
    VariableText result;
    skip_spaces();
    if (peek() == '"' || peek() == '\'') {
      add_text(result, quoted());
      return result;
    }
    while (!at_end() && !failed() && ends.find(peek()) == std::string_view::npos) {
      if (at_dollar() && begins_variable()) {
        result.parts.push_back(variable());
      } else {
        add_text(result, text_.substr(at_++, 1));
      }
    }
    if (!result.parts.empty() && !result.parts.back().is_variable()) {
      std::string& last = result.parts.back().text;
      last = std::string(last.substr(0, last.find_last_not_of(" \t\n") + 1));
      if (last.empty()) result.parts.pop_back();
    }
    return result;
  }

  void params(VariableSource& result) {
    ++at_;
    while (!failed()) {
      VariableText param = nested(",)");
      skip_spaces();
      const char next = peek();
      if (next != ',' && next != ')') {
        fail(base::cat("a \")\" is missing in \"", text_, "\""));
        return;
      }
      ++at_;
      if (!param.parts.empty()) result.params.push_back(std::move(param));
      if (next == ')') return;
    }
  }

  void address(VariableSource& result) {
    result.address = nested(",}");
    result.has_address = !result.address.parts.empty();
  }

  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string error_;
};

}  // namespace

bool may_have_variables(std::string_view text) { return text.find("${") != std::string_view::npos; }

std::variant<VariableText, SyntaxError> parse_variables(std::string_view text) {
  return Parser(text).parse();
}

}  // namespace tertulia::model

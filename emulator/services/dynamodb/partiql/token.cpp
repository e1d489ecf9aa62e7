#include "emulator/services/dynamodb/partiql/token.hpp"

#include <optional>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/keywords.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool begins_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
         letter == '$';
}
bool is_space(char letter) {
  return letter == ' ' || (letter >= '\t' && letter <= '\r');  // tab, line feed, …, return
}

std::optional<TokenKind> kind_of_sign(char letter) {
  switch (letter) {
    case '(':
      return TokenKind::kLeftParenthesis;
    case ')':
      return TokenKind::kRightParenthesis;
    case '[':
      return TokenKind::kLeftBracket;
    case ']':
      return TokenKind::kRightBracket;
    case '{':
      return TokenKind::kLeftBrace;
    case '}':
      return TokenKind::kRightBrace;
    case ':':
      return TokenKind::kColon;
    case ',':
      return TokenKind::kComma;
    case '.':
      return TokenKind::kDot;
    case ';':
      return TokenKind::kSemicolon;
    case '?':
      return TokenKind::kParameter;
    case '=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '@':
    case '<':
    case '>':
      return TokenKind::kOperator;
    default:
      return std::nullopt;
  }
}

/// Walks over the text and knows its lines and columns.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  /// The letter so many bytes further on; 0 behind the end.
  [[nodiscard]] char ahead(std::size_t bytes = 0) const {
    return at_ + bytes < text_.size() ? text_[at_ + bytes] : '\0';
  }
  [[nodiscard]] bool at(std::string_view start) const {
    return text_.substr(at_).starts_with(start);
  }
  [[nodiscard]] std::size_t offset() const { return at_; }
  [[nodiscard]] std::string_view since(std::size_t offset) const {
    return text_.substr(offset, at_ - offset);
  }
  [[nodiscard]] Position position() const { return {.line = line_, .column = column_}; }
  void skip(std::size_t bytes = 1) {
    for (; bytes > 0 && !at_end(); --bytes) step();
  }

 private:
  void step() {
    const char letter = text_[at_++];
    const bool ends_line = letter == '\n' || (letter == '\r' && ahead() != '\n');
    if (ends_line) {
      ++line_;
      column_ = 1;
    } else if (letter != '\r' && (static_cast<unsigned char>(letter) & 0xc0) != 0x80) {
      ++column_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : walk_(text) {}

  core::Result<std::vector<Token>> all() {
    while (true) {
      if (!skip_blank()) return not_well_formed("");
      Token token{.position = walk_.position()};
      if (walk_.at_end()) {
        tokens_.push_back(std::move(token));
        return std::move(tokens_);
      }
      const auto begin = walk_.offset();
      if (!read(token)) return not_well_formed("");
      token.position.length = static_cast<std::uint32_t>(characters(walk_.since(begin)));
      tokens_.push_back(std::move(token));
      join_words(tokens_);
    }
  }

 private:
  static std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80 ? 1 : 0;
    return count;
  }

  /// Skips spaces and comments; false when a comment has no end.
  bool skip_blank() {
    while (!walk_.at_end()) {
      if (is_space(walk_.ahead())) {
        walk_.skip();
      } else if (walk_.at("--")) {
        while (!walk_.at_end() && walk_.ahead() != '\n' && walk_.ahead() != '\r') walk_.skip();
      } else if (walk_.at("/*")) {
        walk_.skip(2);
        while (!walk_.at_end() && !walk_.at("*/")) walk_.skip();
        if (walk_.at_end()) return false;
        walk_.skip(2);
      } else {
        return true;
      }
    }
    return true;
  }

  bool read(Token& token) {
    const char letter = walk_.ahead();
    if (letter == '\'') return quoted(token, TokenKind::kString);
    if (letter == '"') return quoted(token, TokenKind::kQuotedName);
    if (letter == '`') return quoted(token, TokenKind::kIon);
    if (is_digit(letter) || (letter == '.' && is_digit(walk_.ahead(1)))) return number(token);
    if (begins_name(letter)) return word(token);
    return sign(token);
  }

  /// Within quotes two of them stand for one.
  bool quoted(Token& token, TokenKind kind) {
    const char quote = walk_.ahead();
    token.kind = kind;
    walk_.skip();
    while (!walk_.at_end()) {
      const char letter = walk_.ahead();
      walk_.skip();
      if (letter == quote) {
        if (walk_.ahead() != quote || kind == TokenKind::kIon) return true;
        walk_.skip();
      }
      token.text += letter;
    }
    return false;
  }

  void digits() {
    while (is_digit(walk_.ahead())) walk_.skip();
  }

  bool number(Token& token) {
    token.kind = TokenKind::kNumber;
    const auto begin = walk_.offset();
    digits();
    if (walk_.ahead() == '.') {
      walk_.skip();
      digits();
    }
    if (walk_.ahead() == 'e' || walk_.ahead() == 'E') {
      walk_.skip();
      if (walk_.ahead() == '+' || walk_.ahead() == '-') walk_.skip();
      if (!is_digit(walk_.ahead())) return false;
      digits();
    }
    token.text = walk_.since(begin);
    return has_a_scale(token.text);
  }

  /// Numbers are read into a scale of 32 bits.
  static bool has_a_scale(std::string_view number) {
    const auto mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return true;
    auto exponent = number.substr(mark + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto value = base::parse_integer(exponent);
    constexpr std::int64_t kMax = std::int64_t{1} << 31;
    return value && *value<kMax&& * value> - kMax;
  }

  bool word(Token& token) {
    const auto begin = walk_.offset();
    while (begins_name(walk_.ahead()) || is_digit(walk_.ahead())) walk_.skip();
    const auto text = walk_.since(begin);
    auto small = base::lower(text);
    token.kind = kind_of_word(small);
    token.text = token.kind == TokenKind::kName ? std::string(text) : std::move(small);
    return true;
  }

  bool sign(Token& token) {
    for (const auto* pair : {"<<", ">>", "<=", ">=", "<>", "!=", "||"}) {
      if (walk_.at(pair)) return pair_of_signs(token, pair);
    }
    const auto kind = kind_of_sign(walk_.ahead());
    if (!kind) return false;
    token.kind = *kind;
    token.text = walk_.ahead();
    walk_.skip();
    return true;
  }

  bool pair_of_signs(Token& token, std::string_view pair) {
    token.kind = pair == "<<"   ? TokenKind::kLeftAngles
                 : pair == ">>" ? TokenKind::kRightAngles
                                : TokenKind::kOperator;
    token.text = pair == "!=" ? "<>" : pair;
    walk_.skip(2);
    return true;
  }

  Walk walk_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string Position::text() const { return base::cat(line, ":", column, ":", length); }

core::Result<std::vector<Token>> tokens_of(std::string_view statement) {
  return Lexer(statement).all();
}

}  // namespace tertulia::dynamodb::partiql

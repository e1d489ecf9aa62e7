/// A JSON text as a flat list of its values, each with its place in the text: parsed and checked
/// once, read without copies.
///
/// RFC 8259, strictly: UTF-8, no control characters in strings, no lone surrogates, nothing behind
/// the value. Views into the text, which must outlive the tape.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::base {

enum class JsonTokenKind : std::uint8_t {
  kNull,
  kTrue,
  kFalse,
  kInteger,
  kDecimal,
  kString,
  kObject,
  kArray,
};

struct JsonToken {
  JsonTokenKind kind = JsonTokenKind::kNull;
  /// Strings: whether the text holds escapes.
  bool escaped = false;
  /// The value in the text, with a string's quotes.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// The index behind the value and all that is in it. An object's members follow it as key, value,
  /// key, value; an array's elements follow it one after the other.
  std::uint32_t next = 0;
};

class JsonTape {
 public:
  /// False when `text` is no JSON value, is nested deeper than anything sensible or is larger than
  /// 4 GB. The tape may be parsed into again.
  [[nodiscard]] bool parse(std::string_view text);

  [[nodiscard]] const JsonToken& operator[](std::uint32_t index) const { return tokens_[index]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }

  [[nodiscard]] std::string_view raw(const JsonToken& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  /// What a string says; `scratch` holds it when it has escapes.
  [[nodiscard]] std::string_view string(const JsonToken& token, std::string& scratch) const;
  /// The index of the value of an object's last member of that name; 0, which is no member's value,
  /// for none.
  [[nodiscard]] std::uint32_t find(std::uint32_t object, std::string_view name,
                                   std::string& scratch) const;

 private:
  [[nodiscard]] bool value(int depth);
  [[nodiscard]] bool object(int depth);
  [[nodiscard]] bool array(int depth);
  [[nodiscard]] bool string();
  [[nodiscard]] bool number();
  [[nodiscard]] bool word(std::string_view word, JsonTokenKind kind);
  void blank();
  std::uint32_t begin(JsonTokenKind kind);
  void finish(std::uint32_t index);
  [[nodiscard]] bool take(char letter);

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<JsonToken> tokens_;
};

}  // namespace tertulia::base

/// Reads and writes JSON as text, without a tree: what the way of an event into a handler and of
/// its reply back costs as little as possible with.
///
/// The reader is strict (RFC 8259 but for bytes of strings, which are passed on as they are) and
/// nests 256 levels at most. Everything it gives out that is a view points into the text it was
/// given.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tertulia::sdk {

/// The text is no JSON, or another kind of value than was asked for.
class JsonError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class JsonKind : unsigned char { kObject, kArray, kString, kNumber, kBoolean, kNull };

/// A position in a JSON text, moved from value to value. Every member throws JsonError.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  /// What the next value is.
  [[nodiscard]] JsonKind kind();

  /// Reads an object: `member(std::string_view name)` for each of its members, which must read or
  /// skip exactly one value. The name is valid during the call.
  template <class Member>
  void object(Member&& member) {
    expect('{');
    descend();
    if (!try_take('}')) {
      std::string unescaped;
      do {
        const std::string_view name = name_of_member(unescaped);
        member(name);
      } while (try_take(','));
      expect('}');
    }
    --depth_;
  }

  /// Reads an array: `element()` for each of its elements, which must read or skip it.
  template <class Element>
  void array(Element&& element) {
    expect('[');
    descend();
    if (!try_take(']')) {
      do {
        element();
      } while (try_take(','));
      expect(']');
    }
    --depth_;
  }

  /// The name of the member that is being read as it stands in the text, without its quotes and
  /// with its escapes; before anything of its value is read.
  [[nodiscard]] std::string_view raw_name() const { return raw_name_; }

  /// Whether the next value is an object of one member whose name is one letter; then it is read
  /// up to that member's value, and `end_single` reads the rest.
  [[nodiscard]] bool begin_single(char& name) {
    space();
    // {"S":
    if (text_.size() - at_ < 5 || text_[at_] != '{' || text_[at_ + 1] != '"' ||
        text_[at_ + 3] != '"' || text_[at_ + 4] != ':' || text_[at_ + 2] == '\\') {
      return false;
    }
    name = text_[at_ + 2];
    at_ += 5;
    return true;
  }
  /// No when another member follows.
  [[nodiscard]] bool end_single() { return try_take('}'); }

  /// A string's characters. A lone surrogate becomes U+FFFD.
  [[nodiscard]] std::string string();
  /// A string as it stands in the text, without its quotes and with its escapes.
  [[nodiscard]] std::string_view raw_string();
  /// A number as it stands in the text.
  [[nodiscard]] std::string_view number();
  [[nodiscard]] bool boolean();
  /// Moves past a null; does nothing and says no for any other value.
  [[nodiscard]] bool take_null();
  /// Moves past a value of any kind and returns its text.
  std::string_view skip();
  /// Nothing may follow but white space.
  void end();

 private:
  void space() {
    if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) > ' ') return;
    skip_space();
  }
  void expect(char letter) {
    if (!try_take(letter)) fail(at_ >= text_.size() ? "unexpected end" : "unexpected character");
  }
  [[nodiscard]] bool try_take(char letter) {
    space();
    if (at_ >= text_.size() || text_[at_] != letter) return false;
    ++at_;
    return true;
  }
  void skip_space();
  [[nodiscard]] std::string_view name_of_member(std::string& unescaped);
  void word(std::string_view letters);
  void descend();
  [[noreturn]] void fail(const char* what) const;

  std::string_view text_;
  std::string_view raw_name_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// Appends `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
void append_json(std::string& target, std::string_view text);
/// The characters of a string's inside as it stands in JSON text, which the reader has checked.
[[nodiscard]] std::string unescape_json(std::string_view raw);
/// The value of type number that `text` may be as it stands, such as "12" or "1.5E3".
[[nodiscard]] bool is_json_number(std::string_view text);

}  // namespace tertulia::sdk

/// Small operations on text that the standard library lacks. Nothing here allocates unless it
/// returns a string.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::base {

/// Whether the letter is an ASCII digit, whatever the locale.
[[nodiscard]] constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// One argument of `cat`: text or an integer, printed in decimal.
class Piece {
 public:
  Piece(std::string_view text) : text_(text) {}               // NOLINT(google-explicit-constructor)
  Piece(const std::string& text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  Piece(const char* text) : text_(text) {}                    // NOLINT(google-explicit-constructor)
  Piece(char letter) : digits_{letter}, text_(digits_, 1) {}  // NOLINT(google-explicit-constructor)
  template <std::integral Integer>
  Piece(Integer value) {  // NOLINT(google-explicit-constructor)
    if constexpr (std::is_signed_v<Integer>) {
      print(static_cast<std::int64_t>(value));
    } else {
      print(static_cast<std::uint64_t>(value));
    }
  }
  Piece(bool) = delete;
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  void print(std::int64_t value);
  void print(std::uint64_t value);

  char digits_[24] = {};
  std::string_view text_;
};

/// All pieces one after the other, with one allocation.
[[nodiscard]] std::string cat(std::initializer_list<std::string_view> pieces);
template <class... Pieces>
[[nodiscard]] std::string cat(const Pieces&... pieces) {
  return cat(std::initializer_list<std::string_view>{Piece(pieces).text()...});
}
/// Appends all pieces to `target`.
void append(std::string& target, std::initializer_list<std::string_view> pieces);
template <class... Pieces>
void append(std::string& target, const Pieces&... pieces) {
  append(target, std::initializer_list<std::string_view>{Piece(pieces).text()...});
}

/// The parts of `text` between separators; "a,,b" has three, "" has one.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// The text before and after the first separator; nothing when it does not occur.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> split_once(
    std::string_view text, std::string_view separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// `text` without spaces, tabs and line ends on both sides.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);
/// Equality of ASCII text without regard to case.
[[nodiscard]] bool iequals(std::string_view left, std::string_view right);
/// Every occurrence of `from` replaced by `to`, left to right.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from,
                                      std::string_view to);

/// The decimal integer that is the whole of `text`, sign allowed; nothing for anything else or on
/// overflow.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);
/// The number that is the whole of `text` in the C locale; nothing for anything else.
[[nodiscard]] std::optional<double> parse_double(std::string_view text);

/// The length of the shortest edit (insert, delete, replace) that makes `left` of `right`.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// Whether `text` matches `pattern`, in which `*` stands for any text and `?` for any one
/// character.
[[nodiscard]] bool matches_wildcard(std::string_view pattern, std::string_view text);
/// The same without regard to the case of ASCII letters.
[[nodiscard]] bool matches_wildcard_ignoring_case(std::string_view pattern, std::string_view text);

}  // namespace tertulia::base

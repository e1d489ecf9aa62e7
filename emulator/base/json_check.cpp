#include "emulator/base/json_check.hpp"

#include <bitset>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_scan.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::base {
namespace {

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<JsonFault> run() {
    // Containers are remembered as bits, so that depth costs no stack.
    std::bitset<kJsonDepthMax> is_object;
    std::size_t depth = 0;
    bool value_due = true;
    for (;;) {
      skip_space();
      if (value_due) {
        if (take('{') || take('[')) {
          if (depth == kJsonDepthMax) return fault(JsonDue::kLessDepth, at_ - 1);
          const bool object = text_[at_ - 1] == '{';
          is_object[depth++] = object;
          skip_space();
          if (take(object ? '}' : ']')) {
            --depth;
            value_due = false;
          } else if (object && !field_name()) {
            return fault_;
          }
          continue;
        }
        if (!scalar()) return fault_;
        value_due = false;
        continue;
      }
      if (depth == 0) return at_ == text_.size() ? utf8() : fault(JsonDue::kNothing, at_);
      const bool object = is_object[depth - 1];
      if (take(object ? '}' : ']')) {
        --depth;
      } else if (take(',')) {
        skip_space();
        if (object && !field_name()) return fault_;
        value_due = true;
      } else {
        return fault(object ? JsonDue::kCommaOrBrace : JsonDue::kCommaOrBracket, at_);
      }
    }
  }

 private:
  std::optional<JsonFault> fault(JsonDue due, std::size_t offset) {
    fault_ = JsonFault{.offset = offset, .due = due};
    return fault_;
  }
  bool fail(JsonDue due, std::size_t offset) {
    fault(due, offset);
    return false;
  }

  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }
  bool take(char letter) {
    if (at_ == text_.size() || text_[at_] != letter) return false;
    ++at_;
    return true;
  }

  bool field_name() {
    if (!take('"')) return fail(JsonDue::kFieldName, at_);
    if (!rest_of_string()) return false;
    skip_space();
    return take(':') || fail(JsonDue::kColon, at_);
  }

  bool scalar() {
    if (take('"')) return rest_of_string();
    const auto rest = text_.substr(at_);
    for (const std::string_view word : {"true", "false", "null"}) {
      if (!rest.starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return number();
  }

  bool rest_of_string() {
    const auto string = scan_json_string(text_, at_);
    if (string.fault != JsonString::Fault::kNone) return fail(JsonDue::kText, string.end);
    beyond_ascii_ |= string.beyond_ascii;
    at_ = string.end + 1;
    return true;
  }

  bool digits() {
    if (at_ == text_.size() || !is_digit(text_[at_])) return fail(JsonDue::kDigit, at_);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return true;
  }

  bool number() {
    const std::size_t start = at_;
    const bool negative = take('-');
    if (!negative && (at_ == text_.size() || !is_digit(text_[at_]))) {
      return fail(JsonDue::kValue, start);
    }
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  /// The structure can only be right where every byte outside of strings is ASCII, so one look at
  /// the whole text at the end is enough, and needed only when a string had other bytes.
  std::optional<JsonFault> utf8() {
    if (!beyond_ascii_ || is_utf8(text_)) return std::nullopt;
    std::size_t at = 0;
    for (std::size_t length = 1; length <= 4 && at < text_.size();) {
      if (is_utf8(text_.substr(at, length))) {
        at += length;
        length = 1;
      } else {
        ++length;
      }
    }
    return fault(JsonDue::kUtf8, at);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool beyond_ascii_ = false;
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> check_json(std::string_view text) { return Checker(text).run(); }

}  // namespace tertulia::base

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>
#include <streambuf>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/model/parse.hpp"
#include "emulator/model/tree_builder.hpp"

namespace tertulia::model {

namespace {

constexpr std::array<std::string_view, 18> kShortForms = {
    "And",    "Base64", "Cidr",   "Condition",   "Equals", "FindInMap",
    "GetAtt", "GetAZs", "If",     "ImportValue", "Join",   "Not",
    "Or",     "Ref",    "Select", "Split",       "Sub",    "Transform"};

bool all_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

constexpr std::string_view kDigits = "0123456789";

// "0x1F", "0o17", "0b11" and plain digits, with a sign: the decimal digits.
std::optional<std::string> integer_of(std::string_view text) {
  bool negative = false;
  std::string_view digits = text;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    if (digits[1] == 'x') base = 16;
    if (digits[1] == 'o') base = 8;
    if (digits[1] == 'b') base = 2;
    if (base != 10) digits.remove_prefix(2);
  }
  if (base == 10) {
    if (!all_of(digits, kDigits)) return std::nullopt;
    const auto first = digits.find_first_not_of('0');
    if (first == std::string_view::npos) return "0";
    return base::cat(negative ? "-" : "", digits.substr(first));
  }
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return base::cat(negative && number != 0 ? "-" : "", number);
}

// A decimal fraction or a power of ten, in JSON's notation.
std::optional<std::string> fraction_of(std::string_view text) {
  std::string_view rest = text;
  std::string result;
  const bool is_signed = !rest.empty() && (rest[0] == '-' || rest[0] == '+');
  if (is_signed) {
    if (rest[0] == '-') result = "-";
    rest.remove_prefix(1);
  }
  const auto take_digits = [&rest] {
    const auto end = std::min(rest.find_first_not_of(kDigits), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
  };
  const std::string_view whole = take_digits();
  std::string_view part;
  bool has_point = false;
  if (!rest.empty() && rest[0] == '.') {
    has_point = true;
    rest.remove_prefix(1);
    part = take_digits();
  }
  if (whole.empty() && (part.empty() || is_signed)) return std::nullopt;
  const auto first = whole.find_first_not_of('0');
  result += first == std::string_view::npos ? std::string_view("0") : whole.substr(first);
  if (!part.empty()) base::append(result, '.', part);
  if (rest.empty()) return has_point ? std::optional(result) : std::nullopt;
  if (rest[0] != 'e' && rest[0] != 'E') return std::nullopt;
  rest.remove_prefix(1);
  result += 'e';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    result += rest[0];
    rest.remove_prefix(1);
  }
  // More digits than any exponent has would only overflow later.
  if (!all_of(rest, kDigits) || rest.size() > 3) return std::nullopt;
  return result + std::string(rest);
}

Value number_value(std::string text) {
  Value value;
  value.kind = Kind::kNumber;
  // 1.0 and 1e3 are the integers 1 and 1000, as they are to JavaScript and JSON.
  if (text.find_first_of(".e") != std::string::npos) {
    const double number = base::parse_double(text).value_or(0);
    constexpr double kExact = 9007199254740992.0;
    if (number > -kExact && number < kExact &&
        number == static_cast<double>(static_cast<std::int64_t>(number))) {
      text = std::to_string(static_cast<std::int64_t>(number));
    }
  }
  value.text = std::move(text);
  return value;
}

// The core schema's reading of a scalar without quotes.
Value plain_scalar(const std::string& text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return {};
  if (text == "true" || text == "True" || text == "TRUE") return boolean_value(true);
  if (text == "false" || text == "False" || text == "FALSE") return boolean_value(false);
  const char first = text[0];
  if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
    if (auto integer = integer_of(text)) return number_value(*std::move(integer));
    if (auto fraction = fraction_of(text)) return number_value(*std::move(fraction));
  }
  return text_value(text);
}

// Thrown through the parser, which has no other way to stop.
struct Stop {};

class YamlHandler final : public YAML::EventHandler {
 public:
  explicit YamlHandler(TreeBuilder& builder) : builder_(builder) {}

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(builder_.scalar({}, line(mark), {}, anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(builder_.alias(anchor, line(mark)));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    if (tag == "?" && text == "<<") return check(builder_.merge_key(line(mark)));
    if (tag == "?") return check(builder_.scalar(plain_scalar(text), line(mark), {}, anchor));
    if (tag == "!" || tag.empty() || tag == "tag:yaml.org,2002:str" ||
        tag == "tag:yaml.org,2002:timestamp") {
      return check(builder_.scalar(text_value(text), line(mark), {}, anchor));
    }
    if (tag == "tag:yaml.org,2002:int" || tag == "tag:yaml.org,2002:float" ||
        tag == "tag:yaml.org,2002:bool") {
      return check(builder_.scalar(plain_scalar(text), line(mark), {}, anchor));
    }
    const std::string form = short_form(mark, tag);
    // A short form's text is text, as CloudFormation's own functions take it; nothing is null.
    check(builder_.scalar(text.empty() ? Value() : text_value(text), line(mark), form, anchor));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    check(builder_.begin_list(line(mark), container_tag(mark, tag, "seq"), anchor));
  }
  void OnSequenceEnd() override { check(builder_.end()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    check(builder_.begin_map(line(mark), container_tag(mark, tag, "map"), anchor));
  }
  void OnMapEnd() override { check(builder_.end()); }

 private:
  static int line(const YAML::Mark& mark) { return mark.line + 1; }
  static void check(bool fine) {
    if (!fine) throw Stop();
  }
  std::string container_tag(const YAML::Mark& mark, const std::string& tag, std::string_view own) {
    if (tag.empty() || tag == "?" || tag == "!") return {};
    if (tag == base::cat("tag:yaml.org,2002:", own)) return {};
    return short_form(mark, tag);
  }
  std::string short_form(const YAML::Mark& mark, const std::string& tag) {
    const std::string_view name = std::string_view(tag).substr(tag[0] == '!' ? 1 : 0);
    if (tag[0] == '!' &&
        std::find(kShortForms.begin(), kShortForms.end(), name) != kShortForms.end()) {
      return std::string(name);
    }
    builder_.fail(line(mark), base::cat("unknown tag \"", tag, "\""),
                  nearest(name, {kShortForms.begin(), kShortForms.end()}));
    throw Stop();
  }

  TreeBuilder& builder_;
};

// A stream that reads a view without a copy of it.
class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

void parse_into(TreeBuilder& builder, std::string_view text) {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  YamlHandler handler(builder);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(handler);
    if (builder.has_root() && parser.HandleNextDocument(handler)) {
      builder.fail(0, "the file holds more than one YAML document", "keep one and remove \"---\"");
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    builder.fail(error.mark.line + 1, base::cat("not valid YAML: ", error.msg));
  }
}

}  // namespace

Outcome<Value> parse_yaml(std::string_view text, const Files& files, std::uint16_t file) {
  TreeBuilder builder(files, file);
  if (text.size() > kFileBytesMax) {
    builder.fail(0, "the file is larger than 4 MiB");
  } else if (!base::is_utf8(text)) {
    builder.fail(0, "the file is not UTF-8");
  } else if (text.find('\0') != std::string_view::npos) {
    builder.fail(0, "the file contains a zero byte");
  } else {
    parse_into(builder, text);
  }
  if (builder.problem()) return *builder.problem();
  return builder.take();
}

}  // namespace tertulia::model

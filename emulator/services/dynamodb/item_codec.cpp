#include "emulator/services/dynamodb/item_codec.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

/// "[a, b]", as AWS shows a set in its messages.
std::string shown(const std::vector<std::string>& members) {
  return base::cat("[", base::join(members, ", "), "]");
}

/// The members in order, when they are all different.
template <class T>
std::optional<std::vector<T>> sorted_set(std::vector<T> members) {
  std::sort(members.begin(), members.end());
  if (std::adjacent_find(members.begin(), members.end()) != members.end()) return std::nullopt;
  return members;
}

class Writer {
 public:
  core::Status map(const AttributeMap& map, int depth) {
    out_ += '{';
    bool first = true;
    for (const auto& [name, attribute] : map) {
      if (name.empty()) return empty_attribute_name();
      if (!first) out_ += ',';
      first = false;
      base::append_json_string(out_, name);
      out_ += ':';
      size_ += static_cast<std::int64_t>(name.size());
      TERTULIA_CHECK(value(attribute, depth));
    }
    out_ += '}';
    return core::ok();
  }

  core::Status value(const AttributeValue& value, int depth) {
    if (value.given == 0) return empty_attribute_value();
    base::append(out_, "{\"", core::name_of(value.type()), "\":");
    TERTULIA_CHECK(content(value, depth));
    if (value.given > 1) return several_datatypes();
    if (depth > kNestingMax) return nested_too_deeply();
    out_ += '}';
    return core::ok();
  }

  CanonicalItem take() { return {.json = std::move(out_), .size = size_}; }

 private:
  core::Status content(const AttributeValue& value, int depth) {
    using enum AttributeType;
    switch (value.type()) {
      case kS:
        text(*value.get<kS>());
        return core::ok();
      case kN:
        return number(*value.get<kN>());
      case kB:
        bytes(value.get<kB>()->bytes);
        return core::ok();
      case kSS:
        return string_set(*value.get<kSS>());
      case kNS:
        return number_set(*value.get<kNS>());
      case kBS:
        return binary_set(*value.get<kBS>());
      case kM: {
        const auto& inner = *value.get<kM>();
        size_ += 3 + static_cast<std::int64_t>(inner.size());
        return map(inner, depth + 1);
      }
      case kL:
        return list(*value.get<kL>(), depth + 1);
      case kNull:
        if (!*value.get<kNull>()) return null_must_be_true();
        out_ += "true";
        size_ += 1;
        return core::ok();
      case kBool:
        out_ += *value.get<kBool>() ? "true" : "false";
        size_ += 1;
        return core::ok();
    }
    return core::ok();
  }

  void text(std::string_view text) {
    base::append_json_string(out_, text);
    size_ += static_cast<std::int64_t>(text.size());
  }

  void bytes(std::string_view bytes) {
    base::append(out_, '"', base::base64(bytes), '"');
    size_ += static_cast<std::int64_t>(bytes.size());
  }

  void number(const base::Decimal& number) {
    out_ += '"';
    number.append_text(out_);
    out_ += '"';
    size_ += size_of(number);
  }

  core::Status number(std::string_view text) {
    const auto parsed = parse_number(text);
    if (!parsed.ok()) return parsed.error();
    number(parsed.value());
    return core::ok();
  }

  template <class Members, class Write>
  void members(const Members& all, Write write) {
    out_ += '[';
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != 0) out_ += ',';
      write(all[i]);
    }
    out_ += ']';
  }

  core::Status string_set(const std::vector<std::string>& set) {
    if (set.empty()) return empty_string_set();
    const auto sorted = sorted_set(set);
    if (!sorted) return string_set_has_duplicates(shown(set));
    members(*sorted, [this](const std::string& member) { text(member); });
    return core::ok();
  }

  core::Status number_set(const std::vector<std::string>& set) {
    if (set.empty()) return empty_number_set();
    std::vector<base::Decimal> numbers;
    for (const auto& member : set) {
      auto parsed = parse_number(member);
      if (!parsed.ok()) return std::move(parsed).error();
      numbers.push_back(parsed.value());
    }
    const auto sorted = sorted_set(std::move(numbers));
    if (!sorted) return number_set_has_duplicates();
    members(*sorted, [this](const base::Decimal& member) { number(member); });
    return core::ok();
  }

  core::Status binary_set(const std::vector<core::Blob>& set) {
    if (set.empty()) return empty_binary_set();
    const auto sorted = sorted_set(set);
    if (!sorted) {
      std::vector<std::string> texts;
      for (const auto& member : set) texts.push_back(base::base64(member.bytes));
      return binary_set_has_duplicates(shown(texts));
    }
    members(*sorted, [this](const core::Blob& member) { bytes(member.bytes); });
    return core::ok();
  }

  core::Status list(const std::vector<AttributeValue>& list, int depth) {
    size_ += 3 + static_cast<std::int64_t>(list.size());
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) out_ += ',';
      TERTULIA_CHECK(value(list[i], depth));
    }
    out_ += ']';
    return core::ok();
  }

  std::string out_;
  std::int64_t size_ = 0;
};

}  // namespace

core::Result<CanonicalItem> canonical(const AttributeMap& item) {
  Writer writer;
  TERTULIA_CHECK(writer.map(item, 1));
  return writer.take();
}

core::Status check_values(const AttributeMap& attributes) {
  auto written = canonical(attributes);
  if (!written.ok()) return std::move(written).error();
  return core::ok();
}

core::Status check_value(const AttributeValue& value) { return Writer().value(value, 1); }

core::Result<base::Decimal> parse_number(std::string_view text) {
  const auto parsed = base::Decimal::parse(text);
  if (const auto* number = std::get_if<base::Decimal>(&parsed)) return *number;
  switch (std::get<base::DecimalError>(parsed)) {
    case base::DecimalError::kOverflow:
      return number_overflow();
    case base::DecimalError::kUnderflow:
      return number_underflow();
    case base::DecimalError::kTooManyDigits:
      return too_many_digits();
    case base::DecimalError::kNotANumber:
      break;
  }
  return not_a_number(text);
}

// A byte for sign and exponent, one for each pair of digits, where pairs are counted from the point
// (so that "1.5" has two, "15" one), and one more below zero. Agrees with the sizes measured on
// AWS; the developer guide's rule of thumb does not.
std::int64_t size_of(const base::Decimal& number) {
  if (number.is_zero()) return 1;
  const bool first_digit_is_alone = number.exponent() % 2 == 0;
  const int pairs = (number.digits() + (first_digit_is_alone ? 1 : 0) + 1) / 2;
  return 1 + pairs + (number.is_negative() ? 1 : 0);
}

}  // namespace tertulia::dynamodb

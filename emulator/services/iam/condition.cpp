#include "emulator/services/iam/condition.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <arpa/inet.h>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/errors.hpp"

namespace tertulia::iam {
namespace {

struct Operator {
  std::string_view name;
  Comparison comparison;
  bool negated;
};

constexpr std::array kOperators{
    Operator{"StringEquals", Comparison::kStringEquals, false},
    Operator{"StringNotEquals", Comparison::kStringEquals, true},
    Operator{"StringEqualsIgnoreCase", Comparison::kStringEqualsIgnoreCase, false},
    Operator{"StringNotEqualsIgnoreCase", Comparison::kStringEqualsIgnoreCase, true},
    Operator{"StringLike", Comparison::kStringLike, false},
    Operator{"StringNotLike", Comparison::kStringLike, true},
    Operator{"NumericEquals", Comparison::kNumericEquals, false},
    Operator{"NumericNotEquals", Comparison::kNumericEquals, true},
    Operator{"NumericLessThan", Comparison::kNumericLess, false},
    Operator{"NumericLessThanEquals", Comparison::kNumericLessOrEqual, false},
    Operator{"NumericGreaterThan", Comparison::kNumericGreater, false},
    Operator{"NumericGreaterThanEquals", Comparison::kNumericGreaterOrEqual, false},
    Operator{"DateEquals", Comparison::kDateEquals, false},
    Operator{"DateNotEquals", Comparison::kDateEquals, true},
    Operator{"DateLessThan", Comparison::kDateLess, false},
    Operator{"DateLessThanEquals", Comparison::kDateLessOrEqual, false},
    Operator{"DateGreaterThan", Comparison::kDateGreater, false},
    Operator{"DateGreaterThanEquals", Comparison::kDateGreaterOrEqual, false},
    Operator{"Bool", Comparison::kBool, false},
    Operator{"IpAddress", Comparison::kIpAddress, false},
    Operator{"NotIpAddress", Comparison::kIpAddress, true},
    // AWS evaluates the two spellings alike.
    Operator{"ArnEquals", Comparison::kArnLike, false},
    Operator{"ArnLike", Comparison::kArnLike, false},
    Operator{"ArnNotEquals", Comparison::kArnLike, true},
    Operator{"ArnNotLike", Comparison::kArnLike, true},
    Operator{"Null", Comparison::kNull, false},
};

/// Seconds since the epoch of an ISO 8601 date or time, or of a number of seconds.
std::optional<double> parse_date(std::string_view text) {
  if (const auto seconds = base::parse_double(text)) return seconds;
  const bool date_only = text.size() == 10 && text.find('T') == text.npos;
  const auto time =
      core::parse_iso8601(date_only ? base::cat(text, "T00:00:00Z") : std::string(text));
  if (!time) return std::nullopt;
  return static_cast<double>(core::epoch_ms(*time)) / 1000;
}

struct Address {
  std::array<unsigned char, 16> bytes{};
  int bits = 0;  // 32 or 128
};

std::optional<Address> parse_address(const std::string& text) {
  Address address;
  if (inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) {
    address.bits = 32;
    return address;
  }
  if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) != 1) return std::nullopt;
  address.bits = 128;
  return address;
}

struct Range {
  Address address;
  int prefix = 0;
};

std::optional<Range> parse_range(std::string_view text) {
  const auto parts = base::split_once(text, "/");
  const auto address = parse_address(std::string(parts ? parts->first : text));
  if (!address) return std::nullopt;
  if (!parts) return Range{*address, address->bits};
  const auto prefix = base::parse_integer(parts->second);
  if (!prefix || *prefix < 0 || *prefix > address->bits) return std::nullopt;
  return Range{*address, static_cast<int>(*prefix)};
}

bool in_range(std::string_view value, std::string_view range_text) {
  const auto address = parse_address(std::string(value));
  const auto range = parse_range(range_text);
  if (!address || !range || address->bits != range->address.bits) return false;
  for (int bit = 0; bit < range->prefix; ++bit) {
    const auto index = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address->bytes[index] & mask) != (range->address.bytes[index] & mask)) return false;
  }
  return true;
}

template <class Number>
bool ordered(Comparison comparison, Number left, Number right) {
  switch (comparison) {
    case Comparison::kNumericLess:
    case Comparison::kDateLess:
      return left < right;
    case Comparison::kNumericLessOrEqual:
    case Comparison::kDateLessOrEqual:
      return left <= right;
    case Comparison::kNumericGreater:
    case Comparison::kDateGreater:
      return left > right;
    case Comparison::kNumericGreaterOrEqual:
    case Comparison::kDateGreaterOrEqual:
      return left >= right;
    default:
      return left == right;
  }
}

bool compare(Comparison comparison, std::string_view value, std::string_view policy) {
  switch (comparison) {
    case Comparison::kStringEquals:
      return value == policy;
    case Comparison::kStringEqualsIgnoreCase:
    case Comparison::kBool:
      return base::iequals(value, policy);
    case Comparison::kStringLike:
      return base::matches_wildcard(policy, value);
    case Comparison::kArnLike:
      return arn_matches(policy, value);
    case Comparison::kIpAddress:
      return in_range(value, policy);
    case Comparison::kNumericEquals:
    case Comparison::kNumericLess:
    case Comparison::kNumericLessOrEqual:
    case Comparison::kNumericGreater:
    case Comparison::kNumericGreaterOrEqual: {
      const auto left = base::parse_double(value);
      const auto right = base::parse_double(policy);
      return left && right && ordered(comparison, *left, *right);
    }
    case Comparison::kDateEquals:
    case Comparison::kDateLess:
    case Comparison::kDateLessOrEqual:
    case Comparison::kDateGreater:
    case Comparison::kDateGreaterOrEqual: {
      const auto left = parse_date(value);
      const auto right = parse_date(policy);
      return left && right && ordered(comparison, *left, *right);
    }
    case Comparison::kNull:
      break;
  }
  return false;
}

bool any_fits(const Condition& condition, const Context& context, std::string_view value,
              bool has_variables) {
  return std::any_of(condition.values.begin(), condition.values.end(), [&](const auto& policy) {
    if (!has_variables || policy.find("${") == policy.npos) {
      return compare(condition.comparison, value, policy);
    }
    const auto replaced = substitute(context, policy);
    return replaced && compare(condition.comparison, value, *replaced);
  });
}

}  // namespace

core::Result<Condition> parse_operator(std::string_view name) {
  Condition condition;
  auto rest = name;
  if (rest.starts_with("ForAllValues:")) {
    condition.quantifier = Quantifier::kForAll;
    rest.remove_prefix(13);
  } else if (rest.starts_with("ForAnyValue:")) {
    condition.quantifier = Quantifier::kForAny;
    rest.remove_prefix(12);
  }
  if (rest.ends_with("IfExists") && rest != "NullIfExists") {
    condition.if_exists = true;
    rest.remove_suffix(8);
  }
  for (const auto& known : kOperators) {
    if (known.name != rest) continue;
    condition.comparison = known.comparison;
    condition.negated = known.negated;
    return condition;
  }
  return malformed_policy_document(base::cat(
      "Syntax errors in policy. The emulator does not have the condition operator ", name, "."));
}

bool is_comparable(Comparison comparison, std::string_view value) {
  if (value.find("${") != value.npos) return true;
  switch (comparison) {
    case Comparison::kNumericEquals:
    case Comparison::kNumericLess:
    case Comparison::kNumericLessOrEqual:
    case Comparison::kNumericGreater:
    case Comparison::kNumericGreaterOrEqual:
      return base::parse_double(value).has_value();
    case Comparison::kDateEquals:
    case Comparison::kDateLess:
    case Comparison::kDateLessOrEqual:
    case Comparison::kDateGreater:
    case Comparison::kDateGreaterOrEqual:
      return parse_date(value).has_value();
    case Comparison::kBool:
    case Comparison::kNull:
      return base::iequals(value, "true") || base::iequals(value, "false");
    case Comparison::kIpAddress:
      return parse_range(value).has_value();
    default:
      return true;
  }
}

bool holds(const Condition& condition, const Context& context, bool has_variables) {
  const auto values = values_of_key(context, condition.key);
  const bool is_absent = !values || values->empty();
  if (condition.comparison == Comparison::kNull) {
    return std::any_of(condition.values.begin(), condition.values.end(), [&](const auto& absent) {
      return base::iequals(absent, is_absent ? "true" : "false");
    });
  }
  if (is_absent) {
    if (condition.quantifier == Quantifier::kForAll) return true;
    if (condition.quantifier == Quantifier::kForAny) return condition.if_exists;
    return condition.negated || condition.if_exists;
  }
  const auto fits = [&](const std::string& value) {
    return any_fits(condition, context, value, has_variables);
  };
  const auto suits = [&](const std::string& value) { return fits(value) != condition.negated; };
  switch (condition.quantifier) {
    case Quantifier::kForAll:
      return std::all_of(values->begin(), values->end(), suits);
    case Quantifier::kForAny:
      return std::any_of(values->begin(), values->end(), suits);
    case Quantifier::kNone:
      break;
  }
  return std::any_of(values->begin(), values->end(), fits) != condition.negated;
}

bool arn_matches(std::string_view pattern, std::string_view text) {
  if (pattern == "*") return true;
  for (int segment = 0; segment < 5; ++segment) {
    const auto colon = pattern.find(':');
    if (colon == pattern.npos) break;
    const auto other = text.find(':');
    if (other == text.npos) return false;
    if (!base::matches_wildcard(pattern.substr(0, colon), text.substr(0, other))) return false;
    pattern.remove_prefix(colon + 1);
    text.remove_prefix(other + 1);
  }
  return base::matches_wildcard(pattern, text);
}

}  // namespace tertulia::iam

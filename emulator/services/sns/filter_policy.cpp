#include "emulator/services/sns/filter_policy.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <arpa/inet.h>
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/sns/errors.hpp"

namespace tertulia::sns {
namespace {

using core::Status;
using nlohmann::json;

constexpr std::size_t kKeysMax = 5;
constexpr std::size_t kCombinationsMax = 150;
/// Deeper than any policy; keeps hostile text off the end of the stack.
constexpr int kDepthMax = 32;

core::ApiError wrong(std::string_view what) {
  return invalid_parameter(base::cat("FilterPolicy: ", what));
}

Status check_string(std::string_view name, const json& value) {
  if (value.is_string()) return core::ok();
  return wrong(base::cat(name, " match pattern must be a string"));
}

// Numeric: ["=", 5] or a range [">", 1, "<=", 5].

Status check_bound(std::string_view operator_name, const json& terms, std::size_t at) {
  if (at < terms.size() && terms[at].is_number()) return core::ok();
  return wrong(
      base::cat("Value of ", operator_name == "=" ? "equals" : operator_name, " must be numeric"));
}

Status check_numeric(const json& terms) {
  if (!terms.is_array()) return wrong("Value of numeric must be an array.");
  if (terms.empty()) return wrong("Invalid member in numeric match: ]");
  if (!terms[0].is_string()) {
    return wrong(base::cat("Invalid member in numeric match: ", terms[0].dump()));
  }
  const auto& first = terms[0].get_ref<const std::string&>();
  constexpr std::array<std::string_view, 5> kOperators{"=", "<", "<=", ">", ">="};
  if (std::find(kOperators.begin(), kOperators.end(), first) == kOperators.end()) {
    return wrong(base::cat("Unrecognized numeric range operator: ", first));
  }
  TERTULIA_CHECK(check_bound(first, terms, 1));
  if (terms.size() == 2) return core::ok();
  if (first[0] != '>') return wrong("Too many elements in numeric expression");
  if (!terms[2].is_string()) {
    return wrong(base::cat("Bad value in numeric range: ", terms[2].dump()));
  }
  const auto& second = terms[2].get_ref<const std::string&>();
  if (second != "<" && second != "<=") {
    return wrong(base::cat("Bad numeric range operator: ", second));
  }
  TERTULIA_CHECK(check_bound(second, terms, 3));
  if (terms.size() > 4) return wrong("Too many terms in numeric range expression");
  if (terms[1].get<double>() >= terms[3].get<double>()) {
    return wrong("Bottom must be less than top");
  }
  return core::ok();
}

bool compare(const std::string& operator_name, double left, double right) {
  if (operator_name == "=") return left == right;
  if (operator_name == "<") return left < right;
  if (operator_name == "<=") return left <= right;
  return operator_name == ">" ? left > right : left >= right;
}

bool numeric_fits(const json& terms, double value) {
  for (std::size_t i = 0; i + 1 < terms.size(); i += 2) {
    if (!compare(terms[i].get_ref<const std::string&>(), value, terms[i + 1].get<double>())) {
      return false;
    }
  }
  return true;
}

// Addresses: "10.0.0.0/24".

struct Network {
  std::array<unsigned char, 16> bytes{};
  int family = AF_INET;
  std::int64_t bits = 0;
};

bool parse_address(const std::string& text, Network& network) {
  network.family = text.find(':') == text.npos ? AF_INET : AF_INET6;
  return inet_pton(network.family, text.c_str(), network.bytes.data()) == 1;
}

core::Result<Network> parse_network(std::string_view text) {
  const auto parts = base::split_once(text, "/");
  if (!parts) return wrong("Malformed CIDR, one '/' required");
  Network network;
  const auto bits = base::parse_integer(parts->second);
  if (!bits) return wrong("Malformed CIDR, mask bits must be an integer");
  if (!parse_address(std::string(parts->first), network)) {
    return wrong(base::cat("Nonstandard IP address: ", parts->first));
  }
  if (*bits < 0 || *bits > (network.family == AF_INET ? 32 : 128)) {
    return wrong("Malformed CIDR, mask bits must not exceed the length of the address");
  }
  network.bits = *bits;
  return network;
}

bool in_network(const std::string& cidr, const std::string& text) {
  const auto network = parse_network(cidr);
  Network address;
  if (!network.ok() || !parse_address(text, address) || address.family != network->family) {
    return false;
  }
  for (std::int64_t bit = 0; bit < network->bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address.bytes[byte] & mask) != (network->bytes[byte] & mask)) return false;
  }
  return true;
}

Status check_anything_but(const json& pattern) {
  if (pattern.is_object()) {
    if (pattern.size() != 1) return wrong("Only one key allowed in match expression");
    if (pattern.begin().key() != "prefix") {
      return wrong(base::cat("Unsupported anything-but pattern: ", pattern.begin().key()));
    }
    return check_string("prefix", *pattern.begin());
  }
  const auto is_value = [](const json& value) { return value.is_string() || value.is_number(); };
  if (is_value(pattern)) return core::ok();
  if (pattern.is_array() && !pattern.empty() &&
      std::all_of(pattern.begin(), pattern.end(), is_value)) {
    return core::ok();
  }
  return wrong("Inside anything but list, start|null|boolean is not supported.");
}

Status check_operator(const json& rule) {
  if (rule.size() != 1) return wrong("Only one key allowed in match expression");
  const auto& name = rule.begin().key();
  const auto& pattern = *rule.begin();
  if (name == "prefix" || name == "suffix" || name == "equals-ignore-case") {
    return check_string(name, pattern);
  }
  if (name == "numeric") return check_numeric(pattern);
  if (name == "anything-but") return check_anything_but(pattern);
  if (name == "exists") {
    if (pattern.is_boolean()) return core::ok();
    return wrong("exists match pattern must be either true or false.");
  }
  if (name == "cidr") {
    // AWS checks CIDR patterns as it checks prefixes.
    TERTULIA_CHECK(check_string("prefix", pattern));
    const auto network = parse_network(pattern.get_ref<const std::string&>());
    return network.ok() ? core::ok() : Status(network.error());
  }
  return wrong(base::cat("Unrecognized match type ", name));
}

Status check_rules(const json& rules) {
  if (rules.empty()) return wrong("Empty arrays are not allowed");
  for (const auto& rule : rules) {
    if (rule.is_array()) {
      return wrong("Match value must be String, number, true, false, or null");
    }
    if (rule.is_object()) TERTULIA_CHECK(check_operator(rule));
  }
  return core::ok();
}

/// Every leaf of a policy is an array of rules.
Status check_leaves(const json& object) {
  for (const auto& [key, value] : object.items()) {
    if (!value.is_object() && !value.is_array()) {
      return wrong(base::cat("\"", key, "\" must be an object or an array"));
    }
    if (value.is_object()) TERTULIA_CHECK(check_leaves(value));
  }
  return core::ok();
}

bool is_too_deep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDepthMax) return true;
  }
  return false;
}

bool anything_but(const json& pattern, const json& value) {
  if (pattern.is_object()) {
    const auto& prefix = pattern.begin()->get_ref<const std::string&>();
    return value.is_string() && !value.get_ref<const std::string&>().starts_with(prefix);
  }
  if (pattern.is_array()) return std::find(pattern.begin(), pattern.end(), value) == pattern.end();
  return pattern != value;
}

/// Whether one value of an attribute (text, number, boolean, null) fits one rule.
bool fits(const json& rule, const json& value) {
  if (!rule.is_object()) return rule == value;
  const auto& name = rule.begin().key();
  const auto& pattern = *rule.begin();
  if (name == "exists") return pattern.get<bool>();
  if (name == "anything-but") return anything_but(pattern, value);
  if (name == "numeric") return value.is_number() && numeric_fits(pattern, value.get<double>());
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  const auto& wanted = pattern.get_ref<const std::string&>();
  if (name == "prefix") return text.starts_with(wanted);
  if (name == "suffix") return text.ends_with(wanted);
  if (name == "equals-ignore-case") return base::iequals(text, wanted);
  return in_network(wanted, text);
}

/// The values of an attribute: one, or the elements of an array. Binary ones are never compared.
std::vector<json> values_of(const core::MessageAttribute& attribute) {
  if (attribute.data_type.starts_with("Binary")) return {};
  if (attribute.data_type.starts_with("Number")) {
    const auto number = json::parse(attribute.value, nullptr, false);
    if (number.is_number()) return {number};
    const auto parsed = base::parse_double(attribute.value);
    return parsed ? std::vector<json>{json(*parsed)} : std::vector<json>{};
  }
  if (attribute.data_type == "String.Array") {
    const auto array = json::parse(attribute.value, nullptr, false);
    if (array.is_array()) return {array.begin(), array.end()};
  }
  return {json(attribute.value)};
}

bool is_absence(const json& rule) {
  return rule.is_object() && rule.begin().key() == "exists" && !rule.begin()->get<bool>();
}

}  // namespace

Status check_filter_policy(std::string_view text) {
  if (text.empty()) return core::ok();
  if (is_too_deep(text)) return wrong("Filter policy is too complex");
  const auto policy = json::parse(text, nullptr, false);
  if (!policy.is_object()) return wrong("failed to parse JSON.");
  TERTULIA_CHECK(check_leaves(policy));
  if (policy.contains("$or")) return unsupported("the filter policy operator $or");
  std::size_t combinations = 1;
  for (const auto& rules : policy) {
    if (rules.is_object()) {
      return invalid_parameter(
          "Filter policy scope MessageAttributes does not support nested filter policy");
    }
    TERTULIA_CHECK(check_rules(rules));
    combinations *= rules.size();
    if (combinations > kCombinationsMax) return wrong("Filter policy is too complex");
  }
  if (policy.size() > kKeysMax) return wrong("Filter policy can not have more than 5 keys");
  return core::ok();
}

bool passes(std::string_view text,
            const std::map<std::string, core::MessageAttribute>& attributes) {
  if (text.empty()) return true;
  const auto policy = json::parse(text, nullptr, false);
  for (const auto& [key, rules] : policy.items()) {
    const auto found = attributes.find(key);
    if (found == attributes.end()) {
      if (!std::any_of(rules.begin(), rules.end(), is_absence)) return false;
      continue;
    }
    const auto values = values_of(found->second);
    const bool fit = std::any_of(values.begin(), values.end(), [&](const json& value) {
      return std::any_of(rules.begin(), rules.end(),
                         [&](const json& rule) { return fits(rule, value); });
    });
    if (!fit) return false;
  }
  return true;
}

}  // namespace tertulia::sns

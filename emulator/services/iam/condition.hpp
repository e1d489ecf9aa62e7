/// One condition of a statement: an operator, a key, and the values of which one must fit.
///
/// AWS:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/iam/context.hpp"

namespace tertulia::iam {

/// How a request's value and a policy's are compared. Negated operators are the same with
/// `Condition::negated`.
enum class Comparison : std::uint8_t {
  kStringEquals,
  kStringEqualsIgnoreCase,
  kStringLike,
  kNumericEquals,
  kNumericLess,
  kNumericLessOrEqual,
  kNumericGreater,
  kNumericGreaterOrEqual,
  kDateEquals,
  kDateLess,
  kDateLessOrEqual,
  kDateGreater,
  kDateGreaterOrEqual,
  kBool,
  kIpAddress,
  kArnLike,
  kNull,
};

/// "ForAllValues:" and "ForAnyValue:" before the operator.
enum class Quantifier : std::uint8_t { kNone, kForAll, kForAny };

struct Condition {
  Comparison comparison = Comparison::kStringEquals;
  bool negated = false;
  bool if_exists = false;
  Quantifier quantifier = Quantifier::kNone;
  std::string key;
  std::vector<std::string> values;
};

/// The operator of that name with an empty key; a MalformedPolicyDocument that names an operator
/// which IAM or the emulator does not have.
[[nodiscard]] core::Result<Condition> parse_operator(std::string_view name);

/// Whether `value` is one that the comparison can have in a policy: a number, a date, a range of
/// addresses.
[[nodiscard]] bool is_comparable(Comparison comparison, std::string_view value);

/// Whether the condition holds for the request.
[[nodiscard]] bool holds(const Condition& condition, const Context& context, bool has_variables);

/// Whether the resource ARN `text` fits `pattern`, segment by segment: wildcards do not cross
/// colons, but those of the last segment do.
[[nodiscard]] bool arn_matches(std::string_view pattern, std::string_view text);

}  // namespace tertulia::iam

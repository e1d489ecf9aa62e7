/// The ways in which a request names a function: "f", "f:1", "123456789012:function:f",
/// "arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST".
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::lambda {

/// The parts of a function's name; empty where the text has none.
struct NameParts {
  std::string_view region;
  std::string_view account;
  std::string_view name;
  std::string_view qualifier;
};

/// Nothing when the text is no name of a function.
[[nodiscard]] std::optional<NameParts> parse_function_name(std::string_view text);

/// A function as a request means it.
struct FunctionReference {
  std::string account;
  std::string region;
  std::string name;
  /// Empty for none.
  std::string qualifier;

  /// "arn:aws:lambda:R:A:function:NAME", with ":QUALIFIER" when there is one.
  [[nodiscard]] std::string arn() const;
};

/// Completes the name with the caller's account and region. `qualifier` is that of the query
/// string. Errors: ResourceNotFoundException (another region), InvalidParameterValueException (two
/// qualifiers).
[[nodiscard]] core::Result<FunctionReference> refer(const core::Call& call, std::string_view name,
                                                    std::string_view qualifier);

}  // namespace tertulia::lambda

/// GetFunctionConfiguration.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Returns the configuration of a function or of one of its versions.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
/// Errors: ResourceNotFoundException, InvalidParameterValueException.
/// Differs: CodeSize is 0 and CodeSha256 the digest of the handler's name.
struct GetFunctionConfiguration {
  static constexpr std::string_view kName = "GetFunctionConfiguration";
  static constexpr core::HttpBinding kHttp{
      .method = "GET", .uri = "/2015-03-31/functions/{FunctionName}/configuration", .status = 200};
  static constexpr bool kReadOnly = true;
  using Service = Lambda;

  struct Input {
    FunctionName function_name;
    std::optional<Qualifier> qualifier;
    static std::span<const core::Member> members();
  };
  using Output = FunctionConfiguration;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Lambda& lambda, const Input& input, const core::Call& call);
};

}  // namespace tertulia::lambda

/// GetFunction.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Returns a function's configuration, where its code is, and its tags.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
/// Errors: ResourceNotFoundException, InvalidParameterValueException.
/// Differs: Code.Location is the folder of the code on this machine; CodeSize is 0 and CodeSha256
/// the digest of the handler's name, as the emulator does not read the code before it runs.
struct GetFunction {
  static constexpr std::string_view kName = "GetFunction";
  static constexpr core::HttpBinding kHttp{
      .method = "GET", .uri = "/2015-03-31/functions/{FunctionName}", .status = 200};
  static constexpr bool kReadOnly = true;
  using Service = Lambda;

  struct Input {
    FunctionName function_name;
    std::optional<Qualifier> qualifier;
    static std::span<const core::Member> members();
  };
  struct Code {
    std::string repository_type;
    std::string location;
    static std::span<const core::Member> members();
  };
  struct Output {
    FunctionConfiguration configuration;
    Code code;
    std::optional<std::map<std::string, std::string>> tags;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Lambda& lambda, const Input& input, const core::Call& call);
};

}  // namespace tertulia::lambda

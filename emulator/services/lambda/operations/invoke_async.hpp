/// InvokeAsync.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Runs a function without waiting for it: what Invoke with InvocationType Event does, in the form
/// that it had before.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html
/// Errors: ResourceNotFoundException, InvalidRequestContentException, InvalidRuntimeException.
/// Differs: nothing known.
struct InvokeAsync {
  static constexpr std::string_view kName = "InvokeAsync";
  static constexpr core::HttpBinding kHttp{
      .method = "POST", .uri = "/2014-11-13/functions/{FunctionName}/invoke-async/", .status = 202};
  using Service = Lambda;

  struct Input {
    FunctionName function_name;
    core::Blob invoke_args;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::int32_t status = 202;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static void start(Lambda& lambda, const Input& input, const core::Call& call,
                    core::Reply<Output> reply);
};

}  // namespace tertulia::lambda

/// GetPolicy.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Returns the resource policy of a function or of one of its versions, as JSON text.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
/// Errors: ResourceNotFoundException, InvalidParameterValueException.
/// Differs: RevisionId is that of the function.
struct GetPolicy {
  static constexpr std::string_view kName = "GetPolicy";
  static constexpr core::HttpBinding kHttp{
      .method = "GET", .uri = "/2015-03-31/functions/{FunctionName}/policy", .status = 200};
  static constexpr bool kReadOnly = true;
  using Service = Lambda;

  struct Input {
    FunctionName function_name;
    std::optional<Qualifier> qualifier;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string policy;
    std::string revision_id;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Lambda& lambda, const Input& input, const core::Call& call);
};

}  // namespace tertulia::lambda

/// Invoke.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Runs a function: and waits for its answer (RequestResponse), or not (Event), or only checks
/// whether the caller may (DryRun).
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
/// Errors: ResourceNotFoundException, InvalidRequestContentException,
/// InvalidParameterValueException, RequestEntityTooLargeException, InvalidRuntimeException.
/// Differs: only shared objects run; other runtimes answer InvalidRuntimeException. Aliases are not
/// known.
struct Invoke {
  static constexpr std::string_view kName = "Invoke";
  static constexpr core::HttpBinding kHttp{
      .method = "POST", .uri = "/2015-03-31/functions/{FunctionName}/invocations", .status = 200};
  using Service = Lambda;

  struct Input {
    FunctionName function_name;
    InvocationType invocation_type = InvocationType::kRequestResponse;
    LogType log_type = LogType::kNone;
    /// Base64 of JSON.
    std::optional<std::string> client_context;
    core::Blob payload;
    std::optional<Qualifier> qualifier;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::int32_t status_code = 200;
    std::optional<std::string> function_error;
    std::optional<std::string> log_result;
    std::optional<core::Blob> payload;
    /// Of a request; an event has been accepted and a dry run checked, not executed.
    std::optional<std::string> executed_version;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static void start(Lambda& lambda, const Input& input, const core::Call& call,
                    core::Reply<Output> reply);
};

}  // namespace tertulia::lambda

/// The errors of Lambda, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::lambda {

[[nodiscard]] inline core::ApiError validation_exception(std::string message) {
  return {.code = "ValidationException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message), .status = 403};
}
[[nodiscard]] inline core::ApiError function_not_found(std::string_view arn) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Function not found: ", arn),
          .status = 404};
}
/// Of a function that has no resource policy.
[[nodiscard]] inline core::ApiError no_such_resource() {
  return {.code = "ResourceNotFoundException",
          .message = "The resource you requested does not exist.",
          .status = 404};
}
[[nodiscard]] inline core::ApiError not_reachable(std::string_view region, std::string_view from) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Functions from '", region, "' are not reachable in this region ('",
                               from, "')"),
          .status = 404};
}
[[nodiscard]] inline core::ApiError invalid_parameter_value(std::string message) {
  return {.code = "InvalidParameterValueException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError qualifiers_differ() {
  return invalid_parameter_value(
      "The derived qualifier from the function name does not match the specified qualifier.");
}
[[nodiscard]] inline core::ApiError not_json(std::string_view why) {
  return {.code = "InvalidRequestContentException",
          .message = base::cat(
              "Could not parse request body into json: Could not parse payload into json: ", why)};
}
[[nodiscard]] inline core::ApiError bad_client_context() {
  return {.code = "InvalidRequestContentException",
          .message = "Client context must be a valid Base64-encoded JSON object."};
}
[[nodiscard]] inline core::ApiError request_too_large(std::size_t limit) {
  return {.code = "RequestEntityTooLargeException",
          .message = base::cat("Request must be smaller than ", limit,
                               " bytes for the InvokeFunction operation"),
          .status = 413};
}
[[nodiscard]] inline core::ApiError event_too_large(std::size_t size, std::size_t limit) {
  return {
      .code = "RequestEntityTooLargeException",
      .message = base::cat(size, " byte payload is too large for the Event invocation type (limit ",
                           limit, " bytes)"),
      .status = 413};
}
/// 502: the emulator runs shared objects alone for now.
[[nodiscard]] inline core::ApiError cannot_run(std::string_view name, std::string_view runtime) {
  return {.code = "InvalidRuntimeException",
          .message = base::cat("The function ", name, " has the runtime ", runtime,
                               ". Tertulia runs shared objects in process only for now: the "
                               "runtimes provided.al2023, provided.al2 and provided."),
          .status = 502,
          .fault = core::Fault::kReceiver};
}
[[nodiscard]] inline core::ApiError already_exists(std::string_view name) {
  return {.code = "ResourceConflictException",
          .message = base::cat("Function already exist: ", name),
          .status = 409};
}
[[nodiscard]] inline core::ApiError statement_exists(std::string_view sid) {
  return {.code = "ResourceConflictException",
          .message = base::cat("The statement id (", sid,
                               ") provided already exists. Please provide a new statement id, or "
                               "remove the existing statement."),
          .status = 409};
}
/// What a service is told that the function's resource policy does not let in.
[[nodiscard]] inline core::ApiError not_let_in(std::string_view sender, std::string_view arn) {
  return access_denied(
      base::cat("User: ", sender,
                " is not authorized to perform: lambda:InvokeFunction on "
                "resource: ",
                arn, " because no resource-based policy allows the lambda:InvokeFunction action"));
}

}  // namespace tertulia::lambda

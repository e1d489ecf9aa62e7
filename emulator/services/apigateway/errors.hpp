/// The errors of API Gateway's control plane, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/apigateway/latest/api/CommonErrors.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::apigateway {

[[nodiscard]] inline core::ApiError bad_request(std::string message) {
  return {.code = "BadRequestException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message), .status = 403};
}
[[nodiscard]] inline core::ApiError conflict(std::string message) {
  return {.code = "ConflictException", .message = std::move(message), .status = 409};
}
[[nodiscard]] inline core::ApiError not_found(std::string message) {
  return {.code = "NotFoundException", .message = std::move(message), .status = 404};
}

[[nodiscard]] inline core::ApiError no_such_api(std::string_view account, std::string_view api) {
  return not_found(base::cat("Invalid API identifier specified ", account, ":", api));
}
[[nodiscard]] inline core::ApiError no_such_resource() {
  return not_found("Invalid Resource identifier specified");
}
[[nodiscard]] inline core::ApiError no_such_deployment() {
  return bad_request("Invalid Deployment identifier specified");
}
[[nodiscard]] inline core::ApiError no_such_validator() {
  return bad_request("Invalid Request Validator identifier specified");
}
[[nodiscard]] inline core::ApiError invalid_path_part() {
  return bad_request(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly "
      "braces at the beginning and the end.");
}
[[nodiscard]] inline core::ApiError path_part_exists(std::string_view part) {
  return conflict(base::cat("Another resource with the same parent already has this name: ", part));
}
[[nodiscard]] inline core::ApiError variable_sibling_exists(std::string_view part) {
  return bad_request(base::cat("A sibling (", part,
                               ") of this resource already has a variable path part -- only one "
                               "is allowed"));
}
[[nodiscard]] inline core::ApiError greedy_parent(std::string_view path) {
  return bad_request(
      base::cat("Cannot create a child of a resource with a greedy path variable: ", path));
}
[[nodiscard]] inline core::ApiError method_exists() {
  return conflict("Method already exists for this resource");
}
[[nodiscard]] inline core::ApiError no_methods() {
  return bad_request("The REST API doesn't contain any methods");
}
[[nodiscard]] inline core::ApiError stage_exists() { return conflict("Stage already exists"); }
[[nodiscard]] inline core::ApiError invalid_stage_name() {
  return bad_request("Stage name only allows a-zA-Z0-9-_");
}

}  // namespace tertulia::apigateway

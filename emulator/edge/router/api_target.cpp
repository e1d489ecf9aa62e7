#include "emulator/edge/router/api_target.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::edge {
namespace {

/// Takes the first segment off a path: "/a/b" gives "a" and leaves "/b".
std::string_view take_segment(std::string_view& path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

core::ExecuteApi::Target target(std::string_view id, std::string_view stage,
                                std::string_view path) {
  return {.api_id = std::string(id),
          .stage = std::string(stage),
          .path = std::string(path.empty() ? "/" : path)};
}

/// "abc123" of "abc123.execute-api.eu-west-1.amazonaws.com"; empty for other hosts.
std::string_view api_of_host(std::string_view host) {
  constexpr std::string_view kService = ".execute-api.";
  const auto at = host.find('.');
  if (at == std::string_view::npos || at == 0) return {};
  return base::iequals(host.substr(at, kService.size()), kService) ? host.substr(0, at)
                                                                   : std::string_view();
}

std::optional<core::ExecuteApi::Target> by_path(std::string_view path) {
  const bool new_style = path.starts_with("/_aws/execute-api/");
  if (!new_style && !path.starts_with("/restapis/")) return std::nullopt;
  take_segment(path);
  if (new_style) take_segment(path);
  const auto id = take_segment(path);
  const auto stage = take_segment(path);
  // Without this segment it is API Gateway's own API, which manages what this serves.
  if (!new_style && take_segment(path) != "_user_request_") return std::nullopt;
  return target(id, stage, path);
}

}  // namespace

core::ExecuteApi::Target staged_target(std::string_view api_id, std::string_view path) {
  const auto stage = take_segment(path);
  return target(api_id, stage, path);
}

std::optional<core::ExecuteApi::Target> api_target(const core::HttpRequest& request) {
  const auto id = api_of_host(request.headers.get("Host"));
  if (!id.empty()) return staged_target(id, request.path());
  return by_path(request.path());
}

core::HttpResponse api_refusal(std::string_view type, std::string_view message) {
  core::HttpResponse response{
      .status = 403, .headers = {}, .body = base::cat("{\"message\":\"", message, "\"}")};
  response.headers.add("Content-Type", "application/json");
  response.headers.add("x-amzn-ErrorType", std::string(type));
  return response;
}

}  // namespace tertulia::edge

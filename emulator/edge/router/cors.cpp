#include "emulator/edge/router/cors.hpp"

namespace tertulia::edge {
namespace {

constexpr std::string_view kExposed =
    "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-apigw-id,Date";

}  // namespace

bool is_preflight(const core::HttpRequest& request) {
  return request.method == "OPTIONS" && request.headers.find("Origin") &&
         request.headers.find("Access-Control-Request-Method");
}

core::HttpResponse preflight_answer(const core::HttpRequest& request) {
  core::HttpResponse response;
  allow_origin(request.headers.get("Origin"), response);
  response.headers.add("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS");
  if (const auto headers = request.headers.find("Access-Control-Request-Headers")) {
    response.headers.add("access-control-allow-headers", std::string(*headers));
  }
  response.headers.add("access-control-max-age", "172800");
  return response;
}

void allow_origin(std::string_view origin, core::HttpResponse& response) {
  response.headers.add("access-control-allow-origin", std::string(origin));
  response.headers.add("access-control-expose-headers", std::string(kExposed));
  response.headers.add("vary", "Origin");
}

}  // namespace tertulia::edge

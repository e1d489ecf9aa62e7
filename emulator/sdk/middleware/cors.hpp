/// Adds the headers that let browsers read a reply from another origin. The preflight request is
/// API Gateway's (`cors: true` of the http event); every other reply needs them too.
///
/// AWS: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
#pragma once

#include <string>
#include <type_traits>

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/events/api.hpp"

namespace tertulia::sdk {

struct CorsOptions {
  std::string origin = "*";
  /// Sent as Access-Control-Allow-Credentials when true, which browsers refuse for the origin "*".
  bool credentials = false;
};

/// Goes outside `errors_to_replies`, so that errors can be read as well. A header that the handler
/// has set stays.
class Cors {
 public:
  explicit Cors(CorsOptions options) : options_(std::move(options)) {}

  template <class Event, class Next>
  ApiResponse operator()(const Event&, Context&, Next&& next) {
    static_assert(std::is_same_v<decltype(next()), ApiResponse>,
                  "only replies to API Gateway have headers");
    ApiResponse reply = next();
    add(reply, "Access-Control-Allow-Origin", options_.origin);
    if (options_.credentials) add(reply, "Access-Control-Allow-Credentials", "true");
    return reply;
  }

 private:
  static void add(ApiResponse& reply, std::string_view name, std::string_view value) {
    if (!reply.headers.get(name)) reply.headers.add(name, value);
  }

  CorsOptions options_;
};

[[nodiscard]] inline Cors cors(CorsOptions options = {}) { return Cors(std::move(options)); }

}  // namespace tertulia::sdk

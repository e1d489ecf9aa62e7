/// What a Lambda function's answer becomes in a proxy integration.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
#pragma once

#include <string_view>
#include <variant>

#include "emulator/core/http.hpp"
#include "emulator/services/apigateway/problems.hpp"

namespace tertulia::apigateway {

struct ReplyOptions {
  /// Whether base64 bodies become bytes: the API's binary media types cover what the client
  /// accepts.
  bool decodes_base64 = false;
};

/// The answer, without the headers that every answer has. A payload that is no object, has members
/// that a proxy's reply has not, or values of the wrong type is a `bad_gateway`. All members may be
/// absent: `{}` is an empty 200.
[[nodiscard]] std::variant<core::HttpResponse, Problem> proxy_reply(std::string_view payload,
                                                                    const ReplyOptions& options);

}  // namespace tertulia::apigateway

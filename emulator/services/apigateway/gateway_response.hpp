/// Gateway responses: what an API makes of the answers that API Gateway gives itself.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/core/http.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/apigateway/problems.hpp"

namespace tertulia::apigateway {

/// The value of a `$context` variable by its name behind "$context."; nothing when the request has
/// none.
using ContextLookup = std::function<std::optional<std::string>(std::string_view name)>;

struct GatewayResponse {
  struct Header {
    std::string name;
    /// The literal, or with `from_request` the name of the request's header to take it from.
    std::string value;
    bool from_request = false;
  };
  std::optional<int> status = std::nullopt;
  std::vector<Header> headers = {};
  /// Media type and template.
  std::vector<std::pair<std::string, std::string>> templates = {};
};

/// By the name of the type.
using GatewayResponses = std::map<std::string, GatewayResponse, std::less<>>;

/// Whether AWS has a gateway response of that type.
[[nodiscard]] bool is_response_type(std::string_view name);

/// The first variable of a template that this emulator cannot put in; nothing when it knows all.
[[nodiscard]] std::optional<std::string> unknown_variable(std::string_view text);

/// The answer to `request` for `problem`, without the headers that every answer has. `responses`
/// may be null.
[[nodiscard]] core::HttpResponse render(const Problem& problem, const GatewayResponses* responses,
                                        const core::HttpRequest& request,
                                        const ContextLookup& context);

}  // namespace tertulia::apigateway

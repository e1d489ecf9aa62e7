/// The event that a Lambda function gets for a request of a REST API.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
#pragma once

#include <string>
#include <vector>

#include "emulator/services/apigateway/exchange.hpp"
#include "emulator/services/apigateway/router.hpp"

namespace tertulia::apigateway {

/// JSON. `exchange.stage` and `exchange.method` are set.
///
/// Differs: X-Forwarded-Port and -Proto name the port and protocol where the emulator was reached,
/// Host is the client's own, and there are no CloudFront headers, whatever the endpoint type.
[[nodiscard]] std::string proxy_event(const Exchange& exchange,
                                      const std::vector<Router::Parameter>& parameters);

}  // namespace tertulia::apigateway

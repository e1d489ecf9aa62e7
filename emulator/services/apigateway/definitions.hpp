/// Reads the properties of AWS::ApiGateway::Method and ::GatewayResponse, which are also the form
/// in which the database keeps them. What the emulator does not have is an error that names it.
///
/// AWS: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
#pragma once

#include <string>

#include "emulator/model/provider.hpp"
#include "emulator/services/apigateway/api.hpp"

namespace tertulia::apigateway {

/// The method but for its resource, and where it belongs.
struct MethodDefinition {
  std::string api_id;
  std::string resource_id;
  Method method;
};
[[nodiscard]] core::Result<MethodDefinition> read_method(const model::ResourceRequest& request);

struct GatewayResponseDefinition {
  std::string api_id;
  std::string type;
  GatewayResponse response;
};
[[nodiscard]] core::Result<GatewayResponseDefinition> read_gateway_response(
    const model::ResourceRequest& request);

/// The function of "arn:aws:apigateway:R:lambda:path/2015-03-31/functions/FUNCTION/invocations";
/// nothing for any other URI.
[[nodiscard]] std::optional<core::Arn> invoked_function(std::string_view uri);

}  // namespace tertulia::apigateway

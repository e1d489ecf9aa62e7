/// Makes the resources AWS::ApiGateway::* of a template.
///
/// AWS: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
#pragma once

#include "emulator/model/provider.hpp"
#include "emulator/services/apigateway/apigateway.hpp"

namespace tertulia::apigateway {

class Provision final : public model::Provider {
 public:
  Provision(ApiGateway& apis, core::Env& env) : apis_(apis), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override;
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  core::Result<model::Physical> rest_api(const model::ResourceRequest& request);
  core::Result<model::Physical> resource(const model::ResourceRequest& request);
  core::Result<model::Physical> method(const model::ResourceRequest& request);
  core::Result<model::Physical> validator(const model::ResourceRequest& request);
  core::Result<model::Physical> deployment(const model::ResourceRequest& request);
  core::Result<model::Physical> stage(const model::ResourceRequest& request);
  core::Result<model::Physical> gateway_response(const model::ResourceRequest& request);
  core::Result<model::Physical> account(const model::ResourceRequest& request);

  ApiGateway& apis_;
  core::Env& env_;
};

}  // namespace tertulia::apigateway

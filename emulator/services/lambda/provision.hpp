/// Lambda's resources of a template: functions, versions, permissions and settings of asynchronous
/// invocation.
#pragma once

#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/model/provider.hpp"
#include "emulator/services/lambda/lambda.hpp"

namespace tertulia::lambda {

class Provision final : public model::Provider {
 public:
  Provision(Lambda& lambda, core::Env& env) : lambda_(lambda), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override;
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  [[nodiscard]] core::Result<model::Physical> create_function(
      const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> create_version(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> create_permission(
      const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> create_invoke_config(
      const model::ResourceRequest& request);
  [[nodiscard]] core::Result<FunctionReference> existing(const model::ResourceRequest& request,
                                                         const std::string& name);

  Lambda& lambda_;
  core::Env& env_;
};

}  // namespace tertulia::lambda

/// Makes the log groups of a template.
///
/// AWS:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html
#pragma once

#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/model/provider.hpp"
#include "emulator/services/logs/logs.hpp"

namespace tertulia::logs {

class Provision final : public model::Provider {
 public:
  Provision(Logs& logs, core::Env& env) : logs_(logs), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override {
    return {"AWS::Logs::LogGroup"};
  }
  /// Ref is the name, the attribute Arn ends with ":*".
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  Logs& logs_;
  core::Env& env_;
};

}  // namespace tertulia::logs

/// Parameters of a template: AWS::SSM::Parameter.
///
/// `Ref` is the name, the attributes are Type and Value. A parameter that the same resource made
/// before gets a new version when its value changed.
#pragma once

#include <string_view>
#include <vector>

#include "emulator/model/provider.hpp"
#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

class Provision final : public model::Provider {
 public:
  Provision(Ssm& ssm, core::Env& env) : ssm_(ssm), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override {
    return {"AWS::SSM::Parameter"};
  }
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  Ssm& ssm_;
  core::Env& env_;
};

}  // namespace tertulia::ssm

/// Roles and policies of a template: AWS::IAM::Role, AWS::IAM::Policy, AWS::IAM::ManagedPolicy.
///
/// A role's `Ref` is its name, its attributes Arn and RoleId. A resource that was made before (the
/// same stack and logical id) is replaced.
#pragma once

#include <string_view>
#include <vector>

#include "emulator/model/provider.hpp"
#include "emulator/services/iam/iam.hpp"

namespace tertulia::iam {

class Provision final : public model::Provider {
 public:
  Provision(Iam& iam, core::Env& env) : iam_(iam), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override {
    return {"AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"};
  }
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  [[nodiscard]] core::Result<model::Physical> role(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> policy(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> managed_policy(const model::ResourceRequest& request);

  Iam& iam_;
  core::Env& env_;
};

}  // namespace tertulia::iam

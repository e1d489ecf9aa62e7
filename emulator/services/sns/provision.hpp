/// Topics, subscriptions and topic policies of a template: AWS::SNS::Topic,
/// AWS::SNS::Subscription, AWS::SNS::TopicPolicy.
///
/// A topic's `Ref` is its ARN, its attributes TopicArn and TopicName. A topic that was made before
/// is kept, with its attributes set anew.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/provider.hpp"
#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

class Provision final : public model::Provider {
 public:
  Provision(Sns& sns, core::Env& env) : sns_(sns), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override {
    return {"AWS::SNS::Topic", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy"};
  }
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  [[nodiscard]] core::Result<model::Physical> topic(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> subscription(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<model::Physical> topic_policy(const model::ResourceRequest& request);
  [[nodiscard]] core::Result<std::string> subscribe(const core::Call& call,
                                                    const NewSubscription& subscription);

  Sns& sns_;
  core::Env& env_;
};

}  // namespace tertulia::sns

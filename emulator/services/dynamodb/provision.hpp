/// The resources of DynamoDB in a template.
///
/// AWS:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
#pragma once

#include "emulator/model/provider.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Makes AWS::DynamoDB::Table by CreateTable. `Ref` is the table's name, `Fn::GetAtt` has Arn and
/// StreamArn. Insights make no difference here and are taken as they are; what does and is not
/// there yet (imports) is refused by name.
class Provision final : public model::Provider {
 public:
  Provision(DynamoDb& dynamodb, core::Env& env) : dynamodb_(dynamodb), env_(env) {}

  [[nodiscard]] std::vector<std::string_view> types() const override;
  [[nodiscard]] core::Result<model::Physical> create(
      const model::ResourceRequest& request) override;

 private:
  DynamoDb& dynamodb_;
  core::Env& env_;
};

}  // namespace tertulia::dynamodb

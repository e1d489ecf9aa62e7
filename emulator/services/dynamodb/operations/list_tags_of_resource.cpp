#include "emulator/services/dynamodb/operations/list_tags_of_resource.hpp"

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> ListTagsOfResource::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::resource_arn>("ResourceArn",
                                         {.required = true, .constraint = kResourceArn}),
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListTagsOfResource::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::tags>("Tags"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListTagsOfResource::resources(const Input& input, const core::Call& call) {
  return resources_of_arn(call, input.resource_arn, Owner::kAnyAccount);
}

core::Result<ListTagsOfResource::Output> ListTagsOfResource::run(DynamoDb& dynamodb,
                                                                 const Input& input,
                                                                 const core::Call& call) {
  const auto reference = table_of_arn(call, input.resource_arn, Owner::kAnyAccount);
  if (!reference.ok()) return reference.error();
  if (input.next_token) return unknown_next_token(*input.next_token);
  const auto* table = dynamodb.tables().find(reference.value());
  if (table == nullptr) return resource_arn_not_found(input.resource_arn);
  return Output{.tags = dynamodb.tags().of(*table), .next_token = std::nullopt};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/untag_resource.hpp"

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> UntagResource::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::resource_arn>("ResourceArn",
                                         {.required = true, .constraint = kResourceArn}),
      core::member<&Input::tag_keys>("TagKeys", {.required = true}),
  };
  return kMembers;
}

core::Resources UntagResource::resources(const Input& input, const core::Call& call) {
  auto resources = resources_of_arn(call, input.resource_arn, Owner::kAnyAccount);
  for (auto& access : resources) {
    access.conditions = [](const core::ConditionQuestion& question) {
      return tag_conditions(static_cast<const Input*>(question.input)->tag_keys, question.key);
    };
  }
  return resources;
}

core::Result<UntagResource::Output> UntagResource::run(DynamoDb& dynamodb, const Input& input,
                                                       const core::Call& call) {
  if (input.tag_keys.empty()) return tag_keys_needed();
  TERTULIA_CHECK(check_tag_keys(input.tag_keys));
  const auto reference = table_of_arn(call, input.resource_arn, Owner::kAnyAccount);
  if (!reference.ok()) return reference.error();
  const auto* table = dynamodb.tables().find(reference.value());
  if (table == nullptr) return resource_arn_not_found(input.resource_arn);
  for (const auto& key : input.tag_keys) dynamodb.tags().erase(*table, key);
  return Output{};
}

}  // namespace tertulia::dynamodb

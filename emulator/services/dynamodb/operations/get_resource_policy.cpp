#include "emulator/services/dynamodb/operations/get_resource_policy.hpp"

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> GetResourcePolicy::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::resource_arn>(
      "ResourceArn", {.required = true, .constraint = kResourceArn})};
  return kMembers;
}

std::span<const core::Member> GetResourcePolicy::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::policy>("Policy"),
      core::member<&Output::revision_id>("RevisionId"),
  };
  return kMembers;
}

core::Resources GetResourcePolicy::resources(const Input& input, const core::Call& call) {
  return resources_of_arn(call, input.resource_arn, Owner::kCaller);
}

core::Result<GetResourcePolicy::Output> GetResourcePolicy::run(DynamoDb& dynamodb,
                                                               const Input& input,
                                                               const core::Call& call) {
  const auto resource = resource_of_arn(call, input.resource_arn, Owner::kCaller);
  if (!resource.ok()) return resource.error();
  const auto owner = dynamodb.policy_owner(resource.value());
  if (!owner.ok()) return owner.error();
  const auto* kept = dynamodb.policies().find(owner.value());
  if (kept == nullptr || kept->policy == nullptr) return policy_not_found(input.resource_arn);
  return Output{.policy = kept->policy->document(), .revision_id = std::to_string(kept->revision)};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/delete_resource_policy.hpp"

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DeleteResourcePolicy::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::resource_arn>("ResourceArn",
                                         {.required = true, .constraint = kResourceArn}),
      core::member<&Input::expected_revision_id>("ExpectedRevisionId",
                                                 {.constraint = {.min = 1, .max = 255}}),
  };
  return kMembers;
}

std::span<const core::Member> DeleteResourcePolicy::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::revision_id>("RevisionId")};
  return kMembers;
}

core::Resources DeleteResourcePolicy::resources(const Input& input, const core::Call& call) {
  return resources_of_arn(call, input.resource_arn, Owner::kCaller);
}

core::Result<DeleteResourcePolicy::Output> DeleteResourcePolicy::run(DynamoDb& dynamodb,
                                                                     const Input& input,
                                                                     const core::Call& call) {
  const auto resource = resource_of_arn(call, input.resource_arn, Owner::kCaller);
  if (!resource.ok()) return resource.error();
  const auto owner = dynamodb.policy_owner(resource.value());
  if (!owner.ok()) return owner.error();
  auto& policies = dynamodb.policies();
  TERTULIA_CHECK(policies.check_revision(owner.value(), name_of(resource.value()),
                                         input.expected_revision_id));
  const auto* kept = policies.find(owner.value());
  if (kept == nullptr) return Output{};
  Output output{.revision_id = std::to_string(kept->revision)};
  policies.set(owner.value(), nullptr, dynamodb.env().clock.now());
  return output;
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/put_resource_policy.hpp"

#include "emulator/services/dynamodb/resource_arn.hpp"

namespace tertulia::dynamodb {
namespace {

/// Whether the caller could not change the policy again.
bool locks_out(DynamoDb& dynamodb, const core::Call& call, std::string_view arn,
               const core::ReadPolicy& policy) {
  const core::AccessRequest again{
      .principal = call.principal, .action = "dynamodb:PutResourcePolicy", .resource = arn};
  return dynamodb.policies().reader().decide_under(again, policy) != core::Verdict::kAllowed;
}

}  // namespace

std::span<const core::Member> PutResourcePolicy::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::resource_arn>("ResourceArn",
                                         {.required = true, .constraint = kResourceArn}),
      core::member<&Input::policy>("Policy", {.required = true}),
      core::member<&Input::expected_revision_id>("ExpectedRevisionId",
                                                 {.constraint = {.min = 1, .max = 255}}),
      core::member<&Input::confirm_remove_self_resource_access>("ConfirmRemoveSelfResourceAccess"),
  };
  return kMembers;
}

std::span<const core::Member> PutResourcePolicy::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::revision_id>("RevisionId")};
  return kMembers;
}

core::Resources PutResourcePolicy::resources(const Input& input, const core::Call& call) {
  return resources_of_arn(call, input.resource_arn, Owner::kCaller);
}

core::Result<PutResourcePolicy::Output> PutResourcePolicy::run(DynamoDb& dynamodb,
                                                               const Input& input,
                                                               const core::Call& call) {
  const auto resource = resource_of_arn(call, input.resource_arn, Owner::kCaller);
  if (!resource.ok()) return resource.error();
  auto& policies = dynamodb.policies();
  auto policy = policies.read(kind_of(resource.value()), input.policy);
  if (!policy.ok()) return std::move(policy).error();
  const auto owner = dynamodb.policy_owner(resource.value());
  if (!owner.ok()) return owner.error();
  TERTULIA_CHECK(policies.check_revision(owner.value(), name_of(resource.value()),
                                         input.expected_revision_id));
  if (!input.confirm_remove_self_resource_access &&
      locks_out(dynamodb, call, input.resource_arn, *policy.value())) {
    return locks_caller_out();
  }
  const auto& kept =
      policies.set(owner.value(), std::move(policy).value(), dynamodb.env().clock.now());
  return Output{.revision_id = std::to_string(kept.revision)};
}

}  // namespace tertulia::dynamodb

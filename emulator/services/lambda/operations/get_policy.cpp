#include "emulator/services/lambda/operations/get_policy.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/services/lambda/operations/access.hpp"

namespace tertulia::lambda {
namespace {

using Json = nlohmann::ordered_json;

Json principal_of(const std::string& principal) {
  if (principal == "*") return principal;
  if (principal.ends_with(".amazonaws.com")) return {{"Service", principal}};
  if (principal.find(':') != std::string::npos) return {{"AWS", principal}};
  return {{"AWS", "arn:aws:iam::" + principal + ":root"}};
}

Json statement_of(const Permission& permission, const std::string& resource) {
  Json statement{{"Sid", permission.sid},
                 {"Effect", "Allow"},
                 {"Principal", principal_of(permission.principal)},
                 {"Action", permission.action},
                 {"Resource", resource}};
  Json condition;
  if (!permission.source_account.empty()) {
    condition["StringEquals"] = {{"AWS:SourceAccount", permission.source_account}};
  }
  if (!permission.source_arn.empty()) {
    condition["ArnLike"] = {{"AWS:SourceArn", permission.source_arn}};
  }
  if (!condition.is_null()) statement["Condition"] = condition;
  return statement;
}

}  // namespace

std::span<const core::Member> GetPolicy::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::function_name>("FunctionName",
                                          {.required = true, .place = Place::kPath}),
      core::member<&Input::qualifier>("Qualifier", {.place = Place::kQuery}),
  };
  return kMembers;
}

std::span<const core::Member> GetPolicy::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::policy>("Policy"),
      core::member<&Output::revision_id>("RevisionId"),
  };
  return kMembers;
}

core::Resources GetPolicy::resources(const Input& input, const core::Call& call) {
  return function_access(call, input.function_name, input.qualifier);
}

core::Result<GetPolicy::Output> GetPolicy::run(Lambda& lambda, const Input& input,
                                               const core::Call& call) {
  auto reference = refer(call, input.function_name.str(),
                         input.qualifier ? input.qualifier->str() : std::string());
  if (!reference.ok()) return reference.error();
  const auto found = lambda.find(*reference);
  if (!found.ok()) return found.error();
  if (reference->qualifier == kLatest) reference->qualifier.clear();
  Json policy{{"Version", "2012-10-17"}, {"Id", "default"}, {"Statement", Json::array()}};
  for (const auto& permission : (*found)->permissions) {
    if (permission.qualifier == reference->qualifier) {
      policy["Statement"].push_back(statement_of(permission, reference->arn()));
    }
  }
  if (policy["Statement"].empty()) return no_such_resource();
  return Output{.policy = policy.dump(), .revision_id = (*found)->function.revision_id};
}

}  // namespace tertulia::lambda

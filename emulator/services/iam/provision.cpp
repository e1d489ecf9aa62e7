#include "emulator/services/iam/provision.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"
#include "emulator/services/iam/errors.hpp"

namespace tertulia::iam {
namespace {

constexpr std::size_t kRoleNameMax = 64;
constexpr std::size_t kPolicyNameMax = 128;
constexpr std::size_t kPathMax = 512;

std::string owner_of(const model::ResourceRequest& request) {
  return base::cat(request.stack_name, "/", request.logical_id);
}

/// A policy document: an object, or text that is JSON.
std::string document_text(const nlohmann::json* value) {
  if (value == nullptr) return {};
  return value->is_string() ? value->get<std::string>() : value->dump();
}

core::Status check_name(std::string_view name, std::string_view member, std::size_t max) {
  const auto violation = [&](std::string_view must) {
    return validation_error(base::cat("1 validation error detected: Value '", name, "' at '",
                                      member, "' failed to satisfy constraint: Member must ",
                                      must));
  };
  if (name.empty()) return violation("have length greater than or equal to 1");
  if (base::code_points(name) > max) {
    return violation(base::cat("have length less than or equal to ", max));
  }
  const bool valid = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_+=,.@-").find(c) != std::string_view::npos;
  });
  if (valid) return core::ok();
  return validation_error(base::cat("The specified value for ", member,
                                    " is invalid. It must contain only alphanumeric characters "
                                    "and/or the following: +=,.@_-"));
}

core::Status check_path(std::string_view path) {
  const bool valid =
      !path.empty() && path.size() <= kPathMax && path.front() == '/' && path.back() == '/' &&
      std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < 127; });
  if (valid) return core::ok();
  return validation_error(
      "The specified value for path is invalid. It must begin and end with / and contain only "
      "alphanumeric characters and/or / characters.");
}

/// CloudFormation cuts the names that it makes to what the service takes.
std::string generated_name(core::Env& env, const model::ResourceRequest& request, std::size_t max) {
  auto name = model::physical_name(env, request);
  if (name.size() <= max) return name;
  constexpr std::size_t kSuffix = 13;  // "-ABCDEFGHIJKL"
  return name.substr(0, max - kSuffix) + name.substr(name.size() - kSuffix);
}

/// `Policies` of a role: [{PolicyName, PolicyDocument}].
core::Status read_inline(const model::ResourceRequest& request, model::Properties& properties,
                         Role& role) {
  const auto list = properties.list("Policies");
  for (std::size_t i = 0; i < list.size(); ++i) {
    model::Properties inner(request, *list[i], base::cat("/Policies/", i));
    const auto name = inner.required_text("PolicyName");
    auto document = document_text(inner.required("PolicyDocument"));
    TERTULIA_CHECK(inner.finish());
    TERTULIA_CHECK(check_name(name, "policyName", kPolicyNameMax));
    role.policies.insert_or_assign(name, std::move(document));
  }
  return core::ok();
}

}  // namespace

core::Result<model::Physical> Provision::create(const model::ResourceRequest& request) {
  if (request.type == "AWS::IAM::Role") return role(request);
  if (request.type == "AWS::IAM::Policy") return policy(request);
  return managed_policy(request);
}

core::Result<model::Physical> Provision::role(const model::ResourceRequest& request) {
  model::Properties properties(request);
  Role role;
  role.owner = owner_of(request);
  const auto name = properties.text("RoleName");
  role.path = properties.text("Path").value_or("/");
  role.description = properties.text("Description").value_or("");
  role.trust_policy = document_text(properties.required("AssumeRolePolicyDocument"));
  role.max_session_seconds = properties.integer("MaxSessionDuration").value_or(3600);
  role.managed_policy_arns = properties.texts("ManagedPolicyArns");
  role.tags = properties.tags();
  properties.refuse("PermissionsBoundary");
  const auto inline_policies = read_inline(request, properties, role);
  TERTULIA_CHECK(properties.finish());
  if (!inline_policies.ok()) return inline_policies.error();

  const auto before = iam_.role_of_owner(request.account, role.owner);
  role.name = name ? *name : before ? *before : generated_name(env_, request, kRoleNameMax);
  TERTULIA_CHECK(check_name(role.name, "roleName", kRoleNameMax));
  TERTULIA_CHECK(check_path(role.path));
  if (role.max_session_seconds < 3600 || role.max_session_seconds > 43200) {
    const bool small = role.max_session_seconds < 3600;
    return validation_error(
        base::cat("1 validation error detected: Value '", role.max_session_seconds,
                  "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ",
                  small ? "greater than or equal to 3600" : "less than or equal to 43200"));
  }
  TERTULIA_CHECK(iam_.put_role(request.account, role));
  return model::Physical{.ref = role.name,
                         .attributes = {{"Arn", role_arn(request.account, role.path, role.name)},
                                        {"RoleId", role_id(request.account, role.name)}}};
}

core::Result<model::Physical> Provision::policy(const model::ResourceRequest& request) {
  model::Properties properties(request);
  const auto name = properties.required_text("PolicyName");
  const auto document = document_text(properties.required("PolicyDocument"));
  const auto roles = properties.texts("Roles");
  properties.refuse("Groups");
  properties.refuse("Users");
  TERTULIA_CHECK(properties.finish());
  TERTULIA_CHECK(check_name(name, "policyName", kPolicyNameMax));
  if (roles.empty()) {
    return validation_error("At least one of [Groups,Roles,Users] must be non-empty.");
  }
  for (const auto& role : roles) {
    TERTULIA_CHECK(iam_.put_role_policy(request.account, role, name, document));
  }
  return model::Physical{.ref = generated_name(env_, request, kPolicyNameMax),
                         .attributes = {{"Id", name}}};
}

core::Result<model::Physical> Provision::managed_policy(const model::ResourceRequest& request) {
  model::Properties properties(request);
  ManagedPolicy policy;
  policy.owner = owner_of(request);
  const auto name = properties.text("ManagedPolicyName");
  policy.path = properties.text("Path").value_or("/");
  policy.document = document_text(properties.required("PolicyDocument"));
  const auto roles = properties.texts("Roles");
  properties.accept({"Description"});
  properties.refuse("Groups");
  properties.refuse("Users");
  TERTULIA_CHECK(properties.finish());
  TERTULIA_CHECK(check_path(policy.path));

  if (name) {
    policy.name = *name;
  } else if (const auto before = iam_.policy_of_owner(request.account, policy.owner)) {
    policy.name = before->substr(before->rfind('/') + 1);
  } else {
    policy.name = generated_name(env_, request, kPolicyNameMax);
  }
  TERTULIA_CHECK(check_name(policy.name, "policyName", kPolicyNameMax));
  const auto arn = iam_.put_policy(request.account, policy);
  if (!arn.ok()) return arn.error();
  for (const auto& role : roles) {
    TERTULIA_CHECK(iam_.attach_role_policy(request.account, role, *arn));
  }
  return model::Physical{.ref = *arn, .attributes = {{"PolicyArn", *arn}}};
}

}  // namespace tertulia::iam

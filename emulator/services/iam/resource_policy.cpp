#include "emulator/services/iam/resource_policy.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/errors.hpp"
#include "emulator/services/iam/evaluate.hpp"

namespace tertulia::iam {
namespace {

using Json = nlohmann::ordered_json;

/// A list of one element is the element.
Json single(const Json& value) { return value.is_array() && value.size() == 1 ? value[0] : value; }

Json canonical_principal(const Json& value) {
  if (!value.is_object()) return value;
  Json result = Json::object();
  for (const auto& [kind, names] : value.items()) {
    Json unique = Json::array();
    for (const auto& name : names.is_array() ? names : Json::array({names})) {
      Json arn = kind == "AWS" ? Json(principal_arn(name.get_ref<const std::string&>())) : name;
      if (std::find(unique.begin(), unique.end(), arn) == unique.end()) {
        unique.push_back(std::move(arn));
      }
    }
    result[kind] = single(unique);
  }
  return result;
}

Json canonical_condition(const Json& value) {
  Json result = Json::object();
  for (const auto& [name, keys] : value.items()) {
    auto& target = result[name] = Json::object();
    for (const auto& [key, values] : keys.items()) target[key] = single(values);
  }
  return result;
}

/// The statement with its elements in AWS's order.
Json canonical_statement(const Json& statement) {
  Json result = Json::object();
  for (const auto* name : {"Sid", "Effect", "Principal", "Action", "NotAction", "Resource",
                           "NotResource", "Condition"}) {
    const auto found = statement.find(name);
    if (found == statement.end()) continue;
    const std::string_view element = name;
    if (element == "Effect") {
      const bool denies = base::iequals(found->get_ref<const std::string&>(), "Deny");
      result[name] = denies ? "Deny" : "Allow";
    } else if (element == "Principal") {
      result[name] = canonical_principal(*found);
    } else if (element == "Condition") {
      result[name] = canonical_condition(*found);
    } else {
      result[name] = single(*found);
    }
  }
  return result;
}

/// Of a document that was parsed as a policy.
std::string canonical(std::string_view document) {
  const auto given = Json::parse(document);
  Json result = Json::object();
  result["Version"] = given.value("Version", "2008-10-17");
  if (given.contains("Id")) result["Id"] = given["Id"];
  auto& target = result["Statement"] = Json::array();
  const auto& statements = given["Statement"];
  for (const auto& statement : statements.is_array() ? statements : Json::array({statements})) {
    target.push_back(canonical_statement(statement));
  }
  return result.dump();
}

/// Keys by which a condition says who is meant.
constexpr std::array<std::string_view, 13> kRestricting{
    "aws:PrincipalAccount",    "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
    "aws:SourceAccount",       "aws:SourceArn",    "aws:SourceIp",       "aws:SourceOrgID",
    "aws:SourceVpc",           "aws:SourceVpce",   "aws:userid",         "aws:username",
    "aws:PrincipalServiceName"};

bool restricts(const Condition& condition) {
  const bool about_who =
      std::any_of(kRestricting.begin(), kRestricting.end(),
                  [&](std::string_view key) { return base::iequals(key, condition.key); });
  if (!about_who || condition.negated || condition.if_exists) return false;
  if (condition.quantifier == Quantifier::kForAll) return false;
  if (condition.comparison == Comparison::kNull) return false;
  return std::all_of(condition.values.begin(), condition.values.end(), [](const auto& value) {
    return value.find_first_of("*?") == value.npos && value.find("${") == value.npos;
  });
}

bool is_public(const Policy& policy) {
  return std::any_of(
      policy.statements.begin(), policy.statements.end(), [](const Statement& statement) {
        return statement.effect == Effect::kAllow && statement.principals.everybody &&
               std::none_of(statement.conditions.begin(), statement.conditions.end(), restricts);
      });
}

bool is_action(std::string_view pattern, const core::PolicyTerms& terms) {
  if (pattern == "*") return true;
  return std::any_of(terms.actions.begin(), terms.actions.end(), [&](std::string_view action) {
    return base::matches_wildcard_ignoring_case(pattern, base::cat(terms.service, ":", action));
  });
}

core::Status check_actions(const Policy& policy, const core::PolicyTerms& terms) {
  std::string invalid;
  for (const auto& statement : policy.statements) {
    for (const auto& action : statement.actions.any_of) {
      if (is_action(action, terms)) continue;
      base::append(invalid, invalid.empty() ? "" : ", ", "\"", action, "\"");
    }
  }
  if (invalid.empty()) return core::ok();
  return malformed_policy_document(base::cat("The following action names are invalid: ", invalid));
}

core::Status check_services(const Policy& policy) {
  for (const auto& statement : policy.statements) {
    if (!statement.principals.services.empty()) {
      return malformed_policy_document("Policy contains invalid service principal");
    }
  }
  return core::ok();
}

core::Status check_resources(const Policy& policy, const core::PolicyTerms& terms) {
  for (const auto& statement : policy.statements) {
    for (const auto& resource : statement.resources.any_of) {
      const auto arn = core::Arn::parse(resource);
      if (!arn || arn->service != terms.service || terms.is_resource(arn->resource)) continue;
      return malformed_policy_document(base::cat("The relative-id \"", arn->resource,
                                                 "\" is invalid for ARN \"", resource, "\""));
    }
  }
  return core::ok();
}

}  // namespace

ResourcePolicy::ResourcePolicy(std::string document, Policy policy)
    : ReadPolicy(std::move(document), iam::is_public(policy)), policy_(std::move(policy)) {}

core::Result<std::shared_ptr<const ResourcePolicy>> read_resource_policy(
    std::string_view document, const core::PolicyTerms& terms) {
  auto policy = parse_policy(document, PolicyKind::kResource);
  if (!policy.ok()) return std::move(policy).error();
  TERTULIA_CHECK(check_actions(*policy, terms));
  TERTULIA_CHECK(check_resources(*policy, terms));
  TERTULIA_CHECK(check_services(*policy));
  return std::make_shared<const ResourcePolicy>(canonical(document), std::move(*policy));
}

Grant evaluate(const ResourcePolicy& policy, const Context& context) {
  Grant grant;
  for (const auto& statement : policy.policy().statements) {
    const auto mention = mention_of(context, statement.principals);
    if (mention == Mention::kNone) continue;
    const bool denies = statement.effect == Effect::kDeny;
    if (!denies && grant.allowed >= mention) continue;
    if (mismatch(statement, context) != Mismatch::kNone) continue;
    if (denies) {
      grant.denied = true;
      return grant;
    }
    grant.allowed = mention;
  }
  return grant;
}

}  // namespace tertulia::iam

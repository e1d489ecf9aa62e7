#include "emulator/services/iam/policy.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/errors.hpp"

namespace tertulia::iam {
namespace {

using nlohmann::json;

/// Deeper than any policy; keeps hostile text off the end of the stack.
constexpr int kDepthMax = 32;

core::ApiError missing_field(std::string_view name) {
  return malformed_policy_document(base::cat("Missing required field ", name));
}

bool has_only(const json& object, std::initializer_list<std::string_view> names) {
  return std::all_of(object.items().begin(), object.items().end(), [&](const auto& entry) {
    return std::find(names.begin(), names.end(), entry.key()) != names.end();
  });
}

std::optional<std::string> scalar_text(const json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

/// A string or a list of strings.
core::Result<std::vector<std::string>> strings(const json& value) {
  std::vector<std::string> result;
  if (value.is_string()) {
    result.push_back(value.get_ref<const std::string&>());
    return result;
  }
  if (!value.is_array()) return syntax_error();
  for (const auto& element : value) {
    if (!element.is_string()) return syntax_error();
    result.push_back(element.get_ref<const std::string&>());
  }
  return result;
}

/// The member `name` or its negated twin, which may not both be there.
core::Result<Patterns> patterns(const json& statement, const char* name, const char* negated_name) {
  const auto plain = statement.find(name);
  const auto negated = statement.find(negated_name);
  if (plain != statement.end() && negated != statement.end()) return syntax_error();
  Patterns result;
  result.negated = negated != statement.end();
  const auto& chosen = result.negated ? negated : plain;
  if (chosen == statement.end()) return result;
  auto list = strings(*chosen);
  if (!list.ok()) return list.error();
  result.any_of = std::move(*list);
  return result;
}

core::Status check_action(std::string_view action) {
  if (action == "*") return core::ok();
  const auto parts = base::split(action, ':');
  if (parts.size() == 1) {
    return malformed_policy_document(
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  if (parts.size() > 2) {
    return malformed_policy_document("Actions/Condition can contain only one colon.");
  }
  const bool valid = std::all_of(parts[0].begin(), parts[0].end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '*';
  });
  if (!valid || parts[0].empty()) {
    return malformed_policy_document(base::cat("Vendor ", parts[0], " is not valid"));
  }
  return core::ok();
}

core::Status check_resource(std::string_view resource) {
  if (resource == "*") return core::ok();
  const auto parts = base::split(resource, ':');
  if (parts.size() < 2 || parts[0] != "arn") {
    return malformed_policy_document(
        base::cat("Resource ", resource, " must be in ARN format or \"*\"."));
  }
  constexpr std::array<std::string_view, 4> kPartitions{"aws", "aws-cn", "aws-us-gov", "*"};
  if (std::find(kPartitions.begin(), kPartitions.end(), parts[1]) == kPartitions.end()) {
    const auto part = [&](std::size_t index) -> std::string_view {
      return index < parts.size() && !parts[index].empty() ? parts[index] : "*";
    };
    return malformed_policy_document(
        base::cat("Partition \"", parts[1], "\" is not valid for resource \"arn:", parts[1], ":",
                  part(2), ":", part(3), ":", part(4), ":", part(5), "\"."));
  }
  if (parts.size() < 3 || parts[2].empty()) {
    return malformed_policy_document(
        "Resource vendor must be fully qualified and cannot contain regexes.");
  }
  return core::ok();
}

/// Whether all that the statement is about has tags that the emulator knows.
bool is_tagged(const Statement& statement) {
  const auto& actions = statement.actions;
  return !actions.negated &&
         std::all_of(actions.any_of.begin(), actions.any_of.end(), [](const auto& action) {
           return base::lower(action).starts_with("dynamodb:");
         });
}

/// A key or variable that the emulator cannot evaluate would silently allow or deny: it is refused.
core::Status check_evaluable(const Statement& statement) {
  for (const auto& condition : statement.conditions) {
    if (!is_known_key(condition.key) || (is_tag_key(condition.key) && !is_tagged(statement))) {
      return malformed_policy_document(
          base::cat("The emulator does not have the condition key ", condition.key,
                    is_known_key(condition.key) ? " for these actions." : "."));
    }
  }
  if (!statement.has_variables) return core::ok();
  const auto check = [](const std::vector<std::string>& texts) -> core::Status {
    for (const auto& text : texts) {
      if (const auto variable = unknown_variable(text); !variable.empty()) {
        return malformed_policy_document(
            base::cat("The emulator does not have the policy variable ", variable, "."));
      }
    }
    return core::ok();
  };
  TERTULIA_CHECK(check(statement.resources.any_of));
  for (const auto& condition : statement.conditions) TERTULIA_CHECK(check(condition.values));
  return core::ok();
}

core::Status add_conditions(const json& value, std::vector<Condition>& conditions) {
  if (!value.is_object()) return syntax_error();
  for (const auto& [name, keys] : value.items()) {
    if (!keys.is_object()) return syntax_error();
    auto condition = parse_operator(name);
    if (!condition.ok()) return condition.error();
    for (const auto& [key, values] : keys.items()) {
      condition->key = key;
      condition->values.clear();
      const json list = values.is_array() ? values : json::array({values});
      for (const auto& element : list) {
        auto text = scalar_text(element);
        if (!text || !is_comparable(condition->comparison, *text)) return syntax_error();
        condition->values.push_back(std::move(*text));
      }
      conditions.push_back(*condition);
    }
  }
  return core::ok();
}

core::Status check_identity(const json& value, const Statement& statement) {
  if (value.contains("Principal") || value.contains("NotPrincipal")) {
    return malformed_policy_document("Policy document should not specify a principal.");
  }
  if (statement.resources.any_of.empty()) {
    return malformed_policy_document("Policy statement must contain resources.");
  }
  for (const auto& resource : statement.resources.any_of) TERTULIA_CHECK(check_resource(resource));
  return check_evaluable(statement);
}

core::Status check_trust(const json& value, const Statement& statement) {
  if (value.contains("Resource") || value.contains("NotResource")) {
    return malformed_policy_document("Has prohibited field Resource.");
  }
  if (!value.contains("Principal") && !value.contains("NotPrincipal")) {
    return missing_field("Principal");
  }
  for (const auto& action : statement.actions.any_of) {
    if (action != "*" && !base::lower(action).starts_with("sts:")) {
      return malformed_policy_document(
          "AssumeRole policy may only specify STS AssumeRole actions.");
    }
  }
  return core::ok();
}

core::Status check_resource_based(const json& value, Statement& statement) {
  if (value.contains("NotPrincipal")) {
    return malformed_policy_document("The emulator does not have NotPrincipal.");
  }
  const auto principal = value.find("Principal");
  if (principal == value.end()) return missing_field("Principal");
  auto principals = parse_principals(*principal);
  if (!principals.ok()) return std::move(principals).error();
  statement.principals = std::move(principals).value();
  for (const auto& resource : statement.resources.any_of) TERTULIA_CHECK(check_resource(resource));
  return check_evaluable(statement);
}

/// What the policies of resources are told in other words than those of identities.
core::Status check_fields(const json& value, PolicyKind kind) {
  if (kind != PolicyKind::kResource) return core::ok();
  if (!value.contains("Effect")) return missing_field("Effect");
  if (!value.contains("Action") && !value.contains("NotAction")) return missing_field("Action");
  if (!value.contains("Resource") && !value.contains("NotResource")) {
    return missing_field("Resource");
  }
  return core::ok();
}

core::Status parse_sid(const json& value, std::string& target) {
  const auto sid = value.find("Sid");
  if (sid == value.end()) return core::ok();
  if (!sid->is_string()) return syntax_error();
  target = sid->get_ref<const std::string&>();
  if (std::all_of(target.begin(), target.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      })) {
    return core::ok();
  }
  return malformed_policy_document(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
      "expression [0-9A-Za-z]*");
}

/// "Allow" or "Deny"; in policies of resources in any case.
core::Status parse_effect(const json& value, PolicyKind kind, Effect& target) {
  const auto effect = value.find("Effect");
  if (effect == value.end() || !effect->is_string()) return syntax_error();
  const auto& text = effect->get_ref<const std::string&>();
  const auto is = [&](std::string_view name) {
    return kind == PolicyKind::kResource ? base::iequals(text, name) : text == name;
  };
  if (!is("Allow") && !is("Deny")) return syntax_error();
  target = is("Allow") ? Effect::kAllow : Effect::kDeny;
  return core::ok();
}

core::Status check_kind(const json& value, PolicyKind kind, Statement& statement) {
  switch (kind) {
    case PolicyKind::kIdentity:
      return check_identity(value, statement);
    case PolicyKind::kTrust:
      return check_trust(value, statement);
    case PolicyKind::kResource:
      break;
  }
  return check_resource_based(value, statement);
}

core::Result<Statement> parse_statement(const json& value, PolicyKind kind, bool has_variables) {
  if (!value.is_object() ||
      !has_only(value, {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource",
                        "Principal", "NotPrincipal", "Condition"})) {
    return syntax_error();
  }
  Statement statement;
  statement.has_variables = has_variables;
  TERTULIA_CHECK(parse_sid(value, statement.sid));
  TERTULIA_CHECK(check_fields(value, kind));
  TERTULIA_CHECK(parse_effect(value, kind, statement.effect));
  auto actions = patterns(value, "Action", "NotAction");
  if (!actions.ok()) return actions.error();
  statement.actions = std::move(*actions);
  auto resources = patterns(value, "Resource", "NotResource");
  if (!resources.ok()) return resources.error();
  statement.resources = std::move(*resources);
  if (const auto condition = value.find("Condition"); condition != value.end()) {
    TERTULIA_CHECK(add_conditions(*condition, statement.conditions));
  }
  if (statement.actions.any_of.empty()) {
    return malformed_policy_document("Policy statement must contain actions.");
  }
  for (const auto& action : statement.actions.any_of) TERTULIA_CHECK(check_action(action));
  TERTULIA_CHECK(check_kind(value, kind, statement));
  return statement;
}

/// Whether variables are replaced, by the document's version.
core::Result<bool> parse_version(const json& document, PolicyKind kind) {
  const auto version = document.find("Version");
  if (version != document.end() && *version == "2012-10-17") return true;
  if (kind == PolicyKind::kIdentity) {
    return malformed_policy_document("Policy document must be version 2012-10-17 or greater.");
  }
  if (version != document.end() && *version != "2008-10-17") return syntax_error();
  return false;
}

bool is_too_deep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDepthMax) return true;
  }
  return false;
}

core::ApiError sids_are_not_unique(PolicyKind kind) {
  return malformed_policy_document(kind == PolicyKind::kResource
                                       ? "The Statement Ids in the policy are not unique"
                                       : "Statement IDs (SID) in a single policy must be unique.");
}

core::ApiError not_a_policy(std::string_view text, const json& document, PolicyKind kind) {
  if (kind != PolicyKind::kResource) return syntax_error();
  if (document.is_null()) {
    return malformed_policy_document("This text appears not to be a policy");
  }
  if (document.is_array()) return malformed_policy_document("This policy contains invalid Json");
  // AWS's reader came to the end and was still looking for the statements.
  const auto line = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const auto start = line == 1 ? 0 : text.rfind('\n') + 1;
  return malformed_policy_document(
      base::cat("Syntax error at position (", line, ",", text.size() - start + 1, ")"));
}

/// The statements, which may be one that stands alone.
core::Result<std::vector<json>> statements_of(std::string_view text, const json& document,
                                              PolicyKind kind) {
  const auto found = document.find("Statement");
  if (found == document.end()) return not_a_policy(text, document, kind);
  std::vector<json> statements;
  if (found->is_object()) {
    statements.push_back(*found);
  } else if (found->is_array()) {
    statements.assign(found->begin(), found->end());
  } else {
    return syntax_error();
  }
  if (!statements.empty()) return statements;
  if (kind != PolicyKind::kResource) return syntax_error();
  return malformed_policy_document("Could not parse the policy: Statement is empty!");
}

}  // namespace

core::Result<Policy> parse_policy(std::string_view text, PolicyKind kind) {
  if (is_too_deep(text)) return syntax_error();
  const auto document = json::parse(text, nullptr, false);
  if (document.is_discarded()) {
    return malformed_policy_document("This policy contains invalid Json");
  }
  if (!document.is_object()) return not_a_policy(text, document, kind);
  if (!has_only(document, {"Version", "Id", "Statement"})) return syntax_error();
  if (const auto id = document.find("Id"); id != document.end() && !id->is_string()) {
    return syntax_error();
  }
  const auto has_variables = parse_version(document, kind);
  if (!has_variables.ok()) return has_variables.error();
  const auto statements = statements_of(text, document, kind);
  if (!statements.ok()) return statements.error();

  Policy policy;
  std::set<std::string> sids;
  for (const auto& value : *statements) {
    auto statement = parse_statement(value, kind, *has_variables);
    if (!statement.ok()) return statement.error();
    if (!statement->sid.empty() && !sids.insert(statement->sid).second) {
      return sids_are_not_unique(kind);
    }
    policy.statements.push_back(std::move(*statement));
  }
  return policy;
}

std::size_t policy_size(std::string_view json_text) {
  return static_cast<std::size_t>(std::count_if(json_text.begin(), json_text.end(), [](char c) {
    return c != ' ' && c != '\t' && c != '\n' && c != '\r';
  }));
}

}  // namespace tertulia::iam

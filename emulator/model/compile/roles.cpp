#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

constexpr const char* kSharedRole = "IamRoleLambdaExecution";
constexpr std::size_t kRoleNameMax = 64;

json log_group_arn(std::string_view name_and_rest) {
  return {{"Fn::Sub", base::cat("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}"
                                ":log-group:/aws/lambda/",
                                name_and_rest)}};
}

bool logs_disabled(const Function& function) {
  return function.config.boolean("disableLogs").value_or(false);
}

// What functions may do with logs: groups and streams, then events, each for its resources.
json log_statements(Service& service) {
  json groups = json::array();
  json events = json::array();
  json silent = json::array();
  const std::string prefix = base::cat(service.name, "-", service.stage);
  bool has_prefixed = false;
  for (const Function& function : service.functions) {
    const bool prefixed = function.full_name.starts_with(prefix);
    if (logs_disabled(function)) {
      if (prefixed) silent.push_back(log_group_arn(function.full_name + ":*"));
    } else if (prefixed) {
      has_prefixed = true;
    } else {
      groups.push_back(log_group_arn(function.full_name + ":*"));
      events.push_back(log_group_arn(function.full_name + ":*:*"));
    }
  }
  if (has_prefixed) {
    groups.push_back(log_group_arn(prefix + "*:*"));
    events.push_back(log_group_arn(prefix + "*:*:*"));
  }
  json statements = json::array(
      {{{"Effect", "Allow"},
        {"Action",
         json::array({"logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"})},
        {"Resource", std::move(groups)}},
       {{"Effect", "Allow"},
        {"Action", json::array({"logs:PutLogEvents"})},
        {"Resource", std::move(events)}}});
  if (has_prefixed && !silent.empty()) {
    statements.push_back(
        {{"Effect", "Deny"}, {"Action", "logs:PutLogEvents"}, {"Resource", std::move(silent)}});
  }
  return statements;
}

json assume_role_policy() {
  return {{"Version", "2012-10-17"},
          {"Statement",
           json::array({{{"Effect", "Allow"},
                         {"Principal", {{"Service", json::array({"lambda.amazonaws.com"})}}},
                         {"Action", json::array({"sts:AssumeRole"})}}})}};
}

json role_resource(Service& service, const Section& settings, json statements) {
  json properties = {
      {"AssumeRolePolicyDocument", assume_role_policy()},
      {"Policies",
       json::array({{{"PolicyName",
                      {{"Fn::Join",
                        json::array({"-", json::array({service.name, service.stage, "lambda"})})}}},
                     {"PolicyDocument",
                      {{"Version", "2012-10-17"}, {"Statement", std::move(statements)}}}}})},
      {"Path", settings.text("path").value_or("/")}};
  if (const auto name = settings.text("name")) {
    properties["RoleName"] = *name;
  } else {
    properties["RoleName"] = {
        {"Fn::Join", json::array({"-", json::array({service.name, service.stage,
                                                    ref_to("AWS::Region"), "lambdaRole"})})}};
  }
  return {{"Type", "AWS::IAM::Role"}, {"Properties", std::move(properties)}};
}

// The first of several places that is set.
template <class... Values>
const Value* first_of(const Values*... values) {
  const Value* result = nullptr;
  ((result == nullptr ? void(result = values) : void()), ...);
  return result;
}

bool needs_shared_role(Service& service, const Section& role) {
  if (service.functions.empty()) return false;
  if (service.provider.find("role") != nullptr) return false;
  // provider.iam.role as a reference to a role from elsewhere.
  const Value& value = role.value();
  if (value.members.size() == 1 &&
      (value.members[0].key.starts_with("Fn::") || value.members[0].key == "Ref")) {
    return false;
  }
  for (const Function& function : service.functions) {
    if (function.config.find("role") == nullptr) return true;
  }
  return false;
}

bool is_text_role(const Service& service) {
  const Value* iam = service.provider.find("iam");
  const Value* role = iam == nullptr ? nullptr : iam->find("role");
  return role != nullptr && role->is_text();
}

}  // namespace

void add_log_groups(Service& service) {
  const auto shared_days = service.provider.integer("logRetentionInDays");
  for (const Function& function : service.functions) {
    if (logs_disabled(function)) continue;
    json group = {{"Type", "AWS::Logs::LogGroup"},
                  {"Properties", {{"LogGroupName", "/aws/lambda/" + function.full_name}}}};
    auto days = function.config.integer("logRetentionInDays");
    if (!days) days = shared_days;
    if (days) group["Properties"]["RetentionInDays"] = *days;
    if (const auto condition = function.config.text("condition")) group["Condition"] = *condition;
    service.add(function.id + "LogGroup", std::move(group), function.where);
  }
}

void add_shared_role(Service& service) {
  const Section iam = service.provider.section("iam");
  iam.check(provider_iam_keys());
  if (is_text_role(service)) return;
  const Section role = iam.section("role");
  if (!needs_shared_role(service, role)) return;
  role.check(provider_role_keys());
  json statements = log_statements(service);
  const json own = role.find("statements") != nullptr
                       ? statements_of(role, "statements")
                       : statements_of(service.provider, "iamRoleStatements");
  statements.insert(statements.end(), own.begin(), own.end());
  json resource = role_resource(service, role, std::move(statements));
  json& properties = resource["Properties"];
  if (const Value* tags = role.map("tags")) properties["Tags"] = tags_of(*tags);
  const Value* boundary =
      first_of(role.find("permissionsBoundary"), role.find("permissionBoundary"),
               service.provider.find("rolePermissionsBoundary"));
  if (boundary != nullptr) properties["PermissionsBoundary"] = to_json(*boundary);
  const Value* managed =
      first_of(role.list("managedPolicies"), service.provider.list("iamManagedPolicies"));
  if (managed != nullptr && !managed->items.empty()) {
    properties["ManagedPolicyArns"] = to_json(*managed);
  }
  service.add(kSharedRole, std::move(resource), service.provider.where("iam"));
}

// ---- serverless-iam-roles-per-function

namespace {

// "service-stage-function-region-lambdaRole", without its last part when it grows too long.
json function_role_name(Service& service, const Function& function) {
  const Section role = service.provider.section("iam").section("role");
  if (role.find("name") != nullptr) {
    service.found.error(role.where("name"), role.path("name"),
                        "a fixed role name and roles per function exclude each other");
  }
  json parts = json::array(
      {service.name, service.stage, function.name, ref_to("AWS::Region"), "lambdaRole"});
  const std::size_t bare =
      service.name.size() + service.stage.size() + function.name.size() + service.region.size() + 3;
  if (bare + std::string_view("-lambdaRole").size() > kRoleNameMax) parts.erase(4);
  if (bare > kRoleNameMax) {
    service.found.error(function.where, function.config.path(),
                        "the name of its role would be longer than 64 characters",
                        "set iamRoleStatementsName");
  }
  return {{"Fn::Join", json::array({"-", std::move(parts)})}};
}

bool inherits(const Service& service, const Function& function) {
  const auto own = function.config.boolean("iamRoleStatementsInherit");
  if (own) return *own;
  return service.root.section("custom")
      .section("serverless-iam-roles-per-function")
      .boolean("defaultInherit")
      .value_or(false);
}

json function_statements(Service& service, const Function& function) {
  json statements = json::array(
      {{{"Effect", "Allow"},
        {"Action",
         json::array({"logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents"})},
        {"Resource", json::array({log_group_arn(function.full_name + ":*:*")})}}});
  if (const Value* target = function.config.find("onError")) {
    statements.push_back({{"Effect", "Allow"},
                          {"Action", json::array({"sns:Publish"})},
                          {"Resource", to_json(*target)}});
  }
  const auto append = [&statements](const json& more) {
    statements.insert(statements.end(), more.begin(), more.end());
  };
  if (inherits(service, function)) {
    append(service.provider.find("iam") != nullptr
               ? statements_of(service.provider.section("iam").section("role"), "statements")
               : statements_of(service.provider, "iamRoleStatements"));
  }
  append(statements_of(function.config, "iamRoleStatements"));
  return statements;
}

void add_function_role(Service& service, const Function& function) {
  if (function.config.find("role") != nullptr) {
    service.found.error(function.config.where("role"), function.config.path("role"),
                        "a function cannot have both \"role\" and \"iamRoleStatements\"",
                        "remove one of them");
    return;
  }
  const auto shared = service.resources.find(kSharedRole);
  if (shared == service.resources.end()) {
    service.found.error(function.config.where("iamRoleStatements"),
                        function.config.path("iamRoleStatements"),
                        "needs the service's own role, and the provider names another");
    return;
  }
  json role = *shared;
  json& properties = role["Properties"];
  properties["Policies"][0]["PolicyDocument"]["Statement"] = function_statements(service, function);
  properties["ManagedPolicyArns"] = json::array();
  const Section settings =
      service.root.section("custom").section("serverless-iam-roles-per-function");
  const Value* everywhere = settings.find("iamGlobalPermissionsBoundary");
  const Value* boundary = first_of(function.config.find("iamPermissionsBoundary"), everywhere);
  if (boundary != nullptr) properties["PermissionsBoundary"] = to_json(*boundary);
  if (everywhere != nullptr) {
    (*shared)["Properties"]["PermissionsBoundary"] = to_json(*everywhere);
  }
  if (const auto name = function.config.text("iamRoleStatementsName")) {
    properties["RoleName"] = *name;
  } else {
    properties["RoleName"] = function_role_name(service, function);
  }
  const std::string id = function.id + kSharedRole;
  service.add(id, std::move(role), function.config.where("iamRoleStatements"));

  json& lambda = service.resources[function.id + "LambdaFunction"];
  json depends = json::array({id});
  for (const json& each : lambda.value("DependsOn", json::array())) depends.push_back(each);
  lambda["DependsOn"] = std::move(depends);
  lambda["Properties"]["Role"] = arn_of(id);
}

}  // namespace

void add_function_roles(Service& service) {
  for (const Function& function : service.functions) {
    if (function.config.find("iamRoleStatements") == nullptr) continue;
    if (service.role_per_function) {
      add_function_role(service, function);
    } else {
      service.found.warn(function.config.where("iamRoleStatements"),
                         function.config.path("iamRoleStatements"),
                         "has no effect without the plugin serverless-iam-roles-per-function",
                         "add it to \"plugins\", or put the statements into provider.iam.role");
    }
  }
}

}  // namespace tertulia::model::compile

/// The service that is being compiled, and the steps that fill its template, in their order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/compile/section.hpp"
#include "emulator/model/load.hpp"

namespace tertulia::model::compile {

struct Function {
  /// Its key, and what its logical ids begin with.
  std::string name;
  std::string id;
  /// The name in AWS.
  std::string full_name;
  Section config;
  Where where;
};

struct Service {
  Diagnostics& found;
  const LoadOptions& options;
  Section root;
  Section provider;
  std::string name;
  std::string stage;
  std::string region;
  std::string stack_name;
  bool role_per_function = false;
  bool pseudo_parameters = false;
  std::vector<Function> functions = {};
  /// In the order of `functions`.
  std::vector<FunctionInfo> infos = {};
  std::map<std::string, Where> places = {};
  /// The template's parts.
  nlohmann::json& resources;
  nlohmann::json& outputs;

  /// Adds a resource, replacing one of the same logical id.
  nlohmann::json& add(const std::string& logical_id, nlohmann::json resource, const Where& where);
  [[nodiscard]] const Function* function(std::string_view function_name) const;
};

/// The deployment bucket, its policy and its output.
void add_deployment_bucket(Service& service);
/// Log groups, and the role that functions without one of their own share.
void add_log_groups(Service& service);
void add_shared_role(Service& service);
/// Functions, their versions and their settings for asynchronous invocation.
void add_functions(Service& service);
/// REST API: resources, preflight and proxy methods, the deployment, permissions.
void add_http_events(Service& service);
void add_sns_events(Service& service);
/// Reports every other event.
void report_other_events(Service& service);
/// The roles of the plugin serverless-iam-roles-per-function.
void add_function_roles(Service& service);

// Shared by the steps.

/// {"Fn::GetAtt": [logical_id, "Arn"]}
[[nodiscard]] nlohmann::json arn_of(const std::string& logical_id);
[[nodiscard]] nlohmann::json ref_to(std::string_view logical_id);
/// {"Fn::Join": ["", parts]}
[[nodiscard]] nlohmann::json joined(nlohmann::json parts);
/// Policy statements with their actions as lists.
[[nodiscard]] nlohmann::json statements_of(const Section& section, std::string_view key);
/// [{"Key": …, "Value": …}, …] in the order written.
[[nodiscard]] nlohmann::json tags_of(const Value& map);
/// The role that a function has from elsewhere: its own or the provider's; null for none.
[[nodiscard]] const Value* existing_role(const Service& service, const Section& function);
/// The statements of the shared role; null when there is no such role.
[[nodiscard]] nlohmann::json* shared_statements(Service& service);

}  // namespace tertulia::model::compile

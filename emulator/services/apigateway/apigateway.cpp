#include "emulator/services/apigateway/apigateway.hpp"

#include <algorithm>

#include "tertulia_apigateway/schema.sql.hpp"
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/apigateway/definitions.hpp"
#include "emulator/services/apigateway/statements.hpp"

namespace tertulia::apigateway {
namespace {

using Json = nlohmann::json;

bool is_path_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-' ||
         letter == ':';
}

bool is_variable(std::string_view part) { return part.starts_with('{'); }

bool is_path_part(std::string_view part) {
  if (is_variable(part)) {
    if (!part.ends_with('}')) return false;
    part = part.substr(1, part.size() - 2);
    if (part.ends_with('+')) part.remove_suffix(1);
  }
  return !part.empty() && std::all_of(part.begin(), part.end(), is_path_letter);
}

bool is_stage_name(std::string_view name) {
  constexpr std::size_t kMost = 128;
  return !name.empty() && name.size() <= kMost &&
         std::all_of(name.begin(), name.end(), [](char letter) {
           return is_path_letter(letter) && letter != '.' && letter != ':';
         });
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

ApiGateway::ApiGateway(store::Database& database, core::Env& env, core::Core& core,
                       core::Delivery& delivery)
    : env_(env), core_(core), delivery_(delivery), sql_(std::make_unique<Statements>(database)) {
  database.define(kSchema);
}

ApiGateway::~ApiGateway() = default;

void ApiGateway::reload() {
  stages_.clear();
  default_api_.reset();
}

std::string ApiGateway::default_api() const {
  if (!default_api_) {
    auto rows = sql_->first_api->bind();
    default_api_ = rows.next() ? std::string(rows.text(0)) : std::string();
  }
  return *default_api_;
}

core::Status ApiGateway::find_api(std::string_view api) {
  auto rows = sql_->api->bind(api);
  if (!rows.next()) return no_such_api(env_.account, api);
  return core::ok();
}

void ApiGateway::remove_api(std::string_view api) {
  for (auto* statement :
       {&sql_->delete_api, &sql_->delete_resources, &sql_->delete_methods, &sql_->delete_validators,
        &sql_->delete_gateway_responses, &sql_->delete_deployments, &sql_->delete_deployed_methods,
        &sql_->delete_stages}) {
    (*statement)->run(api);
  }
}

RestApiIds ApiGateway::create_rest_api(const RestApi& api) {
  reload();
  RestApiIds ids;
  {
    auto rows = sql_->api_of_owner->bind(api.account, api.region, api.owner);
    if (rows.next()) ids = {std::string(rows.text(0)), std::string(rows.text(1))};
  }
  constexpr std::size_t kIdLength = 10;
  if (ids.api.empty()) {
    ids = {.api = env_.ids.lower_alnum(core::IdKind::kApi, kIdLength),
           .root_resource = env_.ids.lower_alnum(core::IdKind::kApiResource, kIdLength)};
  } else {
    remove_api(ids.api);
  }
  sql_->insert_api->run(ids.api, api.account, api.region, api.owner, ids.root_resource, api.name,
                        api.endpoint_disabled, Json(api.binary_types).dump());
  sql_->insert_resource->run(ids.api, ids.root_resource, nullptr, "/");
  return ids;
}

core::Status ApiGateway::check_siblings(std::string_view api, std::string_view parent,
                                        std::string_view path, std::string_view part) {
  auto rows = sql_->child_paths->bind(api, parent);
  while (rows.next()) {
    if (rows.text(0) == path) return path_part_exists(part);
    const auto sibling = last_part(rows.text(0));
    if (is_variable(sibling) && is_variable(part)) return variable_sibling_exists(sibling);
  }
  return core::ok();
}

core::Result<std::string> ApiGateway::create_resource(std::string_view api, std::string_view parent,
                                                      std::string_view path_part) {
  TERTULIA_CHECK(find_api(api));
  std::string path;
  {
    auto rows = sql_->resource->bind(api, parent);
    if (!rows.next()) return no_such_resource();
    path = rows.text(0);
  }
  if (!is_path_part(path_part)) return invalid_path_part();
  if (path.ends_with("+}")) return greedy_parent(path);
  if (path != "/") path += '/';
  path += path_part;
  TERTULIA_CHECK(check_siblings(api, parent, path, path_part));
  constexpr std::size_t kIdLength = 6;
  auto id = env_.ids.lower_alnum(core::IdKind::kApiResource, kIdLength);
  sql_->insert_resource->run(api, id, parent, path);
  return id;
}

core::Status ApiGateway::put_method(std::string_view api, std::string_view resource,
                                    const Method& method, std::string_view definition) {
  TERTULIA_CHECK(find_api(api));
  if (auto rows = sql_->resource->bind(api, resource); !rows.next()) return no_such_resource();
  if (!method.validator_id.empty()) {
    auto rows = sql_->validator->bind(api, method.validator_id);
    if (!rows.next()) return no_such_validator();
  }
  if (auto rows = sql_->method->bind(api, resource, method.verb); rows.next()) {
    return method_exists();
  }
  sql_->insert_method->run(api, resource, method.verb, definition);
  return core::ok();
}

core::Result<std::string> ApiGateway::create_validator(std::string_view api,
                                                       bool checks_parameters) {
  TERTULIA_CHECK(find_api(api));
  constexpr std::size_t kIdLength = 6;
  auto id = env_.ids.lower_alnum(core::IdKind::kApiResource, kIdLength);
  sql_->insert_validator->run(api, id, checks_parameters);
  return id;
}

core::Status ApiGateway::put_gateway_response(std::string_view api, std::string_view type,
                                              std::string_view definition) {
  TERTULIA_CHECK(find_api(api));
  sql_->insert_gateway_response->run(api, type, definition);
  reload();
  return core::ok();
}

core::Result<std::string> ApiGateway::create_deployment(std::string_view api) {
  TERTULIA_CHECK(find_api(api));
  {
    auto rows = sql_->count_methods->bind(api);
    if (!rows.next() || rows.integer(0) == 0) return no_methods();
  }
  constexpr std::size_t kIdLength = 6;
  auto id = env_.ids.lower_alnum(core::IdKind::kDeployment, kIdLength);
  sql_->insert_deployment->run(api, id);
  sql_->deploy_methods->run(id, api);
  return id;
}

core::Status ApiGateway::create_stage(std::string_view api, std::string_view name,
                                      std::string_view deployment,
                                      const std::map<std::string, std::string>& variables) {
  TERTULIA_CHECK(find_api(api));
  if (!is_stage_name(name)) return invalid_stage_name();
  if (auto rows = sql_->deployment->bind(api, deployment); !rows.next()) {
    return no_such_deployment();
  }
  if (auto rows = sql_->stage->bind(api, name); rows.next()) return stage_exists();
  sql_->insert_stage->run(api, name, deployment, Json(variables).dump());
  reload();
  return core::ok();
}

std::shared_ptr<const Stage> ApiGateway::find_stage(const std::string& api,
                                                    const std::string& name) {
  if (const auto of_api = stages_.find(api); of_api != stages_.end()) {
    if (const auto found = of_api->second.find(name); found != of_api->second.end()) {
      return found->second;
    }
  }
  auto stage = load_stage(api, name);
  // Names that do not exist are not kept: clients may ask for any number of them.
  if (stage) stages_[api].insert_or_assign(name, stage);
  return stage;
}

std::shared_ptr<const Stage> ApiGateway::load_stage(std::string_view api, std::string_view name) {
  auto stage = std::make_shared<Stage>();
  {
    auto rows = sql_->api->bind(api);
    if (!rows.next()) return nullptr;
    stage->account = rows.text(0);
    stage->region = rows.text(1);
    stage->endpoint_disabled = rows.integer(2) != 0;
    stage->binary_types = Json::parse(rows.text(3)).get<std::vector<std::string>>();
  }
  {
    auto rows = sql_->stage->bind(api, name);
    if (!rows.next()) return nullptr;
    stage->deployment_id = rows.text(0);
    if (rows.text(1) != "{}") stage->variables = rows.text(1);
  }
  stage->api_id = api;
  stage->name = name;
  stage->partition = env_.partition;
  stage->domain_name = base::cat(api, ".execute-api.", stage->region, ".amazonaws.com");
  load_gateway_responses(*stage);
  load_methods(*stage);
  return stage;
}

void ApiGateway::load_methods(Stage& stage) {
  auto rows = sql_->deployed_methods->bind(stage.api_id, stage.deployment_id);
  while (rows.next()) {
    const auto properties = Json::parse(rows.text(2));
    auto read = read_method({.logical_id = {},
                             .type = "AWS::ApiGateway::Method",
                             .properties = properties,
                             .stack_name = {},
                             .account = stage.account,
                             .region = stage.region,
                             .root = {},
                             .where = {}});
    // It was read before it was stored; an older version of the emulator may have read it
    // differently.
    if (!read.ok()) continue;
    auto& method = stage.methods.emplace_back(std::move(read->method));
    method.resource_id = rows.text(0);
    method.resource_path = rows.text(1);
    method.checks_parameters = rows.integer(3) != 0;
    prepare(method);
    stage.router.add(method.resource_path, method.verb, stage.methods.size() - 1);
  }
}

void ApiGateway::load_gateway_responses(Stage& stage) {
  auto rows = sql_->gateway_responses->bind(stage.api_id);
  while (rows.next()) {
    const auto properties = Json::parse(rows.text(1));
    auto read = read_gateway_response({.logical_id = {},
                                       .type = "AWS::ApiGateway::GatewayResponse",
                                       .properties = properties,
                                       .stack_name = {},
                                       .account = stage.account,
                                       .region = stage.region,
                                       .root = {},
                                       .where = {}});
    if (read.ok()) stage.responses.insert_or_assign(read->type, std::move(read->response));
  }
}

}  // namespace tertulia::apigateway

#include "emulator/services/apigateway/provision.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"
#include "emulator/services/apigateway/definitions.hpp"

namespace tertulia::apigateway {
namespace {

using model::Physical;
using model::Properties;
using model::ResourceRequest;

using Variables = std::map<std::string, std::string>;

core::Status read_endpoint(const ResourceRequest& request, Properties& properties) {
  const auto* object = properties.find("EndpointConfiguration");
  if (object == nullptr) return core::ok();
  Properties endpoint(request, *object, "/EndpointConfiguration");
  for (const auto& type : endpoint.texts("Types")) {
    if (type == "EDGE" || type == "REGIONAL") continue;
    endpoint.problem("Types", type == "PRIVATE" ? "the emulator does not have private endpoints"
                                                : base::cat("Invalid endpoint type: ", type));
  }
  endpoint.refuse("VpcEndpointIds");
  endpoint.accept({"IpAddressType"});
  return endpoint.finish();
}

/// An empty policy is what the Serverless Framework writes for none.
void refuse_policy(Properties& properties) {
  const auto* policy = properties.find("Policy");
  if (policy != nullptr && !policy->empty() && *policy != "") properties.refuse("Policy");
}

Variables read_variables(const ResourceRequest& request, Properties& properties,
                         const std::string& path, core::Status& status) {
  Variables variables;
  const auto* object = properties.find("Variables");
  if (object == nullptr) return variables;
  Properties members(request, *object, path);
  if (object->is_object()) {
    for (const auto& item : object->items()) {
      variables.insert_or_assign(item.key(), members.text(item.key()).value_or(""));
    }
  }
  status = members.finish();
  return variables;
}

/// What a stage may have without an effect here: no metrics, logs, caches or throttles are wanted.
core::Status check_method_setting(const ResourceRequest& request, const nlohmann::json& object,
                                  const std::string& path) {
  Properties setting(request, object, path);
  setting.accept({"HttpMethod", "ResourcePath"});
  for (const auto* name : {"MetricsEnabled", "DataTraceEnabled", "CachingEnabled"}) {
    if (setting.boolean(name).value_or(false)) setting.refuse(name);
  }
  if (setting.text("LoggingLevel").value_or("OFF") != "OFF") setting.refuse("LoggingLevel");
  for (const auto* name :
       {"ThrottlingBurstLimit", "ThrottlingRateLimit", "CacheTtlInSeconds", "CacheDataEncrypted"}) {
    setting.refuse(name);
  }
  return setting.finish();
}

/// The properties that a stage and a deployment's StageDescription share.
core::Status read_stage_settings(const ResourceRequest& request, Properties& properties,
                                 const std::string& path) {
  if (properties.boolean("CacheClusterEnabled").value_or(false)) {
    properties.refuse("CacheClusterEnabled");
  }
  for (const auto* name :
       {"CacheClusterSize", "ClientCertificateId", "CanarySetting", "AccessLogSetting"}) {
    properties.refuse(name);
  }
  // Tracing sends segments to X-Ray; requests and answers are the same with and without.
  properties.accept({"Description", "DocumentationVersion", "Tags", "TracingEnabled"});
  const auto settings = properties.list("MethodSettings");
  for (std::size_t i = 0; i < settings.size(); ++i) {
    TERTULIA_CHECK(
        check_method_setting(request, *settings[i], base::cat(path, "/MethodSettings/", i)));
  }
  return core::ok();
}

}  // namespace

std::vector<std::string_view> Provision::types() const {
  return {"AWS::ApiGateway::Account",          "AWS::ApiGateway::Deployment",
          "AWS::ApiGateway::GatewayResponse",  "AWS::ApiGateway::Method",
          "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::Resource",
          "AWS::ApiGateway::RestApi",          "AWS::ApiGateway::Stage"};
}

core::Result<Physical> Provision::create(const ResourceRequest& request) {
  using Maker = core::Result<Physical> (Provision::*)(const ResourceRequest&);
  static constexpr std::array<std::pair<std::string_view, Maker>, 8> kMakers{{
      {"AWS::ApiGateway::Account", &Provision::account},
      {"AWS::ApiGateway::Deployment", &Provision::deployment},
      {"AWS::ApiGateway::GatewayResponse", &Provision::gateway_response},
      {"AWS::ApiGateway::Method", &Provision::method},
      {"AWS::ApiGateway::RequestValidator", &Provision::validator},
      {"AWS::ApiGateway::Resource", &Provision::resource},
      {"AWS::ApiGateway::RestApi", &Provision::rest_api},
      {"AWS::ApiGateway::Stage", &Provision::stage},
  }};
  for (const auto& [type, maker] : kMakers) {
    if (request.type == type) return (this->*maker)(request);
  }
  return bad_request(base::cat("Unrecognized resource types: [", request.type, "]"));
}

core::Result<Physical> Provision::rest_api(const ResourceRequest& request) {
  Properties properties(request);
  RestApi api{.account = request.account,
              .region = request.region,
              .owner = base::cat(request.stack_name, "/", request.logical_id),
              .name = properties.required_text("Name")};
  api.endpoint_disabled = properties.boolean("DisableExecuteApiEndpoint").value_or(false);
  for (const auto& type : properties.texts("BinaryMediaTypes")) {
    // Templates may write the slash as in JSON pointers.
    api.binary_types.push_back(base::replace_all(type, "~1", "/"));
  }
  refuse_policy(properties);
  for (const auto* name :
       {"MinimumCompressionSize", "Body", "BodyS3Location", "CloneFrom", "Parameters"}) {
    properties.refuse(name);
  }
  // There are no API keys yet, wherever they would come from; the rest steers imports.
  properties.accept({"Description", "ApiKeySourceType", "FailOnWarnings", "Mode", "Tags"});
  TERTULIA_CHECK(read_endpoint(request, properties));
  TERTULIA_CHECK(properties.finish());
  auto ids = apis_.create_rest_api(api);
  return Physical{.ref = ids.api,
                  .attributes = {{"RestApiId", ids.api}, {"RootResourceId", ids.root_resource}}};
}

core::Result<Physical> Provision::resource(const ResourceRequest& request) {
  Properties properties(request);
  const auto api = properties.required_text("RestApiId");
  const auto parent = properties.required_text("ParentId");
  const auto part = properties.required_text("PathPart");
  TERTULIA_CHECK(properties.finish());
  auto id = apis_.create_resource(api, parent, part);
  if (!id.ok()) return std::move(id).error();
  return Physical{.ref = *id, .attributes = {{"ResourceId", *id}}};
}

core::Result<Physical> Provision::method(const ResourceRequest& request) {
  auto read = read_method(request);
  if (!read.ok()) return std::move(read).error();
  TERTULIA_CHECK(
      apis_.put_method(read->api_id, read->resource_id, read->method, request.properties.dump()));
  return Physical{.ref = model::physical_name(env_, request)};
}

core::Result<Physical> Provision::validator(const ResourceRequest& request) {
  Properties properties(request);
  const auto api = properties.required_text("RestApiId");
  const bool checks = properties.boolean("ValidateRequestParameters").value_or(false);
  // Bodies are checked against models, which methods may not have yet.
  properties.accept({"Name", "ValidateRequestBody"});
  TERTULIA_CHECK(properties.finish());
  auto id = apis_.create_validator(api, checks);
  if (!id.ok()) return std::move(id).error();
  return Physical{.ref = *id, .attributes = {{"RequestValidatorId", *id}}};
}

core::Result<Physical> Provision::deployment(const ResourceRequest& request) {
  Properties properties(request);
  const auto api = properties.required_text("RestApiId");
  const auto stage = properties.text("StageName");
  properties.accept({"Description"});
  properties.refuse("DeploymentCanarySettings");
  Variables variables;
  core::Status status = core::ok();
  if (const auto* object = properties.find("StageDescription")) {
    Properties description(request, *object, "/StageDescription");
    variables = read_variables(request, description, "/StageDescription/Variables", status);
    TERTULIA_CHECK(std::move(status));
    TERTULIA_CHECK(read_stage_settings(request, description, "/StageDescription"));
    TERTULIA_CHECK(description.finish());
    if (!stage) properties.problem("StageDescription", "needs a StageName");
  }
  TERTULIA_CHECK(properties.finish());
  auto id = apis_.create_deployment(api);
  if (!id.ok()) return std::move(id).error();
  if (stage) TERTULIA_CHECK(apis_.create_stage(api, *stage, *id, variables));
  return Physical{.ref = *id, .attributes = {{"DeploymentId", *id}}};
}

core::Result<Physical> Provision::stage(const ResourceRequest& request) {
  Properties properties(request);
  const auto api = properties.required_text("RestApiId");
  const auto name = properties.required_text("StageName");
  const auto deployment = properties.required_text("DeploymentId");
  core::Status status = core::ok();
  const auto variables = read_variables(request, properties, "/Variables", status);
  TERTULIA_CHECK(std::move(status));
  TERTULIA_CHECK(read_stage_settings(request, properties, {}));
  TERTULIA_CHECK(properties.finish());
  TERTULIA_CHECK(apis_.create_stage(api, name, deployment, variables));
  return Physical{.ref = name};
}

core::Result<Physical> Provision::gateway_response(const ResourceRequest& request) {
  auto read = read_gateway_response(request);
  if (!read.ok()) return std::move(read).error();
  TERTULIA_CHECK(apis_.put_gateway_response(read->api_id, read->type, request.properties.dump()));
  auto name = model::physical_name(env_, request);
  return Physical{.ref = name, .attributes = {{"Id", name}}};
}

/// Its role is for writing logs, which stages may not ask for yet.
core::Result<Physical> Provision::account(const ResourceRequest& request) {
  Properties properties(request);
  properties.accept({"CloudWatchRoleArn"});
  TERTULIA_CHECK(properties.finish());
  auto name = model::physical_name(env_, request);
  return Physical{.ref = name, .attributes = {{"Id", name}}};
}

}  // namespace tertulia::apigateway

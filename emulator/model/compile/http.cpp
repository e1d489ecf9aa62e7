#include "emulator/model/compile/http.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/core/time.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/naming.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

constexpr const char* kApi = "ApiGatewayRestApi";

std::vector<HttpEvent> read_events(Service& service) {
  std::vector<HttpEvent> result;
  for (std::size_t index = 0; index < service.functions.size(); ++index) {
    const Function& function = service.functions[index];
    const Value* events = function.config.find("events");
    if (events == nullptr) continue;
    for (std::size_t number = 0; number < events->items.size(); ++number) {
      const Value* http = events->items[number].find("http");
      if (http == nullptr || http->is_null()) continue;
      auto event = read_http_event(service, function, *http,
                                   base::cat(function.config.path("events"), ".", number, ".http"));
      if (!event) continue;
      service.infos[index].events.push_back({.type = "http",
                                             .trigger = base::cat(event->method, " ", event->path),
                                             .where = event->where});
      result.push_back(*std::move(event));
    }
  }
  return result;
}

void add_api(Service& service, const Section& settings, const Where& where) {
  json properties = {
      {"Name", service.provider.text("apiName").value_or(
                   settings.boolean("shouldStartNameWithService").value_or(false)
                       ? base::cat(service.name, "-", service.stage)
                       : base::cat(service.stage, "-", service.name))},
      {"EndpointConfiguration",
       {{"Types",
         json::array({base::upper(service.provider.text("endpointType").value_or("EDGE"))})}}},
      // The framework always sets a policy, so that one which was removed is removed.
      {"Policy", ""}};
  if (const Value* types = settings.list("binaryMediaTypes")) {
    properties["BinaryMediaTypes"] = to_json(*types);
  }
  if (const auto disabled = settings.boolean("disableDefaultEndpoint")) {
    properties["DisableExecuteApiEndpoint"] = *disabled;
  }
  if (const auto source = settings.text("apiKeySourceType")) {
    properties["ApiKeySourceType"] = base::upper(*source);
  }
  if (const auto size = settings.integer("minimumCompressionSize")) {
    properties["MinimumCompressionSize"] = *size;
  }
  if (const auto text = settings.text("description")) properties["Description"] = *text;
  if (const Value* tags = service.provider.map("tags")) properties["Tags"] = tags_of(*tags);
  service.add(kApi, {{"Type", "AWS::ApiGateway::RestApi"}, {"Properties", std::move(properties)}},
              where);
}

json resource_id(const std::string& path) {
  if (path.empty()) return {{"Fn::GetAtt", json::array({kApi, "RootResourceId"})}};
  return ref_to("ApiGatewayResource" + normalized_path(path));
}

// One resource for each part of each path, the first time it is needed.
void add_resources(Service& service, const std::vector<HttpEvent>& events) {
  std::map<std::string, std::string> owners;
  for (const HttpEvent& event : events) {
    std::string path;
    std::string parent;
    if (event.path.empty()) continue;
    for (const std::string_view part : base::split(event.path, '/')) {
      parent = path;
      base::append(path, path.empty() ? "" : "/", part);
      const std::string id = "ApiGatewayResource" + normalized_path(path);
      const auto [owner, is_new] = owners.emplace(id, path);
      if (!is_new && owner->second != path) {
        service.found.error(event.where, event.settings.path(),
                            base::cat("the paths \"", owner->second, "\" and \"", path,
                                      "\" would both be the resource ", id),
                            "rename one of them");
      }
      if (!is_new) continue;
      service.add(
          id,
          {{"Type", "AWS::ApiGateway::Resource"},
           {"Properties",
            {{"ParentId", resource_id(parent)}, {"PathPart", part}, {"RestApiId", ref_to(kApi)}}}},
          event.where);
    }
  }
}

std::string method_id(const std::string& path, const std::string& method) {
  return base::cat("ApiGatewayMethod", normalized_path(path), upper_first(base::lower(method)));
}

void add_preflights(Service& service, const std::vector<HttpEvent>& events, json& methods) {
  // In the order in which the paths appear.
  std::vector<std::pair<const HttpEvent*, Cors>> paths;
  for (const HttpEvent& event : events) {
    if (!event.cors) continue;
    auto known = std::find_if(paths.begin(), paths.end(), [&event](const auto& each) {
      return each.first->path == event.path;
    });
    if (known == paths.end()) known = paths.insert(paths.end(), {&event, Cors{}});
    merge_cors(known->second, *event.cors);
  }
  for (const auto& [event, cors] : paths) {
    const std::string id = method_id(event->path, "options");
    json method = preflight_method(cors);
    method["Properties"]["ResourceId"] = resource_id(event->path);
    method["Properties"]["RestApiId"] = ref_to(kApi);
    service.add(id, std::move(method), event->where);
    methods.push_back(id);
  }
}

// {"method.request.querystring.page": true}: whether each is required.
json request_parameters(const Section& settings) {
  json result = json::object();
  const Section parameters = settings.section("request").section("parameters");
  static constexpr std::array kPlaces{Key{"querystrings"}, Key{"paths"}, Key{"headers"}};
  parameters.check(kPlaces);
  for (const auto& [key, place] : {std::pair("querystrings", "querystring"),
                                   std::pair("paths", "path"), std::pair("headers", "header")}) {
    const Value* names = parameters.map(key);
    if (names == nullptr) continue;
    for (const Member& each : names->members) {
      bool required = each.value.is_boolean() ? each.value.boolean : true;
      if (const Value* own = each.value.find("required")) required = own->boolean;
      result[base::cat("method.request.", place, ".", each.key)] = required;
    }
  }
  return result;
}

json proxy_integration(const Service& service, const HttpEvent& event) {
  json integration = {
      {"IntegrationHttpMethod", "POST"},
      {"Type", "AWS_PROXY"},
      {"Uri",
       joined(json::array({"arn:", ref_to("AWS::Partition"), ":apigateway:", ref_to("AWS::Region"),
                           ":lambda:path/2015-03-31/functions/",
                           arn_of(event.function->id + "LambdaFunction"), "/invocations"}))}};
  auto timeout = event.settings.integer("timeoutInMillis");
  if (!timeout) timeout = service.provider.section("apiGateway").integer("timeoutInMillis");
  if (timeout) integration["TimeoutInMillis"] = *timeout;
  return integration;
}

void add_method(Service& service, const HttpEvent& event, json& methods) {
  const std::string id = method_id(event.path, event.method);
  // A preflight that a function answers itself replaces the one made for it.
  const bool listed = std::find(methods.begin(), methods.end(), id) != methods.end();
  if (listed && event.method != "OPTIONS") {
    service.found.warn(event.where, event.settings.path(),
                       base::cat(event.method, " /", event.path,
                                 " is also handled elsewhere; the later one counts"));
  }
  json properties = {{"HttpMethod", event.method},
                     {"RequestParameters", request_parameters(event.settings)},
                     {"ResourceId", resource_id(event.path)},
                     {"RestApiId", ref_to(kApi)},
                     {"ApiKeyRequired", event.settings.boolean("private").value_or(false)},
                     {"AuthorizationType", "NONE"},
                     {"Integration", proxy_integration(service, event)},
                     {"MethodResponses", json::array()}};
  if (const auto operation = event.settings.text("operationId")) {
    properties["OperationName"] = *operation;
  }
  service.add(id,
              {{"Type", "AWS::ApiGateway::Method"},
               {"Properties", std::move(properties)},
               {"DependsOn", json::array({event.function->id + "LambdaPermissionApiGateway"})}},
              event.where);
  methods.push_back(id);
}

void add_permission(Service& service, const HttpEvent& event) {
  service.add(
      event.function->id + "LambdaPermissionApiGateway",
      {{"Type", "AWS::Lambda::Permission"},
       {"Properties",
        {{"FunctionName", arn_of(event.function->id + "LambdaFunction")},
         {"Action", "lambda:InvokeFunction"},
         {"Principal", "apigateway.amazonaws.com"},
         {"SourceArn", joined(json::array({"arn:", ref_to("AWS::Partition"), ":execute-api:",
                                           ref_to("AWS::Region"), ":", ref_to("AWS::AccountId"),
                                           ":", ref_to(kApi), "/*/*"}))}}}},
      event.where);
}

void add_deployment(Service& service, const Section& settings, json methods, const Where& where) {
  json properties = {{"RestApiId", ref_to(kApi)},
                     {"StageName", settings.text("stage").value_or(service.stage)}};
  if (const auto text = settings.text("description")) properties["Description"] = *text;
  service.add(base::cat("ApiGatewayDeployment", core::epoch_ms(service.options.now)),
              {{"Type", "AWS::ApiGateway::Deployment"},
               {"Properties", std::move(properties)},
               {"DependsOn", std::move(methods)}},
              where);
  service.outputs["ServiceEndpoint"] = {
      {"Description", "URL of the service endpoint"},
      {"Value",
       joined(json::array({"https://", ref_to(kApi), ".execute-api.", ref_to("AWS::Region"), ".",
                           ref_to("AWS::URLSuffix"), "/" + service.stage}))}};
}

}  // namespace

void add_http_events(Service& service) {
  const std::vector<HttpEvent> events = read_events(service);
  const Section settings = service.provider.section("apiGateway");
  settings.check(provider_api_gateway_keys());
  if (events.empty()) return;
  const Where where = service.provider.find("apiGateway") != nullptr
                          ? service.provider.where("apiGateway")
                          : events.front().where;
  add_api(service, settings, where);
  add_resources(service, events);
  json methods = json::array();
  add_preflights(service, events, methods);
  for (const HttpEvent& event : events) add_method(service, event, methods);
  for (const HttpEvent& event : events) add_permission(service, event);
  add_deployment(service, settings, std::move(methods), where);
}

}  // namespace tertulia::model::compile

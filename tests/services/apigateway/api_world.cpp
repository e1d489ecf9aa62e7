#include "tests/services/apigateway/api_world.hpp"

#include <gtest/gtest.h>

namespace tertulia::apigateway {
namespace {

core::Result<model::Physical> create(ApiWorld& world, std::string_view type,
                                     const Json& properties) {
  const auto inside = world.monitor.enter();
  return world.provision.create({.logical_id = "Thing",
                                 .type = std::string(type),
                                 .properties = properties,
                                 .stack_name = "app-dev",
                                 .account = world.env.account,
                                 .region = world.env.region,
                                 .root = "/",
                                 .where = {}});
}

}  // namespace

core::Status FakeLambda::deliver(const core::Arn& /*target*/, core::Event /*event*/) {
  return core::ApiError{.code = "Unexpected", .message = "an API asks, it does not deliver"};
}

void FakeLambda::request(const core::Arn& target, core::Event event,
                         core::Reply<core::EventReply> reply) {
  requests.emplace_back(target, std::move(event));
  if (answer) {
    reply(*answer);
  } else {
    reply_later = std::move(reply);
  }
}

ApiWorld::ApiWorld() {
  delivery.add("lambda", lambda);
  make_api();
}

model::Physical ApiWorld::make(std::string_view type, const Json& properties) {
  auto made = create(*this, type, properties);
  if (!made.ok()) {
    ADD_FAILURE() << type << ": " << made.error().message;
    return {};
  }
  return *made;
}

std::string ApiWorld::refusal(std::string_view type, const Json& properties) {
  const auto made = create(*this, type, properties);
  return made.ok() ? std::string() : made.error().message;
}

void ApiWorld::make_api(const Json& more) {
  Json properties{{"Name", "dev-app"}};
  properties.update(more);
  const auto api = make("AWS::ApiGateway::RestApi", properties);
  api_id = api.ref;
  root = api.attributes.at("RootResourceId");
  resources = {{"", root}};
}

std::string ApiWorld::resource(const std::string& path) {
  if (const auto found = resources.find(path); found != resources.end()) return found->second;
  const auto slash = path.rfind('/');
  const auto id = make("AWS::ApiGateway::Resource", {{"RestApiId", api_id},
                                                     {"ParentId", resource(path.substr(0, slash))},
                                                     {"PathPart", path.substr(slash + 1)}})
                      .ref;
  return resources[path] = id;
}

void ApiWorld::add(const std::string& path, const std::string& verb, const Json& more) {
  Json properties{
      {"RestApiId", api_id},
      {"ResourceId", resource(path == "/" ? "" : path)},
      {"HttpMethod", verb},
      {"AuthorizationType", "NONE"},
      {"Integration",
       {{"Type", "AWS_PROXY"}, {"IntegrationHttpMethod", "POST"}, {"Uri", hello_uri()}}}};
  properties.update(more);
  make("AWS::ApiGateway::Method", properties);
}

void ApiWorld::deploy(const std::string& stage) {
  make("AWS::ApiGateway::Deployment", {{"RestApiId", api_id}, {"StageName", stage}});
}

core::HttpResponse ApiWorld::send(core::HttpRequest request, const std::string& path,
                                  const std::string& stage) {
  core::HttpResponse answer{.status = 0, .headers = {}, .body = "no answer"};
  const auto query = path.find('?');
  if (request.target == "/") request.target = "/" + stage + path;
  {
    const auto inside = monitor.enter();
    apis.serve({.api_id = api_id, .stage = stage, .path = path.substr(0, query)},
               std::move(request),
               [&answer](core::HttpResponse response) { answer = std::move(response); });
  }
  return answer;
}

core::HttpResponse ApiWorld::send(std::string_view verb, const std::string& path) {
  core::HttpRequest request;
  request.method = verb;
  return send(std::move(request), path);
}

core::HttpResponse ApiWorld::get_when(std::string_view payload) {
  lambda.answer = core::EventReply{.payload = std::string(payload)};
  return get("/hello");
}

Json cors_method(const std::string& origin_template) {
  const Json parameters{{"method.response.header.Access-Control-Allow-Origin", "'*'"},
                        {"method.response.header.Access-Control-Allow-Methods", "'OPTIONS,GET'"},
                        {"method.response.header.Access-Control-Allow-Headers", "'Content-Type'"}};
  Json declared = Json::object();
  for (const auto& item : parameters.items()) declared[item.key()] = true;
  return {{"MethodResponses", Json::array({{{"StatusCode", "200"},
                                            {"ResponseParameters", declared},
                                            {"ResponseModels", Json::object()}}})},
          {"RequestParameters", Json::object()},
          {"Integration",
           {{"Type", "MOCK"},
            {"RequestTemplates", {{"application/json", "{statusCode:200}"}}},
            {"ContentHandling", "CONVERT_TO_TEXT"},
            {"IntegrationResponses",
             Json::array({{{"StatusCode", "200"},
                           {"ResponseParameters", parameters},
                           {"ResponseTemplates", {{"application/json", origin_template}}}}})}}}};
}

std::string hello_uri() {
  return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
         "arn:aws:lambda:us-east-1:000000000000:function:hello/invocations";
}

}  // namespace tertulia::apigateway

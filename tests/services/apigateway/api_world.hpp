/// A world with API Gateway alone: templates make its APIs, and a stand-in takes what it sends to
/// Lambda.
///
///   ApiWorld world;
///   world.add("/hello/{name}", "GET");
///   world.deploy("dev");
///   auto answer = world.get("/hello/eva");
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/core/delivery.hpp"
#include "emulator/core/http.hpp"
#include "emulator/services/apigateway/apigateway.hpp"
#include "emulator/services/apigateway/provision.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::apigateway {

using Json = nlohmann::json;

/// Answers every request at once with `answer`, or keeps it for `reply_later` when that is empty.
struct FakeLambda final : core::DeliveryTarget {
  core::Status deliver(const core::Arn& target, core::Event event) override;
  void request(const core::Arn& target, core::Event event,
               core::Reply<core::EventReply> reply) override;

  std::optional<core::Result<core::EventReply>> answer =
      core::EventReply{.payload = R"({"statusCode":200,"body":"ok"})"};
  std::vector<std::pair<core::Arn, core::Event>> requests;
  core::Reply<core::EventReply> reply_later = nullptr;
};

struct ApiWorld : harness::WorldBase {
  ApiWorld();

  /// Makes a resource of a template; fails the test when it is refused.
  model::Physical make(std::string_view type, const Json& properties);
  /// The refusal's message, empty for none.
  std::string refusal(std::string_view type, const Json& properties);

  /// Makes the API, with more properties of AWS::ApiGateway::RestApi.
  void make_api(const Json& more = Json::object());
  /// The id of the resource of that path, made with its parents when it is not there yet.
  std::string resource(const std::string& path);
  /// A method with a Lambda proxy (or `integration`), with more properties.
  void add(const std::string& path, const std::string& verb, const Json& more = Json::object());
  void deploy(const std::string& stage = "dev");

  core::HttpResponse send(core::HttpRequest request, const std::string& path,
                          const std::string& stage = "dev");
  core::HttpResponse send(std::string_view verb, const std::string& path);
  core::HttpResponse get(const std::string& path) { return send("GET", path); }
  /// The answer to a request when the function returns `payload`.
  core::HttpResponse get_when(std::string_view payload);
  /// The event of the last request.
  Json event() const { return Json::parse(lambda.requests.back().second.payload); }

  FakeLambda lambda;
  core::Delivery delivery;
  ApiGateway apis{database, env, monitor, delivery};
  Provision provision{apis, env};
  std::string api_id;
  std::string root;
  std::map<std::string, std::string> resources;
};

/// The integration of the Serverless Framework's CORS preflight for `origin_template`, and the
/// method's responses that go with it.
Json cors_method(const std::string& origin_template = "");

/// "arn:aws:apigateway:…/invocations" of the function "hello".
std::string hello_uri();

}  // namespace tertulia::apigateway

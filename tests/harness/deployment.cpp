#include "tests/harness/deployment.hpp"

#include <cstdlib>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/edge/client/http_client.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

json object_or_null(const std::map<std::string, std::string>& map) {
  return map.empty() ? json(nullptr) : json(map);
}

/// The event that API Gateway would send, as far as handlers look at it: as the steps of the course
/// make it.
json event_of(const ApiCall& call) {
  json multi = json::object();
  for (const auto& [name, value] : call.headers) multi[name] = json::array({value});
  return {{"resource", call.resource.empty() ? call.path : call.resource},
          {"path", call.path},
          {"httpMethod", call.method},
          {"headers", call.headers},
          {"multiValueHeaders", multi},
          {"queryStringParameters", object_or_null(call.query)},
          {"pathParameters", object_or_null(call.path_parameters)},
          {"requestContext", {{"requestId", "test"}, {"stage", "dev"}}},
          {"body", call.body.empty() ? json(nullptr) : json(call.body)},
          {"isBase64Encoded", false}};
}

ApiReply reply_of(const Invoked& invoked) {
  if (invoked.failed) return {.status = 502, .headers = {}, .body = invoked.payload.dump()};
  ApiReply reply{.status = invoked.payload.at("statusCode").get<int>(), .headers = {}, .body = {}};
  reply.body = invoked.payload.value("body", "");
  const auto headers = invoked.payload.find("headers");
  if (headers != invoked.payload.end() && headers->is_object()) {
    for (const auto& [name, value] : headers->items()) {
      reply.headers[base::lower(name)] = value.get<std::string>();
    }
  }
  return reply;
}

core::HttpRequest request_of(const ApiCall& call) {
  core::HttpRequest request;
  request.method = call.method;
  request.target = call.path;
  char mark = '?';
  for (const auto& [name, value] : call.query) {
    base::append(request.target, mark, base::percent_encode(name), "=",
                 base::percent_encode(value));
    mark = '&';
  }
  for (const auto& [name, value] : call.headers) request.headers.add(name, value);
  request.body = call.body;
  return request;
}

ApiReply reply_of(core::HttpResponse response) {
  ApiReply reply{.status = response.status, .headers = {}, .body = std::move(response.body)};
  for (const auto& [name, value] : response.headers) reply.headers[base::lower(name)] = value;
  return reply;
}

/// An emulator in this process; the subclasses differ in how they call.
class OwnEmulator : public Deployment {
 public:
  explicit OwnEmulator(const Options& options) : emulator_(TestEmulator::as_new(options)) {}
  void advance(std::chrono::milliseconds span) override { emulator_->advance(span); }
  void settle() override { emulator_->settle(); }
  json invocations(std::string_view function) override { return emulator_->invocations(function); }
  std::vector<std::string> logs(std::string_view function) override {
    return emulator_->logs(function);
  }

 protected:
  std::shared_ptr<TestEmulator> emulator_;
};

class HandlerDeployment final : public OwnEmulator {
 public:
  using OwnEmulator::OwnEmulator;
  ApiReply call(std::string_view function, const ApiCall& call) override {
    return reply_of(emulator_->invoke(function, event_of(call)));
  }
};

class HttpDeployment final : public OwnEmulator {
 public:
  explicit HttpDeployment(const Options& options) : OwnEmulator(options) {
    emulator_->listen();
    client_ = std::make_unique<edge::HttpClient>(emulator_->api_url());
  }
  ApiReply call(std::string_view /*function*/, const ApiCall& call) override {
    return reply_of(client_->send(request_of(call)));
  }

 private:
  std::unique_ptr<edge::HttpClient> client_;
};

class RemoteDeployment final : public Deployment {
 public:
  RemoteDeployment(const std::string& base_url, const std::string& admin_url) : api_(base_url) {
    if (!admin_url.empty()) admin_ = std::make_unique<edge::HttpClient>(admin_url);
  }
  ApiReply call(std::string_view /*function*/, const ApiCall& call) override {
    return reply_of(api_.send(request_of(call)));
  }
  [[nodiscard]] bool is_controlled() const override { return admin_ != nullptr; }
  void advance(std::chrono::milliseconds span) override {
    const json body{{"seconds", static_cast<double>(span.count()) / 1000}};
    admin("POST", "/_tertulia/clock/advance", body.dump());
  }
  void settle() override { admin("POST", "/_tertulia/settle", {}); }
  json invocations(std::string_view function) override {
    json mine = json::array();
    for (auto& one : admin("GET", "/_tertulia/invocations", {})) {
      // The name is "service-stage-function".
      if (function.empty() ||
          one.at("function").get<std::string>().ends_with(base::cat("-", function))) {
        mine.push_back(std::move(one));
      }
    }
    return mine;
  }
  std::vector<std::string> logs(std::string_view function) override {
    std::vector<std::string> mine;
    for (const auto& event : admin("GET", "/_tertulia/logs", {})) {
      if (event.at("group").get<std::string>().ends_with(base::cat("-", function))) {
        mine.push_back(event.at("message").get<std::string>());
      }
    }
    return mine;
  }

 private:
  json admin(std::string method, std::string target, std::string body) {
    if (admin_ == nullptr) throw DeploymentError("AWS_ENDPOINT_URL names no emulator to control");
    core::HttpRequest request{
        .method = std::move(method), .target = std::move(target), .headers = {}};
    request.headers.add("Content-Type", "application/json");
    request.body = std::move(body);
    const auto response = admin_->send(request);
    if (response.status >= 300) {
      throw DeploymentError(base::cat(request.target, ": ", response.status, " ", response.body));
    }
    return json::parse(response.body);
  }

  edge::HttpClient api_;
  std::unique_ptr<edge::HttpClient> admin_;
};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::unique_ptr<Deployment> handler_deployment(const Options& options) {
  return std::make_unique<HandlerDeployment>(options);
}

std::unique_ptr<Deployment> http_deployment(const Options& options) {
  return std::make_unique<HttpDeployment>(options);
}

std::unique_ptr<Deployment> remote_deployment(const std::string& base_url,
                                              const std::string& admin_url) {
  return std::make_unique<RemoteDeployment>(base_url, admin_url);
}

std::unique_ptr<Deployment> Deployment::from_environment(const Options& options) {
  const auto mode = variable("TEST_MODE");
  if (mode.empty() || mode == "handler") return handler_deployment(options);
  if (mode != "http") throw DeploymentError("TEST_MODE is handler or http, not " + mode);
  const auto base_url = variable("TEST_BASE_URL");
  if (base_url.empty()) return http_deployment(options);
  return remote_deployment(base_url, variable("AWS_ENDPOINT_URL"));
}

}  // namespace tertulia::harness

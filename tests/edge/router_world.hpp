/// The router in front of the three test services, with keys, APIs and an admin endpoint that the
/// test can look into.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "emulator/edge/router/aws_router.hpp"
#include "tests/wire/three_services.hpp"

namespace tertulia::edge::testing {

class TestCredentials final : public core::Credentials {
 public:
  [[nodiscard]] core::AccessKey issue(const core::Principal& principal,
                                      std::optional<core::Time> expires) override {
    core::AccessKey key{
        .id = "ASIAEXAMPLE", .secret = "secret", .session_token = "token", .expires = expires};
    known_.insert_or_assign(key.id, Known{.key = key, .principal = principal});
    return key;
  }
  [[nodiscard]] std::optional<Known> find(std::string_view key_id) override {
    const auto found = known_.find(key_id);
    if (found == known_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::map<std::string, Known, std::less<>> known_;
};

class TestApi final : public core::ExecuteApi {
 public:
  void serve(Target target, core::HttpRequest /*request*/, core::HttpReply reply) override {
    served = std::move(target);
    // The router is inside the monitor, where the answer may not be given.
    core.after_leaving(
        [reply = std::move(reply)] { reply({.status = 299, .headers = {}, .body = "api"}); });
  }
  [[nodiscard]] std::string default_api() const override { return api; }

  explicit TestApi(core::Core& monitor) : core(monitor) {}
  core::Core& core;
  std::string api = "default1";
  Target served;
};

class TestAdmin final : public core::HttpEndpoint {
 public:
  void serve(core::HttpRequest request, core::HttpReply reply) override {
    reply({.status = 200, .headers = {}, .body = "admin " + request.target});
  }
};

struct RouterWorld : wire::testing::ThreeServices {
  TestCredentials credentials;
  TestApi api{core};
  TestAdmin admin;
  AwsRouter router{core, env, dispatcher, credentials, api, admin};

  /// The answer to a request; status 0 as long as there is none.
  core::HttpResponse serve(core::HttpRequest request) {
    core::HttpResponse answer{.status = 0, .headers = {}, .body = {}};
    router.serve(std::move(request),
                 [&](core::HttpResponse response) { answer = std::move(response); });
    return answer;
  }
};

[[nodiscard]] inline core::HttpRequest request_to(std::string method, std::string target) {
  core::HttpRequest request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.headers.add("Host", "127.0.0.1:4566");
  return request;
}
[[nodiscard]] inline core::HttpRequest echo_request(std::string body = R"({"Count":1})") {
  auto request = request_to("POST", "/");
  request.headers.add("X-Amz-Target", "Notes_20200101.Echo");
  request.headers.add("Content-Type", "application/x-amz-json-1.0");
  request.body = std::move(body);
  return request;
}

struct Signer {
  std::string key = "test";
  std::string secret = "test";
  std::string token = {};
  std::string service = "jsonnotes";
  std::string region = "eu-west-1";
};
/// The request with a right signature at the virtual clock's start.
[[nodiscard]] inline core::HttpRequest signed_by(core::HttpRequest request, const Signer& signer) {
  wire::sigv4::Signed found{.key_id = signer.key,
                            .date = "20260101",
                            .region = signer.region,
                            .service = signer.service,
                            .signed_headers = "host;x-amz-date",
                            .timestamp = "20260101T000000Z"};
  request.headers.add("X-Amz-Date", found.timestamp);
  if (!signer.token.empty()) request.headers.add("X-Amz-Security-Token", signer.token);
  const auto canonical =
      wire::sigv4::canonical_request(request, found, wire::sigv4::PathStyle::kEncodedTwice);
  request.headers.add(
      "Authorization",
      base::cat("AWS4-HMAC-SHA256 Credential=", signer.key, "/", found.scope(),
                ", SignedHeaders=", found.signed_headers, ", Signature=",
                wire::sigv4::signature(signer.secret, found,
                                       wire::sigv4::string_to_sign(found, canonical))));
  return request;
}

}  // namespace tertulia::edge::testing

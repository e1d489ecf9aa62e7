/// Lambda alone, with a scripted host in place of user code: everything happens on the test's own
/// thread, in virtual time.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/core/http.hpp"
#include "emulator/services/lambda/operations.hpp"
#include "emulator/services/lambda/provision.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::lambda {

/// Answers each invocation at once, by default with its own payload; or keeps it until `finish`.
class ScriptedHost final : public core::HandlerHost {
 public:
  void start(core::Invocation invocation, base::UniqueFunction<void(core::Outcome)> done) override;
  /// What the next invocations come to, one each; then again as by default.
  void then(core::Outcome outcome) { script_.push_back(std::move(outcome)); }
  void hold() { is_held_ = true; }
  /// Answers the invocation that was kept first.
  void finish(core::Outcome outcome);

  std::vector<core::Invocation> invocations;

 private:
  std::deque<core::Outcome> script_;
  std::deque<base::UniqueFunction<void(core::Outcome)>> held_;
  bool is_held_ = false;
};

[[nodiscard]] core::Outcome returned(std::string payload);
[[nodiscard]] core::Outcome failed(std::string_view message);
[[nodiscard]] core::Outcome timed_out();

struct LogLine {
  std::string group;
  std::string stream;
  core::Time time;
  std::string message;
};

class KeptLogs final : public core::LogSink {
 public:
  void append(std::string_view group, std::string_view stream, core::Time time,
              std::string message) override {
    lines.push_back({std::string(group), std::string(stream), time, std::move(message)});
  }
  [[nodiscard]] std::vector<std::string> messages() const;
  std::vector<LogLine> lines;
};

class CountedCredentials final : public core::Credentials {
 public:
  core::AccessKey issue(const core::Principal& principal, std::optional<core::Time>) override {
    ++issued;
    return {.id = "ASIA" + principal.role, .secret = "secret", .session_token = "token"};
  }
  std::optional<Known> find(std::string_view) override { return std::nullopt; }
  int issued = 0;
};

/// Where dead letters arrive, or are refused.
class Letters final : public core::DeliveryTarget {
 public:
  core::Status deliver(const core::Arn& target, core::Event event) override;
  std::vector<std::pair<std::string, core::Event>> arrived;
  bool refuses = false;
};

struct LambdaWorld : harness::WorldBase {
  explicit LambdaWorld(const Limits& limits = {});

  /// Makes a resource of a template; throws std::runtime_error with the error's message.
  model::Physical provide(std::string_view type, const nlohmann::json& properties,
                          std::string logical_id = "R");
  /// The error of a resource that cannot be made.
  core::ApiError refusal(std::string_view type, const nlohmann::json& properties);
  /// A function "f" with the least that it needs, and `more`.
  model::Physical function(const nlohmann::json& more = nlohmann::json::object());
  /// A request as a client sends it.
  core::HttpResponse http(std::string_view method, std::string_view target, std::string body = {},
                          const std::vector<core::Headers::Entry>& headers = {});
  core::HttpResponse invoke(std::string payload,
                            const std::vector<core::Headers::Entry>& headers = {});
  nlohmann::json invocations(const core::Inspector::Query& query = {});
  /// What another service asks for.
  core::Status deliver(std::string_view arn, core::Event event);
  core::Result<core::EventReply> request(std::string_view arn, core::Event event);

  ScriptedHost host;
  KeptLogs logs;
  CountedCredentials credentials;
  Letters letters;
  core::Delivery delivery;
  Lambda lambda;
  Provision provision{lambda, env};
};

inline constexpr std::string_view kFunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:f";

/// An event from a topic that `permission()` lets in.
[[nodiscard]] core::Event from_topic(std::string payload = "{}");
[[nodiscard]] nlohmann::json topic_permission();

}  // namespace tertulia::lambda

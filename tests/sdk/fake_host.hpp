/// A host for one handler at a time: services answer what the test has written down, the clock
/// stands where it was put, and what the handler did can be read afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/host.h"

namespace tertulia::sdk::test {

/// A call of a service that a handler made.
struct Called {
  std::string service;
  std::string operation;
  nlohmann::json input;
};

/// What a service answers.
struct Answer {
  int status = 200;
  nlohmann::json body = nlohmann::json::object();
};

/// The answer of a service that refuses.
[[nodiscard]] Answer refusal(std::string_view code, std::string_view message, int status = 400);

/// How an invocation ended.
struct Ended {
  bool failed = false;
  std::string text;
  nlohmann::json result;
  /// For API Gateway: the reply's status, and its body when that is JSON.
  [[nodiscard]] int status() const { return result.at("statusCode").get<int>(); }
  [[nodiscard]] nlohmann::json body() const {
    return nlohmann::json::parse(result.at("body").get<std::string>());
  }
};

class FakeHost {
 public:
  FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  std::map<std::string, std::string, std::less<>> environment;
  /// By "service.Operation"; calls of others are refused with UnknownOperationException.
  std::map<std::string, std::function<Answer(const nlohmann::json& input)>> services;
  std::int64_t now_ms = 1'767'261'600'000;
  std::int64_t remaining_ms = 3000;

  std::vector<Called> calls;
  std::vector<std::string> log;

  /// The calls of one operation.
  [[nodiscard]] std::vector<Called> calls_of(std::string_view operation) const;
  /// The log's lines as JSON.
  [[nodiscard]] std::vector<nlohmann::json> log_lines() const;
  /// Lets time pass.
  void advance(Milliseconds span) { now_ms += span.count(); }

  /// Runs a handler once with the payload.
  Ended invoke(tertulia_handler_fn handler, std::string_view payload);

  /// The context of an invocation that never ends, for what needs no handler.
  Context& context() { return context_; }

 private:
  static tertulia_text env(void* self, tertulia_text name);
  static std::uint64_t random(void* self);
  static std::int32_t call(void* self, tertulia_text service, tertulia_text operation,
                           tertulia_text request, tertulia_sink reply, void* target);

  tertulia_host host_;
  tertulia_invocation invocation_;
  std::uint64_t random_ = 0;
  Context context_;
};

/// A shared object of the build, loaded as a host does.
class LoadedFunction {
 public:
  /// "helloWorld"; throws std::runtime_error.
  explicit LoadedFunction(const std::string& name);
  ~LoadedFunction();
  LoadedFunction(const LoadedFunction&) = delete;
  LoadedFunction& operator=(const LoadedFunction&) = delete;

  [[nodiscard]] tertulia_handler_fn handler() const { return handler_; }

 private:
  void* library_;
  tertulia_handler_fn handler_;
};

/// The path of a function's shared object.
[[nodiscard]] std::string path_of_function(const std::string& name);
/// A file below fixtures/.
[[nodiscard]] std::string fixture(const std::string& path);

}  // namespace tertulia::sdk::test

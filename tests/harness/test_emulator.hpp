/// An emulator for one test: in memory, with a virtual clock and a fixed seed, ready in
/// milliseconds.
///
///   tertulia::harness::TestEmulator emulator({.config = "serverless.yml"});
///   const auto answer = emulator.invoke("hello", {{"name", "Ada"}});
///   EXPECT_EQ(answer.payload["message"], "Hello Ada");
///   emulator.advance(std::chrono::minutes(3));     // no test sleeps
///
/// A bug that the emulator meets inside itself fails the test that saw it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/core/http.hpp"

namespace tertulia::app {
class Emulator;
class Server;
}  // namespace tertulia::app

namespace tertulia::harness {

struct Options {
  /// The service's file; empty for bare services.
  std::string config = {};
  /// Where the handlers' shared objects are.
  std::vector<std::string> function_folders = {};
  /// A file of what exists before the application is deployed.
  std::string given = {};
  /// Files of items, as `tertulia seed` takes them, by the table that they are loaded into once the
  /// application is deployed.
  std::map<std::string, std::string> items = {};
  std::string stage = {};
  std::string region = {};
  /// What `${env:…}` sees; nothing else of the process's environment.
  std::map<std::string, std::string> environment = {};
  std::uint64_t seed = 1;
  bool skip_unsupported = false;
  /// How long a second of a handler's time limit takes, in seconds.
  double time_scale = 1;

  friend bool operator==(const Options&, const Options&) = default;
};

/// The application cannot be loaded or deployed; the text is what a user would read.
struct DeploymentError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What an invocation returned.
struct Invoked {
  nlohmann::json payload;
  /// Whether the function failed: then the payload is its error object.
  bool failed = false;
  /// The last 4 KB of its log.
  std::string log;
};

/// The answer of an AWS operation.
struct AwsAnswer {
  int status = 0;
  nlohmann::json body;
  [[nodiscard]] bool ok() const { return status < 300; }
};

class TestEmulator {
 public:
  /// Throws DeploymentError.
  explicit TestEmulator(const Options& options = {});
  ~TestEmulator();
  /// The same in a tenth of the time where many tests have one application: an emulator of equal
  /// options that this process made before and nobody holds any more, brought back to how it was
  /// when new; a new one when there is none. The files that the options name are read once.
  [[nodiscard]] static std::shared_ptr<TestEmulator> as_new(const Options& options);
  TestEmulator(const TestEmulator&) = delete;
  TestEmulator& operator=(const TestEmulator&) = delete;

  /// Calls an AWS operation as the administrator: ("dynamodb", "Scan", {{"TableName", "t"}}).
  AwsAnswer aws(std::string_view service, std::string_view operation, const nlohmann::json& input);
  /// Invokes a function, by its name in serverless.yml, and waits for its answer.
  Invoked invoke(std::string_view function, const nlohmann::json& event);
  /// A request to the application's API, without a socket: "/api/hello" of the deployed stage.
  core::HttpResponse request(core::HttpRequest request);

  /// Lets virtual time pass; all that falls due happens, in order, and is over when this returns.
  void advance(std::chrono::milliseconds span);
  /// Waits for all that is under way and due.
  void settle();

  [[nodiscard]] std::string snapshot();
  void restore(const std::string& snapshot);
  void reset();

  /// Every invocation so far: {"function", "attempt", "event", "outcome", …}.
  nlohmann::json invocations(std::string_view function = {});
  /// The log events of a function, as text.
  std::vector<std::string> logs(std::string_view function);

  /// Serves the application on free ports of loopback from now on.
  void listen();
  /// "http://127.0.0.1:41234/dev" and "http://127.0.0.1:41235"; after `listen`.
  [[nodiscard]] std::string api_url() const;
  [[nodiscard]] std::string aws_url() const;

  /// The name that AWS knows a function of serverless.yml by: "service-stage-name".
  [[nodiscard]] std::string function_name(std::string_view function) const;
  [[nodiscard]] app::Emulator& emulator() { return *emulator_; }

 private:
  nlohmann::json view(std::string_view name, const std::map<std::string, std::string>& query);

  std::unique_ptr<app::Emulator> emulator_;
  struct Listening;
  std::unique_ptr<Listening> listening_;
};

}  // namespace tertulia::harness

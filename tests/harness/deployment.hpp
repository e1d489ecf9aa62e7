/// The application under test, wherever it runs: the same steps call its handlers or its URLs.
///
/// TEST_MODE=handler (the default) calls handlers, TEST_MODE=http their URLs: those of an emulator
/// in this process, or of TEST_BASE_URL. A deployment at TEST_BASE_URL is controlled by the
/// emulator's admin API when AWS_ENDPOINT_URL names one (as `tertulia exec` sets it); else tests
/// that need control are skipped.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/harness/test_emulator.hpp"

namespace tertulia::harness {

/// A call of an API's endpoint.
struct ApiCall {
  std::string method = "GET";
  /// "/api/getTogethers"
  std::string path;
  /// The resource that the path belongs to, where it has parameters: "/api/helloWorld/{name}".
  std::string resource = {};
  std::map<std::string, std::string> path_parameters = {};
  std::map<std::string, std::string> query = {};
  std::map<std::string, std::string> headers = {};
  std::string body = {};
};

struct ApiReply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  /// The body as JSON; a discarded value when it is none.
  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
};

class Deployment {
 public:
  virtual ~Deployment() = default;
  /// By the environment's TEST_MODE and TEST_BASE_URL; throws DeploymentError for values that they
  /// do not have.
  static std::unique_ptr<Deployment> from_environment(const Options& options);

  /// Calls the function behind an endpoint: its handler or its URL.
  virtual ApiReply call(std::string_view function, const ApiCall& call) = 0;

  /// Whether the following can be asked of it.
  [[nodiscard]] virtual bool is_controlled() const { return true; }
  virtual void advance(std::chrono::milliseconds span) = 0;
  virtual void settle() = 0;
  virtual nlohmann::json invocations(std::string_view function) = 0;
  virtual std::vector<std::string> logs(std::string_view function) = 0;
};

/// The deployments that `from_environment` chooses from, for tests that run in every mode at once.
std::unique_ptr<Deployment> handler_deployment(const Options& options);
std::unique_ptr<Deployment> http_deployment(const Options& options);
std::unique_ptr<Deployment> remote_deployment(const std::string& base_url,
                                              const std::string& admin_url);

}  // namespace tertulia::harness

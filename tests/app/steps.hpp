/// The steps of the get-together application's tests: what is given, what we do, what must then be
/// so. The same steps reach the handlers or the URLs, by TEST_MODE.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/harness/deployment.hpp"

namespace gettogether {

using nlohmann::json;
using tertulia::harness::ApiReply;

/// Where the application comes from, with the eight get-togethers in its table.
[[nodiscard]] tertulia::harness::Options application();

class Given {
 public:
  explicit Given(tertulia::harness::Deployment& deployment) : deployment_(deployment) {}
  /// Time passes: three minutes, say, that no one waits for.
  void time_passes(std::chrono::milliseconds span) { deployment_.advance(span); }

 private:
  tertulia::harness::Deployment& deployment_;
};

class When {
 public:
  explicit When(tertulia::harness::Deployment& deployment) : deployment_(deployment) {}
  ApiReply we_invoke_hello_world(const std::string& name);
  ApiReply we_invoke_hello_world_with(const std::string& body);
  ApiReply we_invoke_get_get_togethers(const std::optional<std::string>& next_token = {});
  ApiReply we_invoke_join_get_together(const std::string& body,
                                       const std::map<std::string, std::string>& headers = {});
  void time_passes(std::chrono::milliseconds span) { deployment_.advance(span); }
  void everything_has_settled() { deployment_.settle(); }

 private:
  tertulia::harness::Deployment& deployment_;
};

class Then {
 public:
  explicit Then(tertulia::harness::Deployment& deployment) : deployment_(deployment) {}
  /// The structured lines of a function's log that have this message.
  std::vector<json> logged(const std::string& function, const std::string& message);
  std::vector<json> invocations_of(const std::string& function);

 private:
  tertulia::harness::Deployment& deployment_;
};

/// One deployment a test.
class GetTogetherTest : public testing::Test {
 protected:
  GetTogetherTest();
  /// Skips tests that look inside or let time pass, where the deployment cannot be controlled.
  void needs_control();

  std::unique_ptr<tertulia::harness::Deployment> deployment_;
  Given given_;
  When when_;
  Then then_;
};

}  // namespace gettogether

#include "tests/app/steps.hpp"

namespace gettogether {

tertulia::harness::Options application() {
  const std::string root = TERTULIA_SOURCE_DIR;
  tertulia::harness::Options options;
  options.config = root + "/serverless.yml";
  options.function_folders = {std::string(TERTULIA_BINARY_DIR) + "/functions"};
  options.given = root + "/fixtures/given.yml";
  options.items = {{"dev-gettogethers", root + "/fixtures/gettogethers.json"}};
  return options;
}

ApiReply When::we_invoke_hello_world(const std::string& name) {
  return deployment_.call("helloWorld", {.path = "/api/helloWorld/" + name,
                                         .resource = "/api/helloWorld/{name}",
                                         .path_parameters = {{"name", name}}});
}

ApiReply When::we_invoke_hello_world_with(const std::string& body) {
  return deployment_.call("helloWorld",
                          {.method = "POST", .path = "/api/helloWorld", .body = body});
}

ApiReply When::we_invoke_get_get_togethers(const std::optional<std::string>& next_token) {
  tertulia::harness::ApiCall call{.path = "/api/getTogethers"};
  if (next_token) call.query["nextToken"] = *next_token;
  return deployment_.call("getGetTogethers", call);
}

ApiReply When::we_invoke_join_get_together(const std::string& body,
                                           const std::map<std::string, std::string>& headers) {
  return deployment_.call(
      "joinGetTogether",
      {.method = "POST", .path = "/api/getTogether", .headers = headers, .body = body});
}

std::vector<json> Then::logged(const std::string& function, const std::string& message) {
  std::vector<json> lines;
  for (const auto& text : deployment_.logs(function)) {
    auto line = json::parse(text, nullptr, false);
    if (line.is_object() && line.value("message", "") == message) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<json> Then::invocations_of(const std::string& function) {
  return deployment_.invocations(function);
}

GetTogetherTest::GetTogetherTest()
    : deployment_(tertulia::harness::Deployment::from_environment(application())),
      given_(*deployment_),
      when_(*deployment_),
      then_(*deployment_) {}

void GetTogetherTest::needs_control() {
  if (!deployment_->is_controlled()) {
    GTEST_SKIP() << "AWS_ENDPOINT_URL names no emulator to control";
  }
}

}  // namespace gettogether

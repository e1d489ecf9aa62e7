#include "tests/sdk/fake_host.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <dlfcn.h>

namespace tertulia::sdk::test {
namespace {

std::string text(tertulia_text bytes) { return {bytes.data, bytes.size}; }
tertulia_text bytes(std::string_view view) { return {view.data(), view.size()}; }
FakeHost& host_of(void* self) { return *static_cast<FakeHost*>(self); }

}  // namespace

Answer refusal(std::string_view code, std::string_view message, int status) {
  return {.status = status, .body = {{"__type", code}, {"message", message}}};
}

FakeHost::FakeHost()
    : host_{.size = sizeof(tertulia_host),
            .context = this,
            .env = &env,
            .now_ms = [](void* self) { return host_of(self).now_ms; },
            .remaining_ms = [](void* self) { return host_of(self).remaining_ms; },
            .random = &random,
            .log = [](void* self, tertulia_text line) { host_of(self).log.push_back(text(line)); },
            .call = &call},
      invocation_{.size = sizeof(tertulia_invocation),
                  .payload = bytes("{}"),
                  .request_id = bytes("11111111-2222-4333-8444-555555555555"),
                  .function_name = bytes("gettogether-dev-test"),
                  .function_version = bytes("$LATEST"),
                  .function_arn =
                      bytes("arn:aws:lambda:eu-west-1:123456789012:function:gettogether-dev-test"),
                  .memory_limit_mb = bytes("256"),
                  .log_group = bytes("/aws/lambda/gettogether-dev-test"),
                  .log_stream = bytes("2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef"),
                  .trace_id = bytes("Root=1-69565a00-0123456789abcdef01234567"),
                  .client_context = bytes(""),
                  .deadline_ms = 1'767'261'603'000},
      context_(host_, invocation_) {}

tertulia_text FakeHost::env(void* self, tertulia_text name) {
  const auto& environment = host_of(self).environment;
  const auto found = environment.find(text(name));
  return found == environment.end() ? tertulia_text{nullptr, 0} : bytes(found->second);
}

std::uint64_t FakeHost::random(void* self) {
  return ++host_of(self).random_ * 0x9E3779B97F4A7C15ULL;
}

std::int32_t FakeHost::call(void* self, tertulia_text service, tertulia_text operation,
                            tertulia_text request, tertulia_sink reply, void* target) {
  FakeHost& host = host_of(self);
  host.calls.push_back({text(service), text(operation), nlohmann::json::parse(text(request))});
  const Called& called = host.calls.back();
  const auto scripted = host.services.find(called.service + "." + called.operation);
  const Answer answer = scripted == host.services.end()
                            ? refusal("UnknownOperationException", "not scripted")
                            : scripted->second(called.input);
  const std::string body = answer.body.dump();
  reply(target, body.data(), body.size());
  return answer.status;
}

std::vector<Called> FakeHost::calls_of(std::string_view operation) const {
  std::vector<Called> some;
  for (const Called& called : calls) {
    if (called.operation == operation) some.push_back(called);
  }
  return some;
}

std::vector<nlohmann::json> FakeHost::log_lines() const {
  std::vector<nlohmann::json> lines;
  for (const std::string& line : log) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

Ended FakeHost::invoke(tertulia_handler_fn handler, std::string_view payload) {
  tertulia_invocation invocation = invocation_;
  invocation.payload = bytes(payload);
  Ended ended;
  const auto sink = [](void* target, const char* data, std::size_t size) {
    static_cast<std::string*>(target)->append(data, size);
  };
  ended.failed = handler(&host_, &invocation, sink, &ended.text) == TERTULIA_FAILED;
  ended.result = nlohmann::json::parse(ended.text);
  return ended;
}

LoadedFunction::LoadedFunction(const std::string& name)
    : library_(dlopen(path_of_function(name).c_str(), RTLD_NOW | RTLD_LOCAL)), handler_(nullptr) {
  if (library_ == nullptr) throw std::runtime_error(dlerror());
  handler_ = reinterpret_cast<tertulia_handler_fn>(dlsym(library_, TERTULIA_HANDLER_SYMBOL));
  if (handler_ == nullptr) throw std::runtime_error(dlerror());
}

LoadedFunction::~LoadedFunction() { dlclose(library_); }

std::string path_of_function(const std::string& name) {
  return std::string(TERTULIA_BINARY_DIR) + "/functions/" + name + ".so";
}

std::string fixture(const std::string& path) {
  std::ifstream file(std::string(TERTULIA_SOURCE_DIR) + "/fixtures/" + path);
  if (!file) throw std::runtime_error("no fixture " + path);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace tertulia::sdk::test

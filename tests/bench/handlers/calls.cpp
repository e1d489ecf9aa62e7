/// Calls GetItem as often as the event's "calls" says and returns the nanoseconds that a call took.
#include <chrono>

#include <nlohmann/json.hpp>

#include "emulator/sdk/client.hpp"
#include "emulator/sdk/handler.hpp"

namespace {

using nlohmann::json;
using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

json calls(const json& event, Context& context) {
  const auto count = event.at("calls").get<int>();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < count; ++i) {
    (void)context.call("dynamodb", "GetItem", event.at("request"));
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
  return {{"ns_per_call", took.count() / count}};
}

TERTULIA_HANDLER(calls);

}  // namespace

/// Does what the event asks for under "do": what handlers should not do, and what they may.
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "emulator/sdk/client.hpp"
#include "emulator/sdk/handler.hpp"

namespace {

using nlohmann::json;
using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

int count = 0;

json misbehave(const json& event, Context& context) {
  const auto what = event.value("do", event.value("body", ""));
  ++count;
  if (what == "throw") throw std::runtime_error("on purpose");
  if (what == "overrun") {
    // Until the emulator has given it up, which is when it may call services no more.
    try {
      for (;;) static_cast<void>(context.call("sts", "GetCallerIdentity", json::object()));
    } catch (const ServiceError&) {
    }
  }
  if (what == "count") return count;
  if (what == "reply nonsense") return {{"statusCode", 200}, {"colour", "blue"}};
  if (what == "call") {
    try {
      return context.call("dynamodb", event.at("operation").get<std::string>(), event.at("input"));
    } catch (const ServiceError& error) {
      return {{"code", error.code()}, {"message", error.what()}};
    }
  }
  return {{"statusCode", 200}, {"body", "fine"}};
}

TERTULIA_HANDLER(misbehave);

}  // namespace

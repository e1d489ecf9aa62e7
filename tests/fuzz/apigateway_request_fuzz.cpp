// A request through an API's routes to the event of its function: the event is always JSON,
// whatever the client sends.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/services/apigateway/proxy_event.hpp"

namespace {

using tertulia::apigateway::Exchange;
using tertulia::apigateway::Method;
using tertulia::apigateway::Stage;

std::shared_ptr<const Stage> make_stage() {
  auto stage = std::make_shared<Stage>();
  stage->api_id = "abcdefghij";
  stage->name = "dev";
  stage->binary_types = {"application/octet-stream"};
  for (const auto* path : {"/", "/a", "/a/{b}", "/a/{b}/c", "/a/b/{rest+}", "/{proxy+}"}) {
    auto& method = stage->methods.emplace_back(
        Method{.verb = "ANY", .resource_id = "r", .resource_path = path, .integration = {}});
    tertulia::apigateway::prepare(method);
    stage->router.add(path, "ANY", stage->methods.size() - 1);
  }
  return stage;
}

std::string take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string line(text.substr(0, end));
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

}  // namespace

// The first line is the target, the lines up to an empty one are headers, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kStage = make_stage();
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Exchange exchange;
  exchange.stage = kStage;
  exchange.request.target = take_line(text);
  exchange.path = std::string(exchange.request.path());
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto colon = line.find(':');
    exchange.request.headers.add(line.substr(0, colon),
                                 colon == std::string::npos ? "" : line.substr(colon + 1));
  }
  exchange.request.body = std::string(text);
  const auto match = kStage->router.match("GET", exchange.path);
  if (!match) return 0;
  exchange.method = &kStage->methods[match->method];
  const auto event = tertulia::apigateway::proxy_event(exchange, match->parameters);
  if (!nlohmann::json::accept(event)) std::abort();
  return 0;
}

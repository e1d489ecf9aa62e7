// Templates of mock integrations and gateway responses.

#include <cstdint>
#include <string_view>

#include "emulator/services/apigateway/gateway_response.hpp"
#include "emulator/services/apigateway/mock.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(apigateway::mock_status(text));
  static_cast<void>(apigateway::mock_template(text));
  if (apigateway::unknown_variable(text)) return 0;
  apigateway::GatewayResponses responses;
  responses["DEFAULT_4XX"].templates.emplace_back("application/json", text);
  static_cast<void>(
      apigateway::render(apigateway::forbidden(), &responses, {},
                         [](std::string_view name) { return std::optional<std::string>(name); }));
  return 0;
}

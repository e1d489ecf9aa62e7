#include <nlohmann/json.hpp>

#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"
#include "emulator/sdk/validation.hpp"

using namespace tertulia::sdk;

ApiResponse greet(const ApiRequest& request) {
  return json_reply(200, {{"greeting", "Hola, " + required_text(json_body(request), "name")}});
}

TERTULIA_HANDLER(structured_log(), errors_to_replies(), greet);

/// GET api/helloWorld/{name} and POST api/helloWorld {"name": …} answer the JSON string
/// "Hello NAME".
#include <nlohmann/json.hpp>

#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"
#include "emulator/sdk/validation.hpp"

namespace gettogether {
namespace {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

std::string name_in(const ApiRequest& request) {
  if (const auto name = request.path_parameters.get("name")) return std::string(*name);
  return required_text(json_body(request), "name");
}

ApiResponse hello_world(const ApiRequest& request) {
  return json_reply(200, "Hello " + name_in(request));
}

TERTULIA_HANDLER(structured_log(), correlation_ids(), cors(), errors_to_replies(), hello_world);

}  // namespace
}  // namespace gettogether

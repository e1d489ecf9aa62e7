#include "emulator/services/apigateway/api.hpp"

#include <algorithm>

#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::apigateway {

std::string_view media_type_of(std::string_view content_type) {
  const auto type = base::trim(content_type.substr(0, content_type.find(';')));
  return type.empty() ? std::string_view("application/json") : type;
}

bool Stage::is_binary(std::string_view media_type) const {
  const auto type = media_type_of(media_type);
  return std::any_of(binary_types.begin(), binary_types.end(), [&](const std::string& binary) {
    return binary == "*/*" || base::iequals(binary, type);
  });
}

void prepare(Method& method) {
  method.event_head = R"({"resource":)";
  base::append_json_string(method.event_head, method.resource_path);
  method.event_head += R"(,"path":")";
  method.context_head = R"({"resourceId":)";
  base::append_json_string(method.context_head, method.resource_id);
  method.context_head += R"(,"resourcePath":)";
  base::append_json_string(method.context_head, method.resource_path);
  if (!method.operation_name.empty()) {
    method.context_head += R"(,"operationName":)";
    base::append_json_string(method.context_head, method.operation_name);
  }
  method.context_head += R"(,"httpMethod":")";
}

}  // namespace tertulia::apigateway

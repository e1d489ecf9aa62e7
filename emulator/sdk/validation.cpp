#include "emulator/sdk/validation.hpp"

#include <nlohmann/json.hpp>

#include "emulator/sdk/errors.hpp"

namespace tertulia::sdk {
namespace {

[[noreturn]] void refuse(std::string_view subject, const char* what) {
  throw BadRequest(std::string(subject) + what);
}

const nlohmann::json& required(const nlohmann::json& object, std::string_view name) {
  const auto member = object.find(name);
  if (member == object.end() || member->is_null()) refuse(name, " is missing");
  return *member;
}

void refuse_empty(const nlohmann::json& value, std::string_view name) {
  if (value.is_string() && value.get_ref<const std::string&>().empty()) {
    refuse(name, " must not be empty");
  }
}

}  // namespace

nlohmann::json json_object(std::string_view text, std::string_view what) {
  nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  if (value.is_discarded()) refuse(what, " is not valid JSON");
  if (!value.is_object()) refuse(what, " must be a JSON object");
  return value;
}

nlohmann::json json_body(const ApiRequest& request) {
  constexpr std::string_view kBody = "The body";
  if (!request.body || request.body->empty()) refuse(kBody, " is missing");
  return json_object(*request.body, kBody);
}

std::string required_text(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json& value = required(object, name);
  if (!value.is_string()) refuse(name, " must be a string");
  refuse_empty(value, name);
  return value.get<std::string>();
}

nlohmann::json required_text_or_integer(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json& value = required(object, name);
  if (!value.is_string() && !value.is_number_integer()) {
    refuse(name, " must be a string or an integer");
  }
  refuse_empty(value, name);
  return value;
}

}  // namespace tertulia::sdk

#include "emulator/sdk/events/event.hpp"

#include <nlohmann/json.hpp>

#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk {

nlohmann::json EventReader<nlohmann::json>::read(std::string_view payload) {
  nlohmann::json event = nlohmann::json::parse(payload, nullptr, false);
  if (event.is_discarded()) throw EventError("The event is not JSON");
  return event;
}

std::string ReplyWriter<nlohmann::json>::write(const nlohmann::json& reply) {
  return reply.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string ReplyWriter<std::string>::write(const std::string& reply) {
  std::string text;
  append_json(text, reply);
  return text;
}

}  // namespace tertulia::sdk

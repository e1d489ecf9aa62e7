#include "emulator/sdk/client/sns.hpp"

#include <nlohmann/json.hpp>

namespace tertulia::sdk::sns {

std::string publish(const Context& context, const Message& message) {
  nlohmann::json input{{"TopicArn", message.topic_arn}, {"Message", message.text}};
  if (!message.subject.empty()) input["Subject"] = message.subject;

  nlohmann::json attributes = nlohmann::json::object();
  const auto set = [&](const std::string& name, const std::string& value) {
    attributes[name] = {{"DataType", "String"}, {"StringValue", value}};
  };
  for (const Field& id : context.correlation_ids()) set(id.name, id.value);
  for (const auto& [name, value] : message.attributes) set(name, value);
  if (!attributes.empty()) input["MessageAttributes"] = std::move(attributes);

  return context.call("sns", "Publish", input).value("MessageId", "");
}

}  // namespace tertulia::sdk::sns

#include "emulator/sdk/events/sns.hpp"

#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk {
namespace {

SnsAttribute read_attribute(JsonReader& json) {
  SnsAttribute attribute;
  json.object([&](std::string_view name) {
    if (name == "Type") {
      attribute.type = json.string();
    } else if (name == "Value") {
      attribute.value = json.string();
    } else {
      json.skip();
    }
  });
  return attribute;
}

std::string* text_member(SnsRecord& record, std::string_view name) {
  if (name == "MessageId") return &record.message_id;
  if (name == "TopicArn") return &record.topic_arn;
  if (name == "Message") return &record.message;
  if (name == "Timestamp") return &record.timestamp;
  return nullptr;
}

void read_notification(JsonReader& json, SnsRecord& record) {
  json.object([&](std::string_view name) {
    if (std::string* text = text_member(record, name)) {
      *text = json.string();
    } else if (json.take_null()) {
      return;
    } else if (name == "Subject") {
      record.subject = json.string();
    } else if (name == "MessageAttributes") {
      json.object([&](std::string_view key) {
        record.attributes.insert_or_assign(std::string(key), read_attribute(json));
      });
    } else {
      json.skip();
    }
  });
}

SnsRecord read_record(JsonReader& json) {
  SnsRecord record;
  bool notification = false;
  json.object([&](std::string_view name) {
    if (name == "EventSubscriptionArn") {
      record.subscription_arn = json.string();
    } else if (name == "Sns") {
      notification = true;
      read_notification(json, record);
    } else {
      json.skip();
    }
  });
  if (!notification) throw EventError("The event is no SNS event: a record has no Sns");
  return record;
}

}  // namespace

SnsEvent EventReader<SnsEvent>::read(std::string_view payload) {
  try {
    SnsEvent event;
    JsonReader json(payload);
    json.object([&](std::string_view name) {
      if (name == "Records") {
        json.array([&] { event.records.push_back(read_record(json)); });
      } else {
        json.skip();
      }
    });
    json.end();
    if (event.records.empty()) throw EventError("The event is no SNS event: it has no Records");
    return event;
  } catch (const JsonError& error) {
    throw EventError(std::string("The event is no SNS event: ") + error.what());
  }
}

std::optional<DeadLetter> dead_letter_of(const SnsRecord& record) {
  const auto request_id = record.attributes.find("RequestID");
  const auto error_code = record.attributes.find("ErrorCode");
  const auto error_message = record.attributes.find("ErrorMessage");
  const auto end = record.attributes.end();
  if (request_id == end || error_code == end || error_message == end) return std::nullopt;
  return DeadLetter{.request_id = request_id->second.value,
                    .error_code = error_code->second.value,
                    .error_message = error_message->second.value,
                    .event = record.message};
}

}  // namespace tertulia::sdk

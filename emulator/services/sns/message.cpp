#include "emulator/services/sns/message.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/sns/errors.hpp"

namespace tertulia::sns {
namespace {

using nlohmann::json;

constexpr std::size_t kSubjectMax = 100;
constexpr std::size_t kAttributeNameBytes = 256;

bool is_printable_ascii(char c) { return c >= ' ' && c <= '~'; }

/// ASCII that begins with a letter, digit or punctuation mark, on one line, under 100 characters.
bool is_subject(std::string_view subject) {
  return !subject.empty() && subject.size() < kSubjectMax && subject.front() != ' ' &&
         std::all_of(subject.begin(), subject.end(), is_printable_ascii);
}

core::ApiError bad_name(std::string_view what) {
  return parameter_value_invalid(
      base::cat("Invalid message attribute name ", what, " character '.' was found."));
}

core::Status check_name(std::string_view name) {
  if (name.size() >= kAttributeNameBytes) {
    return parameter_value_invalid("Length of message attribute name must be less than 256 bytes.");
  }
  if (name.starts_with('.')) return bad_name("starting with");
  if (name.ends_with('.')) return bad_name("ending with");
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  if (const auto bad = std::find_if_not(name.begin(), name.end(), allowed); bad != name.end()) {
    const auto code = base::upper(base::hex(std::string_view(&*bad, 1)));
    return parameter_value_invalid(base::cat(
        "Invalid non-alphanumeric character '#x", code,
        "' was found in the message attribute name. Can only include alphanumeric characters, "
        "hyphens, underscores, or dots."));
  }
  if (name.find("..") != name.npos) {
    return parameter_value_invalid("Message attribute name can not have successive '.' character.");
  }
  return core::ok();
}

/// "Number" of "Number" and "Number.int"; empty for what is no type.
std::string_view base_type(std::string_view data_type) {
  for (const std::string_view known : {"String", "Number", "Binary"}) {
    if (data_type == known) return known;
    if (data_type.starts_with(known) && data_type[known.size()] == '.' &&
        data_type.size() > known.size() + 1) {
      return known;
    }
  }
  return {};
}

core::Status check_value(std::string_view name, std::string_view data_type,
                         const MessageAttributeValue& attribute) {
  const auto kind = base_type(data_type);
  const bool binary = kind == "Binary";
  const bool has_own =
      binary ? attribute.binary_value.has_value() : attribute.string_value.has_value();
  const bool has_other =
      binary ? attribute.string_value.has_value() : attribute.binary_value.has_value();
  if (!has_own && has_other) {
    return parameter_value_invalid(base::cat("The message attribute '", name, "' with type '",
                                             data_type, "' must use field '",
                                             binary ? "Binary" : "String", "'."));
  }
  const bool empty = !has_own || (binary ? attribute.binary_value->bytes.empty()
                                         : attribute.string_value->empty());
  if (empty) {
    return parameter_value_invalid(
        base::cat("The message attribute '", name,
                  "' must contain non-empty message attribute value for message attribute type '",
                  data_type, "'."));
  }
  if (kind == "Number" && !base::parse_double(*attribute.string_value)) {
    return parameter_value_invalid(
        base::cat("Could not cast message attribute '", name, "' value to number."));
  }
  if (data_type == "String.Array" &&
      !json::parse(*attribute.string_value, nullptr, false).is_array()) {
    return parameter_value_invalid(base::cat("The message attribute '", name,
                                             "' of type 'String.Array' must be a JSON array."));
  }
  return core::ok();
}

core::Result<core::MessageAttribute> check_attribute(std::string_view name,
                                                     const MessageAttributeValue& attribute) {
  TERTULIA_CHECK(check_name(name));
  if (base_type(attribute.data_type).empty()) {
    return parameter_value_invalid(
        base::cat("The message attribute '", name,
                  "' has an invalid message attribute type, the set of supported type prefixes is "
                  "Binary, Number, and String."));
  }
  TERTULIA_CHECK(check_value(name, attribute.data_type, attribute));
  const bool binary = attribute.data_type.starts_with("Binary");
  return core::MessageAttribute{
      .data_type = attribute.data_type,
      .value = binary ? attribute.binary_value->bytes : *attribute.string_value};
}

/// What the Lambda protocol gets of a message whose structure is "json".
core::Result<std::string> structured_text(std::string_view message) {
  const auto body = json::parse(message, nullptr, false);
  if (body.is_discarded()) {
    return invalid_parameter("Message Structure - JSON message body failed to parse");
  }
  const auto entry = [&](const char* protocol) {
    const auto found = body.is_object() ? body.find(protocol) : body.end();
    return found != body.end() && found->is_string() ? &found->get_ref<const std::string&>()
                                                     : nullptr;
  };
  const auto* otherwise = entry("default");
  if (otherwise == nullptr) {
    return invalid_parameter("Message Structure - No default entry in JSON message body");
  }
  const auto* own = entry("lambda");
  return own != nullptr ? *own : *otherwise;
}

void append_attributes(std::string& out,
                       const std::map<std::string, core::MessageAttribute>& attributes) {
  out += '{';
  bool first = true;
  for (const auto& [name, attribute] : attributes) {
    if (!first) out += ',';
    first = false;
    base::append_json_string(out, name);
    out += R"(:{"Type":)";
    base::append_json_string(out, attribute.data_type);
    out += R"(,"Value":)";
    if (attribute.data_type.starts_with("Binary")) {
      base::append_json_string(out, base::base64(attribute.value));
    } else {
      base::append_json_string(out, attribute.value);
    }
    out += '}';
  }
  out += '}';
}

}  // namespace

std::size_t Message::bytes() const {
  std::size_t total = text.size();
  for (const auto& [name, attribute] : attributes) {
    total += name.size() + attribute.data_type.size() + attribute.value.size();
  }
  return total;
}

core::Result<Message> check(const Draft& draft) {
  if (draft.subject && !is_subject(*draft.subject)) return invalid_parameter("Subject");
  if (draft.message.empty()) return invalid_parameter("Empty message");
  Message message;
  if (draft.structure && !draft.structure->empty()) {
    if (*draft.structure != "json") return invalid_parameter("MessageStructure");
    auto text = structured_text(draft.message);
    if (!text.ok()) return text.error();
    message.text = std::move(*text);
  } else {
    message.text = draft.message;
  }
  message.subject = draft.subject;
  for (const auto& [name, value] : draft.attributes) {
    auto attribute = check_attribute(name, value);
    if (!attribute.ok()) return attribute.error();
    message.attributes.emplace_hint(message.attributes.end(), name, std::move(*attribute));
  }
  const auto bytes = message.bytes() - message.text.size() + draft.message.size();
  if (bytes > kMessageBytesMax) return invalid_parameter("Message too long");
  return message;
}

std::string lambda_event(const Message& message, const Envelope& envelope) {
  std::string out;
  out.reserve(1500 + message.text.size());
  base::append(
      out, R"({"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":")",
      envelope.subscription_arn, R"(","Sns":{"Type":"Notification","MessageId":")", message.id,
      R"(","TopicArn":")", envelope.topic_arn, R"(","Subject":)");
  if (message.subject) {
    base::append_json_string(out, *message.subject);
  } else {
    out += "null";
  }
  out += R"(,"Message":)";
  base::append_json_string(out, message.text);
  base::append(
      out, R"(,"Timestamp":")", envelope.timestamp, R"(","SignatureVersion":")",
      envelope.signature_version, R"(","Signature":")", envelope.signature,
      R"(","SigningCertUrl":"https://sns.)", envelope.region,
      R"(.amazonaws.com/SimpleNotificationService-60eadc530605d63b8e62a523676ef735.pem","UnsubscribeUrl":"https://sns.)",
      envelope.region, R"(.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=)",
      envelope.subscription_arn, R"(","MessageAttributes":)");
  append_attributes(out, message.attributes);
  out += "}}]}";
  return out;
}

}  // namespace tertulia::sns

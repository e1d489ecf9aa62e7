#include "emulator/services/sns/operations/publish_batch.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace tertulia::sns {
namespace {

constexpr std::size_t kEntriesMax = 10;
constexpr std::size_t kIdMax = 80;

core::Status check_ids(const std::vector<PublishBatchRequestEntry>& entries) {
  if (entries.empty()) return empty_batch_request();
  if (entries.size() > kEntriesMax) return too_many_entries();
  std::set<std::string_view> seen;
  for (const auto& entry : entries) {
    if (entry.id.size() > kIdMax) return batch_id_too_long(entry.id);
    const bool valid =
        !entry.id.empty() && std::all_of(entry.id.begin(), entry.id.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '_';
        });
    if (!valid) return batch_id_invalid(entry.id);
    if (!seen.insert(entry.id).second) return batch_ids_not_distinct();
  }
  return core::ok();
}

core::Result<std::vector<Message>> check_messages(
    const std::vector<PublishBatchRequestEntry>& entries) {
  std::vector<Message> messages;
  std::size_t bytes = 0;
  for (const auto& entry : entries) {
    if (entry.message_deduplication_id) {
      return invalid_parameter(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter "
          "that is not valid for this topic type");
    }
    auto message = check({.message = entry.message,
                          .subject = entry.subject,
                          .structure = entry.message_structure,
                          .attributes = entry.message_attributes});
    if (!message.ok()) {
      if (message.error().message.ends_with("Message too long")) return batch_too_long();
      return message.error();
    }
    bytes += message->bytes();
    messages.push_back(std::move(*message));
  }
  if (bytes > kMessageBytesMax) return batch_too_long();
  return messages;
}

}  // namespace

std::span<const core::Member> PublishBatchRequestEntry::members() {
  using Self = PublishBatchRequestEntry;
  static constexpr std::array kMembers{
      core::member<&Self::id>("Id", {.required = true}),
      core::member<&Self::message>("Message", {.required = true}),
      core::member<&Self::subject>("Subject"),
      core::member<&Self::message_structure>("MessageStructure"),
      core::member<&Self::message_attributes>("MessageAttributes", kMessageAttributes),
      core::member<&Self::message_deduplication_id>("MessageDeduplicationId"),
      core::member<&Self::message_group_id>("MessageGroupId"),
  };
  return kMembers;
}

std::span<const core::Member> PublishBatchResultEntry::members() {
  static constexpr std::array kMembers{
      core::member<&PublishBatchResultEntry::id>("Id"),
      core::member<&PublishBatchResultEntry::message_id>("MessageId"),
  };
  return kMembers;
}

std::span<const core::Member> BatchResultErrorEntry::members() {
  static constexpr std::array kMembers{
      core::member<&BatchResultErrorEntry::id>("Id", {.required = true}),
      core::member<&BatchResultErrorEntry::code>("Code", {.required = true}),
      core::member<&BatchResultErrorEntry::message>("Message"),
      core::member<&BatchResultErrorEntry::sender_fault>("SenderFault", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> PublishBatch::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
      core::member<&Input::entries>("PublishBatchRequestEntries", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> PublishBatch::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::successful>("Successful"),
      core::member<&Output::failed>("Failed"),
  };
  return kMembers;
}

core::Resources PublishBatch::resources(const Input& input, const core::Call& /*call*/) {
  // AWS asks for the permission of single messages.
  return {{.resource = input.topic_arn, .action = "SNS:Publish"}};
}

core::Result<PublishBatch::Output> PublishBatch::run(Sns& sns, const Input& input,
                                                     const core::Call& call) {
  TERTULIA_CHECK(check_ids(input.entries));
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  if (!sns.has_topic(input.topic_arn)) return topic_not_found();
  auto messages = check_messages(input.entries);
  if (!messages.ok()) return messages.error();
  Output output;
  for (std::size_t i = 0; i < messages->size(); ++i) {
    auto id = sns.publish(*topic, std::move((*messages)[i]), call.trace);
    if (!id.ok()) return id.error();
    output.successful.push_back({input.entries[i].id, std::move(*id)});
  }
  return output;
}

}  // namespace tertulia::sns

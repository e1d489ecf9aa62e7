#include "emulator/services/dynamodb/streams/operations/list_streams.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb::streams {
namespace {

void check_name(core::Validator& validator, const void* name) {
  if (name != nullptr) check_table_name(validator, name);
}

}  // namespace

std::span<const core::Member> StreamSummary::members() {
  static constexpr std::array kMembers{
      core::member<&StreamSummary::stream_arn>("StreamArn"),
      core::member<&StreamSummary::table_name>("TableName"),
      core::member<&StreamSummary::stream_label>("StreamLabel"),
  };
  return kMembers;
}

std::span<const core::Member> ListStreams::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_name>("TableName", {.check = &check_name}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1}}),
      core::member<&Input::exclusive_start_stream_arn>("ExclusiveStartStreamArn",
                                                       {.constraint = kStreamArn}),
  };
  return kMembers;
}

std::span<const core::Member> ListStreams::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::streams>("Streams"),
      core::member<&Output::last_evaluated_stream_arn>("LastEvaluatedStreamArn"),
  };
  return kMembers;
}

core::Resources ListStreams::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<ListStreams::Output> ListStreams::run(DynamoDbStreams& streams, const Input& input,
                                                   const core::Call& call) {
  const auto reference =
      reference_of(call, input.table_name ? std::string_view(input.table_name->str()) : "");
  auto all = streams.log().list(reference.account, reference.region, reference.name);
  auto first = all.begin();
  if (input.exclusive_start_stream_arn) {
    const auto start = streams.stream(*input.exclusive_start_stream_arn);
    if (!start.ok()) return start.error();
    first = std::ranges::upper_bound(
        all, std::tie(start->table, start->label), std::less(),
        [](const Stream& stream) { return std::tie(stream.table, stream.label); });
  }
  const auto limit =
      std::min<std::size_t>(kPageMax, static_cast<std::size_t>(input.limit.value_or(kPageMax)));
  Output output;
  for (; first != all.end(); ++first) {
    if (output.streams.size() == limit) {
      output.last_evaluated_stream_arn = output.streams.back().stream_arn;
      break;
    }
    output.streams.push_back(
        {.stream_arn = first->arn(), .table_name = first->table, .stream_label = first->label});
  }
  return output;
}

}  // namespace tertulia::dynamodb::streams

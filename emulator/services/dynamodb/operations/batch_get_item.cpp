#include "emulator/services/dynamodb/operations/batch_get_item.hpp"

#include <set>

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/reading.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kKeysMax = 100;
constexpr std::int64_t kReplyBytesMax = 16 * 1024 * 1024;

void check_read_requests(core::Validator& validator, const void* value) {
  if (value == nullptr) return validator.missing();
  const auto& requests = *static_cast<const BatchGetItem::Requests*>(value);
  if (requests.empty()) {
    return validator.only("The requestItems parameter is required for BatchGetItem");
  }
  check_table_names(validator, requests);
  if (!validator.ok()) return;
  for (const auto& [table, request] : requests) {
    const auto path = base::cat("RequestItems.", table, ".member.Keys");
    if (request.keys.empty()) {
      validator.only(value_at_fault(path, "have length greater than or equal to 1"));
    } else if (request.keys.size() > kKeysMax) {
      validator.only(value_at_fault(path, "have length less than or equal to 100"));
    }
  }
}

core::Result<expressions::Projection> projection_of(const KeysAndAttributes& request) {
  expressions::Parser parser(pointer_to(request.expression_attribute_names), nullptr);
  auto projection =
      read_projection(parser, request.projection_expression, request.attributes_to_get);
  if (projection.ok()) TERTULIA_CHECK(parser.check_all_used());
  return projection;
}

core::Status check_request(const BatchGetItem::Requests& requests) {
  std::size_t count = 0;
  for (const auto& [table, request] : requests) {
    TERTULIA_CHECK(check_expressions(
        {.expressions = {{"ProjectionExpression", request.projection_expression.has_value()}},
         .legacy = {{"AttributesToGet", request.attributes_to_get.has_value()}},
         .names = request.expression_attribute_names.has_value()}));
    for (const auto& key : request.keys) TERTULIA_CHECK(check_values(key));
    const auto projection = projection_of(request);
    if (!projection.ok()) return projection.error();
    count += request.keys.size();
  }
  if (count > kKeysMax) {
    return validation_exception("Too many items requested for the BatchGetItem call");
  }
  return core::ok();
}

/// The keys that are asked of one table.
struct Read {
  const std::string* name;
  const KeysAndAttributes* request;
  const Table* table;
  std::vector<std::string> keys;
  expressions::Projection projection;
};

core::Result<Read> read_of(DynamoDb& dynamodb, const core::Call& call, const std::string& name,
                           const KeysAndAttributes& request) {
  const auto table = dynamodb.table(call, name);
  if (!table.ok()) return table.error();
  auto projection = projection_of(request);
  if (!projection.ok()) return std::move(projection).error();
  Read read{.name = &name,
            .request = &request,
            .table = table.value(),
            .keys = {},
            .projection = std::move(projection).value()};
  std::set<std::string_view> seen;
  read.keys.reserve(request.keys.size());
  for (const auto& key : request.keys) {
    auto bytes = key_of_key(*read.table, key);
    if (!bytes.ok()) return std::move(bytes).error();
    read.keys.push_back(std::move(bytes).value());
    if (!seen.insert(read.keys.back()).second) return duplicate_keys();
  }
  return read;
}

/// What remains of a request from its key `first` on.
KeysAndAttributes rest_of(const KeysAndAttributes& request, std::size_t first) {
  auto rest = request;
  rest.keys.erase(rest.keys.begin(), rest.keys.begin() + static_cast<std::ptrdiff_t>(first));
  return rest;
}

/// Reads one table's items until the reply is full; returns the capacity that took.
double read_items(Items& items, const Read& read, std::int64_t& bytes,
                  BatchGetItem::Output& output) {
  auto& found = output.responses[*read.name];
  double units = 0;
  for (std::size_t i = 0; i < read.keys.size(); ++i) {
    auto item = items.find(*read.table, read.keys[i]);
    const std::int64_t size = item ? item->size : 0;
    if (bytes + size > kReplyBytesMax || !output.unprocessed_keys.empty()) {
      output.unprocessed_keys.emplace(*read.name, rest_of(*read.request, i));
      break;
    }
    bytes += size;
    units += read_units(size, read.request->consistent_read.value_or(false));
    if (item) found.push_back(seen_through(read.projection, std::move(item->item)));
  }
  return units;
}

}  // namespace

std::span<const core::Member> KeysAndAttributes::members() {
  static constexpr std::array kMembers{
      core::member<&KeysAndAttributes::keys>("Keys", {.required = true}),
      core::member<&KeysAndAttributes::attributes_to_get>("AttributesToGet",
                                                          {.constraint = {.min = 1}}),
      core::member<&KeysAndAttributes::consistent_read>("ConsistentRead"),
      core::member<&KeysAndAttributes::projection_expression>("ProjectionExpression"),
      core::member<&KeysAndAttributes::expression_attribute_names>("ExpressionAttributeNames"),
  };
  return kMembers;
}

std::span<const core::Member> BatchGetItem::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::request_items>("RequestItems",
                                          {.required = true, .check = &check_read_requests}),
  };
  return kMembers;
}

std::span<const core::Member> BatchGetItem::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::responses>("Responses"),
      core::member<&Output::unprocessed_keys>("UnprocessedKeys"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources BatchGetItem::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& [table, request] : input.request_items) {
    resources.push_back({.resource = table_arn(call, table),
                         .conditions = &conditions_of<BatchGetItem, KeysAndAttributes>,
                         .part = &request});
  }
  return resources;
}

core::Result<BatchGetItem::Output> BatchGetItem::run(DynamoDb& dynamodb, const Input& input,
                                                     const core::Call& call) {
  TERTULIA_CHECK(check_request(input.request_items));
  std::vector<Read> reads;
  for (const auto& [name, request] : input.request_items) {
    auto read = read_of(dynamodb, call, name, request);
    if (!read.ok()) return std::move(read).error();
    reads.push_back(std::move(read).value());
  }

  Output output;
  std::int64_t bytes = 0;
  for (const auto& read : reads) {
    const double units = read_items(dynamodb.items(), read, bytes, output);
    if (tells_capacity(input.return_consumed_capacity)) {
      if (!output.consumed_capacity) output.consumed_capacity.emplace();
      output.consumed_capacity->push_back(
          consumed(*read.table, units, *input.return_consumed_capacity));
    }
  }
  return output;
}

}  // namespace tertulia::dynamodb

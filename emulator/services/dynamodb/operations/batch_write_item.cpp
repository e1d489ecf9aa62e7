#include "emulator/services/dynamodb/operations/batch_write_item.hpp"

#include <set>

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"
#include "emulator/services/dynamodb/writing.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kRequestsMax = 25;

void check_write_requests(core::Validator& validator, const void* value) {
  if (value == nullptr) return validator.missing();
  const auto& requests = *static_cast<const BatchWriteItem::Requests*>(value);
  if (requests.empty()) {
    return validator.only("The requestItems parameter is required for BatchWriteItem");
  }
  check_table_names(validator, requests);
  for (const auto& [table, writes] : requests) {
    if (!writes.empty() && writes.size() <= kRequestsMax) continue;
    validator.violated(
        core::printed(core::type_of<BatchWriteItem::Requests>(), value),
        "Map value must satisfy constraint: [Member must have length less than or equal to 25, "
        "Member must have length greater than or equal to 1]");
  }
}

/// A write that was found in order.
struct Write {
  const Table* table;
  std::string key;
  std::optional<CanonicalItem> item;  // absent to delete
};

core::Status check_values(const WriteRequest& request, std::optional<CanonicalItem>& item) {
  // AWS's words for a request that is both or neither.
  if (request.put_request.has_value() == request.delete_request.has_value()) {
    return several_datatypes();
  }
  if (request.delete_request) return check_values(request.delete_request->key);
  auto written = canonical(request.put_request->item);
  if (!written.ok()) return std::move(written).error();
  if (written->size > kItemBytesMax) return item_too_large();
  item = std::move(written).value();
  return core::ok();
}

/// All writes in the request's order, their values checked; their keys are not known yet.
core::Result<std::vector<Write>> values_of(const BatchWriteItem::Requests& requests) {
  std::vector<Write> writes;
  for (const auto& [name, of_table] : requests) {
    for (const auto& request : of_table) {
      writes.push_back({});
      TERTULIA_CHECK(check_values(request, writes.back().item));
    }
  }
  if (writes.size() > kRequestsMax) {
    return validation_exception("Too many items requested for the BatchWriteItem call");
  }
  return writes;
}

core::Status find_keys(DynamoDb& dynamodb, const core::Call& call,
                       const BatchWriteItem::Requests& requests, std::vector<Write>& writes) {
  auto write = writes.begin();
  for (const auto& [name, of_table] : requests) {
    const auto table = dynamodb.table(call, name);
    if (!table.ok()) return table.error();
    std::set<std::string_view> seen;
    for (const auto& request : of_table) {
      auto key = request.put_request
                     ? key_of_item(*table.value(), request.put_request->item, KeyFault::kSchema)
                     : key_of_key(*table.value(), request.delete_request->key);
      if (!key.ok()) return std::move(key).error();
      if (request.put_request) {
        TERTULIA_CHECK(check_index_keys(*table.value(), request.put_request->item));
      }
      write->table = table.value();
      write->key = std::move(key).value();
      if (!seen.insert(write->key).second) return duplicate_keys();
      ++write;
    }
  }
  return core::ok();
}

}  // namespace

std::span<const core::Member> PutRequest::members() {
  static constexpr std::array kMembers{core::member<&PutRequest::item>(
      "Item", {.required = true, .key_constraint = kAttributeName})};
  return kMembers;
}

std::span<const core::Member> DeleteRequest::members() {
  static constexpr std::array kMembers{core::member<&DeleteRequest::key>(
      "Key", {.required = true, .key_constraint = kAttributeName})};
  return kMembers;
}

std::span<const core::Member> WriteRequest::members() {
  static constexpr std::array kMembers{
      core::member<&WriteRequest::delete_request>("DeleteRequest"),
      core::member<&WriteRequest::put_request>("PutRequest"),
  };
  return kMembers;
}

std::span<const core::Member> BatchWriteItem::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::return_item_collection_metrics>("ReturnItemCollectionMetrics"),
      core::member<&Input::request_items>("RequestItems",
                                          {.required = true, .check = &check_write_requests}),
  };
  return kMembers;
}

std::span<const core::Member> BatchWriteItem::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::unprocessed_items>("UnprocessedItems"),
      core::member<&Output::item_collection_metrics>("ItemCollectionMetrics"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources BatchWriteItem::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& [table, writes] : input.request_items) {
    resources.push_back({.resource = table_arn(call, table),
                         .conditions = &conditions_of<BatchWriteItem, std::vector<WriteRequest>>,
                         .part = &writes});
  }
  return resources;
}

core::Result<BatchWriteItem::Output> BatchWriteItem::run(DynamoDb& dynamodb, const Input& input,
                                                         const core::Call& call) {
  auto writes = values_of(input.request_items);
  if (!writes.ok()) return std::move(writes).error();
  TERTULIA_CHECK(find_keys(dynamodb, call, input.request_items, writes.value()));

  Output output;
  if (tells_capacity(input.return_consumed_capacity)) output.consumed_capacity.emplace();
  for (const auto& write : writes.value()) {
    auto written =
        write_item(dynamodb, *write.table, write.key, write.item ? &*write.item : nullptr, Guard(),
                   {.capacity = input.return_consumed_capacity,
                    .collection = input.return_item_collection_metrics});
    if (!written.ok()) return std::move(written).error();
    if (written->consumed_capacity) {
      add(*output.consumed_capacity, std::move(*written->consumed_capacity));
    }
    if (written->item_collection_metrics) {
      auto& all = output.item_collection_metrics;
      if (!all) all.emplace();
      (*all)[write.table->name].push_back(std::move(*written->item_collection_metrics));
    }
  }
  return output;
}

}  // namespace tertulia::dynamodb

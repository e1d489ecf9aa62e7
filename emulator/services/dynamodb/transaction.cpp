#include "emulator/services/dynamodb/transaction.hpp"

#include <algorithm>

#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

void append_reason(const core::ApiError& why, std::string& json) {
  base::append(json, "{\"Code\":\"", reason_code(why), "\",\"Message\":");
  base::append_json_string(json, why.message);
  if (!why.more_json.empty()) base::append(json, ",", why.more_json);
  json += '}';
}

/// What a repeated request consumes: it reads what it would write.
TransactionReply reply_of_repetition(DynamoDb& dynamodb, const Transaction& transaction) {
  TransactionCapacity capacity(TransactionCapacity::Kind::kRead, transaction.capacity);
  for (const auto& write : transaction.writes) {
    const auto size = dynamodb.items().size_of(*write.table, write.key);
    capacity.add(*write.table, read_units(size, true));
  }
  return {.consumed_capacity = capacity.take()};
}

core::Result<std::vector<CheckedWrite>> check_all(DynamoDb& dynamodb,
                                                  std::vector<PreparedWrite> writes) {
  std::vector<CheckedWrite> checked;
  checked.reserve(writes.size());
  Cancellation cancellation(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    auto one = check_write(dynamodb, std::move(writes[i]));
    if (one.ok()) {
      checked.push_back(std::move(one).value());
    } else {
      cancellation.blame(i, std::move(one).error());
    }
  }
  TERTULIA_CHECK(cancellation.status());
  return checked;
}

}  // namespace

std::string_view reason_code(const core::ApiError& error) {
  constexpr std::string_view kSuffix = "Exception";
  if (error.code == "ValidationException") return "ValidationError";
  std::string_view code = error.code;
  if (code.ends_with(kSuffix)) code.remove_suffix(kSuffix.size());
  return code;
}

core::Status Cancellation::status() const {
  bool is_any = false;
  std::string codes;
  std::string json = "[";
  for (const auto& why : reasons_) {
    if (!codes.empty()) {
      codes += ", ";
      json += ',';
    }
    is_any = is_any || why;
    codes += why ? reason_code(*why) : "None";
    if (why) {
      append_reason(*why, json);
    } else {
      json += R"({"Code":"None"})";
    }
  }
  json += ']';
  return is_any ? core::Status(transaction_cancelled(codes, json)) : core::ok();
}

core::Status check_key_filled(const Table& table, const AttributeMap& attributes) {
  const auto check = [&](const KeyAttribute& key) -> core::Status {
    const auto found = attributes.find(key.name);
    if (found == attributes.end()) return core::ok();
    const auto* text = found->second.get<AttributeType::kS>();
    const auto* bytes = found->second.get<AttributeType::kB>();
    if (key.type == ScalarType::kS && text != nullptr && text->empty()) {
      return empty_key_value("string", key.name);
    }
    if (key.type == ScalarType::kB && bytes != nullptr && bytes->bytes.empty()) {
      return empty_key_value("binary", key.name);
    }
    return core::ok();
  };
  TERTULIA_CHECK(check(table.hash()));
  return table.range() == nullptr ? core::ok() : check(*table.range());
}

core::Status check_distinct(std::vector<ItemPlace> places) {
  std::sort(places.begin(), places.end());
  const auto same = [](const ItemPlace& left, const ItemPlace& right) { return !(left < right); };
  const bool is_distinct = std::adjacent_find(places.begin(), places.end(), same) == places.end();
  return is_distinct ? core::ok() : core::Status(several_actions_on_one_item());
}

void TransactionCapacity::add(ConsumedCapacity one, double units) {
  one.capacity_units += units;
  if (one.table) one.table->capacity_units += units;
  dynamodb::add(tables_, std::move(one));
}

void TransactionCapacity::add(const Table& table, double units) {
  if (tells_capacity(wanted_)) add(consumed(table, units, *wanted_), units);
}

std::optional<std::vector<ConsumedCapacity>> TransactionCapacity::take() {
  if (!tells_capacity(wanted_)) return std::nullopt;
  const auto tell = [this](auto& capacity) {
    (kind_ == Kind::kRead ? capacity.read_capacity_units : capacity.write_capacity_units) =
        capacity.capacity_units;
  };
  for (auto& of_table : tables_) {
    tell(of_table);
    if (of_table.table) tell(*of_table.table);
    for (auto* indexes : {&of_table.local_secondary_indexes, &of_table.global_secondary_indexes}) {
      if (!*indexes) continue;
      for (auto& [name, of_index] : **indexes) tell(of_index);
    }
  }
  return std::move(tables_);
}

core::Result<TransactionReply> run_transaction(DynamoDb& dynamodb, const core::Call& call,
                                               Transaction transaction) {
  auto& tokens = dynamodb.request_tokens();
  const auto is_repeated = tokens.has_seen(call, transaction.token);
  if (!is_repeated.ok()) return is_repeated.error();
  if (is_repeated.value()) return reply_of_repetition(dynamodb, transaction);
  const auto writes = check_all(dynamodb, std::move(transaction.writes));
  if (!writes.ok()) return writes.error();

  TransactionReply reply;
  TransactionCapacity capacity(TransactionCapacity::Kind::kWrite, transaction.capacity);
  for (const auto& write : writes.value()) {
    auto written = commit(dynamodb, write,
                          {.capacity = transaction.capacity, .collection = transaction.collection});
    if (written.consumed_capacity) {
      capacity.add(std::move(*written.consumed_capacity), write.units());
    }
    if (written.item_collection_metrics) {
      auto& all = reply.item_collection_metrics;
      if (!all) all.emplace();
      (*all)[write.table->name].push_back(std::move(*written.item_collection_metrics));
    }
  }
  tokens.keep(call, transaction.token);
  reply.consumed_capacity = capacity.take();
  return reply;
}

}  // namespace tertulia::dynamodb

#include "tests/services/dynamodb/reference_table.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

using Json = nlohmann::json;

// The expressions of the requests, each of which the reference knows by heart.
constexpr const char* kGuard = "attribute_not_exists(id) OR size(#t) >= :least";
constexpr const char* kUpdate = "SET #c = if_not_exists(#c, :zero) + :step REMOVE #t";

std::string text_of(const Json& value) { return value.begin()->get<std::string>(); }
double number_of(const Json& value) { return std::stod(text_of(value)); }
Json text(std::string value) { return {{"S", std::move(value)}}; }
Json number(std::string value) { return {{"N", std::move(value)}}; }

Json key_of(const Json& item) { return {{"id", item["id"]}, {"n", item["n"]}}; }
std::string name_of(const Json& item) {
  return base::cat(text_of(item["id"]), "/", text_of(item["n"]));
}

const char* order_of(const Json& request) {
  const auto index = request.value("IndexName", "");
  return index == "by-text" ? "text" : index == "by-city" ? "count" : "n";
}

class Dice {
 public:
  explicit Dice(std::mt19937_64& random) : random_(random) {}

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool one_in(std::uint64_t bound) { return below(bound) == 0; }
  std::string one_of(std::initializer_list<const char*> texts) {
    return texts.begin()[below(texts.size())];
  }

  /// One of some hundred keys, numbers in the form in which they come back.
  Json key() {
    return {{"id", text(base::cat("id", below(12)))},
            {"n", number(one_of({"0", "1", "-1", "2.5", "10", "100", "-0.001", "99"}))}};
  }
  Json item() {
    auto result = key();
    if (one_in(2)) result["text"] = text(std::string(1 + below(300), 'x'));
    if (one_in(2)) result["city"] = text(one_of({"Cuenca", "Soria", "Teruel"}));
    if (one_in(2)) result["count"] = number(base::cat(below(50)));
    if (one_in(2)) result["list"] = {{"L", {{{"BOOL", one_in(2)}}, {{"NULL", true}}}}};
    if (one_in(3)) result["map"] = {{"M", {{"k", number(base::cat(below(1000)))}}}};
    return result;
  }
  /// Up to `most` of them, none with the key of another.
  std::vector<Json> items(std::uint64_t most) {
    std::map<std::string, Json> chosen;
    for (auto left = 1 + below(most); left > 0; --left) {
      auto one = item();
      chosen.emplace(name_of(one), std::move(one));
    }
    std::vector<Json> result;
    for (auto& [name, one] : chosen) result.push_back(std::move(one));
    return result;
  }
  Json guarded(Json request) {
    request["ConditionExpression"] = kGuard;
    request["ExpressionAttributeNames"]["#t"] = "text";
    request["ExpressionAttributeValues"][":least"] = number(base::cat(below(300)));
    return request;
  }
  Json update(const Json& key) {
    return {{"TableName", "visits"},
            {"Key", key},
            {"UpdateExpression", kUpdate},
            {"ExpressionAttributeNames", {{"#c", "count"}, {"#t", "text"}}},
            {"ExpressionAttributeValues",
             {{":zero", number("0")}, {":step", number(base::cat(1 + below(9)))}}}};
  }

  Step put() {
    Json request = {{"TableName", "visits"}, {"Item", item()}, {"ReturnValues", "ALL_OLD"}};
    return {"PutItem", one_in(3) ? guarded(std::move(request)) : std::move(request)};
  }
  Step batch_write() {
    auto requests = Json::array();
    for (const auto& one : items(25)) {
      requests.push_back(one_in(3) ? Json{{"DeleteRequest", {{"Key", key_of(one)}}}}
                                   : Json{{"PutRequest", {{"Item", one}}}});
    }
    return {"BatchWriteItem", {{"RequestItems", {{"visits", std::move(requests)}}}}};
  }
  Step batch_get() {
    auto keys = Json::array();
    for (const auto& one : items(100)) keys.push_back(key_of(one));
    return {"BatchGetItem", {{"RequestItems", {{"visits", {{"Keys", std::move(keys)}}}}}}};
  }
  Step transaction() {
    auto parts = Json::array();
    for (const auto& one : items(6)) {
      const Json of_key = {{"TableName", "visits"}, {"Key", key_of(one)}};
      switch (below(4)) {
        case 0:
          parts.push_back({{"Delete", of_key}});
          break;
        case 1:
          parts.push_back({{"Update", update(key_of(one))}});
          break;
        case 2:
          parts.push_back({{"ConditionCheck", guarded(of_key)}});
          break;
        default: {
          Json put = {{"TableName", "visits"}, {"Item", one}};
          parts.push_back({{"Put", one_in(2) ? guarded(std::move(put)) : std::move(put)}});
        }
      }
    }
    return {"TransactWriteItems", {{"TransactItems", std::move(parts)}}};
  }
  Step transaction_of_reads() {
    auto parts = Json::array();
    for (const auto& one : items(10)) {
      parts.push_back({{"Get", {{"TableName", "visits"}, {"Key", key_of(one)}}}});
    }
    return {"TransactGetItems", {{"TransactItems", std::move(parts)}}};
  }
  /// A page is small, so that a read has many.
  Json read() {
    Json request = {{"TableName", "visits"}, {"Limit", 1 + below(40)}};
    if (one_in(2)) {
      request["FilterExpression"] = "attribute_type(#l, :type)";
      request["ExpressionAttributeNames"]["#l"] = "list";
      request["ExpressionAttributeValues"][":type"] = text("L");
    }
    return request;
  }
  Step query() {
    auto request = read();
    auto& names = request["ExpressionAttributeNames"];
    auto& values = request["ExpressionAttributeValues"];
    const auto source = below(3);
    names["#hash"] = source == 2 ? "city" : "id";
    values[":hash"] = source == 2 ? text(one_of({"Cuenca", "Soria"})) : key()["id"];
    request["KeyConditionExpression"] = "#hash = :hash";
    if (source > 0) request["IndexName"] = source == 1 ? "by-text" : "by-city";
    if (one_in(2)) {
      request["KeyConditionExpression"] = "#hash = :hash AND #range >= :from";
      names["#range"] = order_of(request);
      values[":from"] = source == 0   ? key()["n"]
                        : source == 1 ? text(std::string(below(300) + 1, 'x'))
                                      : number(base::cat(below(50)));
    }
    request["ScanIndexForward"] = one_in(2);
    return {"Query", std::move(request)};
  }
  Step scan() {
    auto request = read();
    if (one_in(3)) request["IndexName"] = one_of({"by-text", "by-city"});
    return {"Scan", std::move(request)};
  }

 private:
  std::mt19937_64& random_;
};

/// Whether a read of the index, or the table, comes by the item.
bool is_in(const Json& request, const Json& item) {
  const auto index = request.value("IndexName", "");
  if (index == "by-city") return item.contains("city") && item.contains("count");
  return index != "by-text" || item.contains("text");
}

bool is_before(const Json& left, const Json& right) {
  return left.contains("N") ? number_of(left) < number_of(right) : text_of(left) < text_of(right);
}

}  // namespace

const std::string_view kReferenceTable = R"({"TableName":"visits","BillingMode":"PAY_PER_REQUEST",
  "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                          {"AttributeName":"n","AttributeType":"N"},
                          {"AttributeName":"text","AttributeType":"S"},
                          {"AttributeName":"city","AttributeType":"S"},
                          {"AttributeName":"count","AttributeType":"N"}],
  "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"n","KeyType":"RANGE"}],
  "LocalSecondaryIndexes":[{"IndexName":"by-text","Projection":{"ProjectionType":"ALL"},
    "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                 {"AttributeName":"text","KeyType":"RANGE"}]}],
  "GlobalSecondaryIndexes":[{"IndexName":"by-city",
    "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["list"]},
    "KeySchema":[{"AttributeName":"city","KeyType":"HASH"},
                 {"AttributeName":"count","KeyType":"RANGE"}]}],
  "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}})";

Step random_step(std::mt19937_64& random) {
  Dice dice(random);
  const Json of_key = {{"TableName", "visits"}, {"Key", dice.key()}};
  switch (dice.below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return dice.put();
    case 4:
    case 5: {
      auto request = of_key;
      request["ReturnValues"] = "ALL_OLD";
      return {"DeleteItem", std::move(request)};
    }
    case 6:
    case 7:
    case 8: {
      auto request = dice.update(of_key["Key"]);
      request["ReturnValues"] = "ALL_NEW";
      return {"UpdateItem", std::move(request)};
    }
    case 9:
      return dice.batch_write();
    case 10:
      return dice.batch_get();
    case 11:
    case 12:
    case 13:
      return dice.transaction();
    case 14:
      return dice.transaction_of_reads();
    case 15:
    case 16:
    case 17:
      return dice.query();
    case 18:
      if (dice.one_in(10)) return dice.scan();
      [[fallthrough]];
    default:
      return {"GetItem", of_key};
  }
}

Json normal(const Step& step, Json items) {
  const auto* order = order_of(step.request);
  const bool ordered = step.operation == "Query";
  const bool forward = step.request.value("ScanIndexForward", true);
  std::stable_sort(items.begin(), items.end(), [&](const Json& left, const Json& right) {
    if (ordered && left[order] != right[order]) {
      return forward ? is_before(left[order], right[order]) : is_before(right[order], left[order]);
    }
    return left.dump() < right.dump();
  });
  return items;
}

const char* sort_key_of(const Step& step) { return order_of(step.request); }

const Json* ReferenceTable::find(const Json& key) const {
  const auto found = items_.find(name_of(key));
  return found == items_.end() ? nullptr : &found->second;
}

void ReferenceTable::put(const Json& item) {
  const auto* old = find(item);
  if (old != nullptr && *old == item) return;  // no change, no record
  Json change = {{"event", old ? "MODIFY" : "INSERT"}, {"new", item}};
  if (old != nullptr) change["old"] = *old;
  changes_.push_back(std::move(change));
  items_.insert_or_assign(name_of(item), item);
}

void ReferenceTable::erase(const Json& key) {
  const auto* old = find(key);
  if (old == nullptr) return;
  changes_.push_back({{"event", "REMOVE"}, {"old", *old}});
  items_.erase(name_of(key));
}

Json ReferenceTable::updated(const Json& key, const Json* before, const Json& step) {
  auto after = before ? *before : key;
  const auto count = after.contains("count") ? number_of(after["count"]) : 0.0;
  after["count"] = number(base::cat(static_cast<std::int64_t>(count + number_of(step))));
  after.erase("text");
  return after;
}

bool ReferenceTable::passes(const Json& request, const Json& key) const {
  if (!request.contains("ConditionExpression")) return true;
  const auto* there = find(key);
  if (there == nullptr) return true;
  const auto least = number_of(request["ExpressionAttributeValues"][":least"]);
  return there->contains("text") && static_cast<double>(text_of((*there)["text"]).size()) >= least;
}

Json ReferenceTable::put_item(const Json& request) {
  const auto& item = request["Item"];
  if (!passes(request, item)) return {{"refused", "ConditionalCheckFailedException"}};
  auto reply = Json::object();
  if (const auto* old = find(item)) reply["Attributes"] = *old;
  put(item);
  return reply;
}

Json ReferenceTable::delete_item(const Json& request) {
  auto reply = Json::object();
  if (const auto* old = find(request["Key"])) reply["Attributes"] = *old;
  erase(request["Key"]);
  return reply;
}

Json ReferenceTable::update_item(const Json& request) {
  write("Update", request);
  return {{"Attributes", *find(request["Key"])}};
}

/// One part of a transaction that goes through.
void ReferenceTable::write(std::string_view kind, const Json& request) {
  if (kind == "Put") put(request["Item"]);
  if (kind == "Delete") erase(request["Key"]);
  if (kind == "Update") {
    put(updated(request["Key"], find(request["Key"]),
                request["ExpressionAttributeValues"][":step"]));
  }
}

Json ReferenceTable::batch_write_item(const Json& request) {
  for (const auto& part : request["RequestItems"]["visits"]) {
    if (part.contains("PutRequest")) put(part["PutRequest"]["Item"]);
    if (part.contains("DeleteRequest")) erase(part["DeleteRequest"]["Key"]);
  }
  return {{"UnprocessedItems", Json::object()}};
}

Json ReferenceTable::batch_get_item(const Json& request) const {
  auto found = Json::array();
  for (const auto& key : request["RequestItems"]["visits"]["Keys"]) {
    if (const auto* item = find(key)) found.push_back(*item);
  }
  return found;
}

Json ReferenceTable::transact_write_items(const Json& request) {
  auto reasons = Json::array();
  bool fails = false;
  for (const auto& part : request["TransactItems"]) {
    const auto& one = part.begin().value();
    const bool passed = passes(one, one.contains("Key") ? one["Key"] : one["Item"]);
    reasons.push_back(passed ? "None" : "ConditionalCheckFailed");
    fails = fails || !passed;
  }
  if (fails) return {{"refused", "TransactionCanceledException"}, {"reasons", reasons}};
  for (const auto& part : request["TransactItems"]) write(part.begin().key(), *part.begin());
  return Json::object();
}

Json ReferenceTable::transact_get_items(const Json& request) const {
  auto responses = Json::array();
  for (const auto& part : request["TransactItems"]) {
    const auto* item = find(part["Get"]["Key"]);
    responses.push_back(item ? Json{{"Item", *item}} : Json::object());
  }
  return {{"Responses", responses}};
}

Json ReferenceTable::query(const Json& request) const {
  const auto& values = request["ExpressionAttributeValues"];
  const auto hash = request["ExpressionAttributeNames"]["#hash"].get<std::string>();
  const auto* order = order_of(request);
  const auto all = scan(request);
  auto found = Json::array();
  for (const auto& item : all) {
    if (item[hash] != values[":hash"]) continue;
    if (values.contains(":from") && is_before(item[order], values[":from"])) continue;
    found.push_back(item);
  }
  return found;
}

Json ReferenceTable::scan(const Json& request) const {
  auto found = Json::array();
  for (const auto& [name, item] : items_) {
    if (!is_in(request, item)) continue;
    if (request.contains("FilterExpression") && !item.contains("list")) continue;
    auto seen = item;
    if (request.value("IndexName", "") == "by-city") {
      seen.erase("text");
      seen.erase("map");
    }
    found.push_back(std::move(seen));
  }
  return found;
}

Json ReferenceTable::answer(const Step& step) {
  const auto is = [&](std::string_view operation) { return step.operation == operation; };
  if (is("PutItem")) return put_item(step.request);
  if (is("DeleteItem")) return delete_item(step.request);
  if (is("UpdateItem")) return update_item(step.request);
  if (is("BatchWriteItem")) return batch_write_item(step.request);
  if (is("BatchGetItem")) return normal(step, batch_get_item(step.request));
  if (is("TransactWriteItems")) return transact_write_items(step.request);
  if (is("TransactGetItems")) return transact_get_items(step.request);
  if (is("Query")) return normal(step, query(step.request));
  if (is("Scan")) return normal(step, scan(step.request));
  const auto* item = find(step.request["Key"]);
  return item ? Json{{"Item", *item}} : Json::object();
}

}  // namespace tertulia::dynamodb

#include "emulator/model/items.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/parse.hpp"

namespace tertulia::model {

using nlohmann::json;

namespace {

bool all_texts(const Value& value) {
  return value.is_list() && !value.items.empty() &&
         std::all_of(value.items.begin(), value.items.end(),
                     [](const Value& each) { return each.is_text(); });
}

bool is_typed(const Value& value) {
  if (!value.is_map() || value.members.size() != 1) return false;
  const std::string& type = value.members[0].key;
  const Value& inner = value.members[0].value;
  if (type == "S" || type == "B") return inner.is_text();
  if (type == "N") return inner.is_text() && base::parse_double(inner.text).has_value();
  if (type == "BOOL") return inner.is_boolean();
  if (type == "NULL") return inner.is_boolean() && inner.boolean;
  if (type == "SS" || type == "NS" || type == "BS") return all_texts(inner);
  if (type == "L") {
    return inner.is_list() && std::all_of(inner.items.begin(), inner.items.end(), is_typed);
  }
  return type == "M" && inner.is_map() &&
         std::all_of(inner.members.begin(), inner.members.end(),
                     [](const Member& each) { return is_typed(each.value); });
}

json typed(const Value& value) {
  switch (value.kind) {
    case Kind::kNull:
      return {{"NULL", true}};
    case Kind::kBoolean:
      return {{"BOOL", value.boolean}};
    case Kind::kNumber:
      return {{"N", value.text}};
    case Kind::kText:
      return {{"S", value.text}};
    case Kind::kList: {
      json list = json::array();
      for (const Value& each : value.items) list.push_back(typed(each));
      return {{"L", std::move(list)}};
    }
    case Kind::kMap: {
      json map = json::object();
      for (const Member& each : value.members) map[each.key] = typed(each.value);
      return {{"M", std::move(map)}};
    }
  }
  return nullptr;
}

}  // namespace

json item_of(const Value& value) {
  const bool is_dynamo = !value.members.empty() &&
                         std::all_of(value.members.begin(), value.members.end(),
                                     [](const Member& each) { return is_typed(each.value); });
  json item = json::object();
  for (const Member& each : value.members) {
    item[each.key] = is_dynamo ? to_json(each.value) : typed(each.value);
  }
  return item;
}

Outcome<Items> items_of(const Value& list, const Files& files) {
  const auto wrong = [&files](const Value& value, std::string key, std::string message) {
    return Problem{.where = {files.name(value.file), value.line},
                   .key = std::move(key),
                   .message = std::move(message)};
  };
  if (!list.is_list()) return wrong(list, "", "must be a list of items");
  auto items = std::make_shared<json>(json::array());
  for (std::size_t index = 0; index < list.items.size(); ++index) {
    const Value& each = list.items[index];
    if (!each.is_map()) return wrong(each, std::to_string(index), "an item must be an object");
    items->push_back(item_of(each));
  }
  return Items(std::move(items));
}

Outcome<Items> items_of(std::string_view text, std::string_view name) {
  Files files;
  const auto file = files.add(std::string(name));
  const auto list = parse_json(text, files, file);
  if (!list) return list.problem();
  return items_of(*list, files);
}

}  // namespace tertulia::model

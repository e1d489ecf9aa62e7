#include "emulator/sdk/client/dynamodb.hpp"

#include "emulator/sdk/encoding.hpp"
#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk::dynamodb {
namespace {

void append_plain(std::string& target, JsonReader& json);

/// {"name": attribute value} as {"name": value}.
void append_item(std::string& target, JsonReader& json) {
  target += '{';
  std::string_view separator;
  json.object([&](std::string_view) {
    target += separator;
    target += '"';
    target += json.raw_name();
    target += "\":";
    separator = ",";
    append_plain(target, json);
  });
  target += '}';
}

void append_number(std::string& target, JsonReader& json) {
  const std::string_view digits = json.raw_string();
  if (!is_json_number(digits)) throw JsonError("an attribute value is no number");
  target += digits;
}

/// An array of which `element` appends each element.
template <class Element>
void append_array(std::string& target, JsonReader& json, Element element) {
  target += '[';
  std::string_view separator;
  json.array([&] {
    target += separator;
    separator = ",";
    element();
  });
  target += ']';
}

/// Strings pass as they stand in the text, escapes and all.
void append_string(std::string& target, JsonReader& json) {
  target += '"';
  target += json.raw_string();
  target += '"';
}

void append_typed(std::string& target, std::string_view type, JsonReader& json) {
  if (type == "S" || type == "B") {
    append_string(target, json);
  } else if (type == "N") {
    append_number(target, json);
  } else if (type == "BOOL") {
    target += json.boolean() ? "true" : "false";
  } else if (type == "NULL") {
    json.skip();
    target += "null";
  } else if (type == "M") {
    append_item(target, json);
  } else if (type == "L") {
    append_array(target, json, [&] { append_plain(target, json); });
  } else if (type == "SS" || type == "BS") {
    append_array(target, json, [&] { append_string(target, json); });
  } else if (type == "NS") {
    append_array(target, json, [&] { append_number(target, json); });
  } else {
    throw JsonError("an attribute value has an unknown type");
  }
}

/// {"S": "text"} as "text".
void append_plain(std::string& target, JsonReader& json) {
  // Most values are of S, N, B, M or L.
  if (char type = 0; json.begin_single(type)) {
    append_typed(target, {&type, 1}, json);
    if (!json.end_single()) throw JsonError("an attribute value has two types");
    return;
  }
  int types = 0;
  json.object([&](std::string_view type) {
    if (++types > 1) throw JsonError("an attribute value has two types");
    append_typed(target, type, json);
  });
  if (types == 0) throw JsonError("an attribute value has no type");
}

/// Whether the next value is {"S": …}, {"N": …} or {"B": …}, which keys are made of.
bool is_key_attribute(JsonReader& json) {
  int types = 0;
  bool good = true;
  json.object([&](std::string_view type) {
    ++types;
    const std::string_view text = json.raw_string();
    good = good && (type == "S" || type == "B" || (type == "N" && is_json_number(text)));
  });
  return good && types == 1;
}

bool is_key(std::string_view text) {
  try {
    JsonReader json(text);
    bool good = true;
    int members = 0;
    json.object([&](std::string_view) {
      ++members;
      good = is_key_attribute(json) && good;
    });
    json.end();
    return good && members > 0;
  } catch (const JsonError&) {
    return false;
  }
}

}  // namespace

Page page_of(std::string_view answer) {
  Page page;
  JsonReader json(answer);
  json.object([&](std::string_view name) {
    if (name == "Items") {
      page.items.clear();
      page.items.reserve(answer.size());
      append_array(page.items, json, [&] {
        ++page.count;
        append_item(page.items, json);
      });
    } else if (name == "LastEvaluatedKey") {
      page.last_key = json.skip();
    } else {
      json.skip();
    }
  });
  json.end();
  return page;
}

Page scan(const Context& context, const ScanRequest& request) {
  std::string input = R"({"TableName":)";
  append_json(input, request.table);
  if (request.limit) {
    input += R"(,"Limit":)";
    input += std::to_string(*request.limit);
  }
  if (!request.start_key.empty()) {
    input += R"(,"ExclusiveStartKey":)";
    input += request.start_key;
  }
  input += '}';
  return page_of(context.call_text("dynamodb", "Scan", input));
}

std::string token_of(std::string_view key) { return base64_url(key); }

std::optional<std::string> key_of(std::string_view token) {
  std::optional<std::string> key = from_base64_url(token);
  if (!key || !is_key(*key)) return std::nullopt;
  return key;
}

}  // namespace tertulia::sdk::dynamodb

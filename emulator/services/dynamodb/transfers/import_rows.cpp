#include "emulator/services/dynamodb/transfers/import_rows.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb::transfers {
namespace {

using Json = nlohmann::json;

/// Far more than an item of 400 KB takes, whatever is escaped.
constexpr std::size_t kLineMax = 8 * 1024 * 1024;

bool read_value(const Json& json, AttributeValue& value, int depth);

bool read_text(const Json& json, std::string& text) {
  if (!json.is_string()) return false;
  text = json.get_ref<const std::string&>();
  return true;
}

bool read_bytes(const Json& json, core::Blob& blob) {
  if (!json.is_string()) return false;
  auto bytes = base::from_base64(json.get_ref<const std::string&>());
  if (!bytes) return false;
  blob.bytes = *std::move(bytes);
  return true;
}

template <class Element, class Read>
bool read_all(const Json& json, std::vector<Element>& elements, Read read) {
  return json.is_array() && std::ranges::all_of(json, [&](const Json& element) {
           return read(element, elements.emplace_back());
         });
}

bool read_map(const Json& json, AttributeMap& attributes, int depth) {
  if (!json.is_object()) return false;
  for (const auto& [name, inner] : json.items()) {
    if (!read_value(inner, attributes[name], depth)) return false;
  }
  return true;
}

bool read_flag(const Json& json, bool& flag) {
  if (!json.is_boolean()) return false;
  flag = json.get<bool>();
  return true;
}

bool read_typed(AttributeType type, const Json& json, AttributeValue& value, int depth) {
  using enum AttributeType;
  const auto inner = [depth](const Json& element, AttributeValue& target) {
    return read_value(element, target, depth + 1);
  };
  switch (type) {
    case kS:
      return read_text(json, value.emplace<kS>());
    case kN:
      return read_text(json, value.emplace<kN>());
    case kB:
      return read_bytes(json, value.emplace<kB>());
    case kSS:
      return read_all(json, value.emplace<kSS>(), read_text);
    case kNS:
      return read_all(json, value.emplace<kNS>(), read_text);
    case kBS:
      return read_all(json, value.emplace<kBS>(), read_bytes);
    case kM:
      return read_map(json, value.emplace<kM>(), depth + 1);
    case kL:
      return read_all(json, value.emplace<kL>(), inner);
    case kNull:
      return read_flag(json, value.emplace<kNull>());
    case kBool:
      return read_flag(json, value.emplace<kBool>());
  }
  return false;
}

/// {"S": "…"}: one type.
bool read_value(const Json& json, AttributeValue& value, int depth) {
  if (depth > kNestingMax || !json.is_object() || json.size() != 1) return false;
  const auto type = core::value_of<AttributeType>(json.begin().key());
  return type && read_typed(*type, json.begin().value(), value, depth);
}

/// A field of its key's type; nothing when it is none.
std::optional<AttributeValue> value_of(std::string field, ScalarType type) {
  switch (type) {
    case ScalarType::kN:
      return AttributeValue::of<AttributeType::kN>(std::move(field));
    case ScalarType::kB: {
      auto bytes = base::from_base64(field);
      if (!bytes) return std::nullopt;
      return AttributeValue::of<AttributeType::kB>(core::Blob{*std::move(bytes)});
    }
    case ScalarType::kS:
      break;
  }
  return AttributeValue::of<AttributeType::kS>(std::move(field));
}

ScalarType type_of(std::string_view attribute, const std::vector<AttributeDefinition>& keys) {
  const auto found = std::ranges::find(keys, attribute, &AttributeDefinition::attribute_name);
  return found == keys.end() ? ScalarType::kS : found->attribute_type;
}

}  // namespace

Lines::Lines(std::string_view bytes, Compression compression) : plain_(bytes) {
  if (compression == Compression::kGzip) inflater_.emplace(bytes);
}

bool Lines::next(std::string& line) {
  while (next_line(line)) {
    if (line.ends_with('\r')) line.pop_back();
    if (!base::trim(line).empty()) return true;
  }
  return false;
}

bool Lines::next_line(std::string& line) {
  line.clear();
  bool any = false;
  while (!piece_.empty() || fill()) {
    any = true;
    const auto end = piece_.find('\n');
    line += piece_.substr(0, end);
    if (line.size() > kLineMax) is_damaged_ = true;
    if (is_damaged_) return false;
    if (end != piece_.npos) {
      piece_.remove_prefix(end + 1);
      return true;
    }
    piece_ = {};
  }
  return any && !is_damaged_;
}

bool Lines::fill() {
  if (is_damaged_) return false;
  if (inflater_) {
    const auto piece = inflater_->next();
    is_damaged_ = !piece;
    piece_ = piece.value_or(std::string_view());
  } else {
    piece_ = std::exchange(plain_, {});
  }
  bytes_ += static_cast<std::int64_t>(piece_.size());
  return !piece_.empty();
}

std::optional<AttributeMap> item_of_json(std::string_view line) {
  const auto json = Json::parse(line, nullptr, false);
  if (!json.is_object() || json.size() != 1 || !json.contains("Item")) return std::nullopt;
  AttributeMap item;
  if (!read_map(json["Item"], item, 1)) return std::nullopt;
  return item;
}

std::optional<std::vector<std::string>> fields_of_csv(std::string_view line, char delimiter) {
  std::vector<std::string> fields;
  for (;;) {
    auto& field = fields.emplace_back();
    if (line.starts_with('"')) {
      line.remove_prefix(1);
      for (;;) {
        const auto quote = line.find('"');
        if (quote == line.npos) return std::nullopt;
        field += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) break;
        field += '"';
        line.remove_prefix(1);
      }
      if (!line.empty() && line.front() != delimiter) return std::nullopt;
    } else {
      field = line.substr(0, line.find(delimiter));
      line.remove_prefix(field.size());
    }
    if (line.empty()) return fields;
    line.remove_prefix(1);
  }
}

std::optional<AttributeMap> item_of_csv(std::vector<std::string> fields, const CsvLayout& layout) {
  if (fields.size() != layout.header.size()) return std::nullopt;
  AttributeMap item;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& name = layout.header[i];
    auto value = value_of(std::move(fields[i]), type_of(name, layout.keys));
    if (!value) return std::nullopt;
    item.insert_or_assign(name, *std::move(value));
  }
  return item;
}

}  // namespace tertulia::dynamodb::transfers

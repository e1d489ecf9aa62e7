#include "emulator/services/dynamodb/key_codec.hpp"

#include "emulator/base/decimal.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kPositionBytes = 8;
constexpr std::size_t kLengthBytes = 2;

void append_big_endian(std::uint64_t value, std::size_t bytes, std::string& out) {
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

// FNV-1a with a last mixing, so that keys that differ in their end alone are far apart. It is part
// of the stored form: another function would put every item elsewhere.
std::uint64_t position_of(std::string_view hash_key) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : hash_key) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

AttributeType attribute_type(ScalarType type) {
  switch (type) {
    case ScalarType::kB:
      return AttributeType::kB;
    case ScalarType::kN:
      return AttributeType::kN;
    case ScalarType::kS:
      break;
  }
  return AttributeType::kS;
}

/// The bytes of a value that has the type of its key.
core::Result<std::string> scalar_bytes(const KeyAttribute& key, const AttributeValue& value) {
  using enum AttributeType;
  switch (key.type) {
    case ScalarType::kS: {
      const auto& text = *value.get<kS>();
      if (text.empty()) return empty_key_value("string", key.name);
      return text;
    }
    case ScalarType::kB: {
      const auto& bytes = value.get<kB>()->bytes;
      if (bytes.empty()) return empty_key_value("binary", key.name);
      return bytes;
    }
    case ScalarType::kN: {
      auto number = parse_number(*value.get<kN>());
      if (!number.ok()) return std::move(number).error();
      std::string bytes;
      number->append_key(bytes);
      return bytes;
    }
  }
  return key_mismatch();
}

core::Result<std::string> key_bytes(const KeyAttribute& key, const AttributeMap& attributes,
                                    KeyFault fault) {
  const auto found = attributes.find(key.name);
  if (found == attributes.end()) {
    return fault == KeyFault::kNamed ? key_missing_in_item(key.name) : key_mismatch();
  }
  const auto& value = found->second;
  if (value.given == 0 || value.type() != attribute_type(key.type)) {
    return fault == KeyFault::kNamed
               ? key_type_mismatch(key.name, core::name_of(key.type), core::name_of(value.type()))
               : key_mismatch();
  }
  return scalar_bytes(key, value);
}

/// What the keys of one partition begin with, and no others.
std::string partition_prefix(std::string_view hash) {
  std::string prefix;
  prefix.reserve(kPositionBytes + kLengthBytes + hash.size() + 32);
  append_big_endian(position_of(hash), kPositionBytes, prefix);
  append_big_endian(hash.size(), kLengthBytes, prefix);
  prefix += hash;
  return prefix;
}

/// The least bytes that are greater than all that begin with `prefix`, which is not all 0xff.
std::string end_of_prefix(std::string prefix) {
  while (prefix.back() == '\xff') prefix.pop_back();
  ++prefix.back();
  return prefix;
}

/// The bytes of a value that a key condition compares with.
core::Result<std::string> condition_bytes(const KeyAttribute& key, const AttributeValue& value) {
  if (value.type() != attribute_type(key.type)) return condition_type_mismatch();
  return scalar_bytes(key, value);
}

core::Result<std::string> encode(const Table& table, const AttributeMap& attributes,
                                 KeyFault fault) {
  const auto hash = key_bytes(table.hash, attributes, fault);
  if (!hash.ok()) return hash.error();
  if (hash.value().size() > kHashKeyBytesMax) return hash_key_too_large();
  auto key = partition_prefix(hash.value());
  if (table.range) {
    const auto range = key_bytes(*table.range, attributes, fault);
    if (!range.ok()) return range.error();
    if (range.value().size() > kRangeKeyBytesMax) return range_key_too_large();
    key += range.value();
  }
  return key;
}

void append_scalar_json(const KeyAttribute& key, std::string_view bytes, std::string& out) {
  base::append_json_string(out, key.name);
  base::append(out, ":{\"", core::name_of(key.type), "\":");
  switch (key.type) {
    case ScalarType::kS:
      base::append_json_string(out, bytes);
      break;
    case ScalarType::kB:
      base::append(out, '"', base::base64(bytes), '"');
      break;
    case ScalarType::kN:
      base::append(out, '"', base::Decimal::from_key(bytes).value_or(base::Decimal()).text(), '"');
      break;
  }
  out += '}';
}

}  // namespace

core::Result<std::string> key_of_key(const Table& table, const AttributeMap& key) {
  if (key.size() != (table.range ? 2 : 1)) return key_mismatch();
  return encode(table, key, KeyFault::kSchema);
}

core::Result<std::string> key_of_item(const Table& table, const AttributeMap& item,
                                      KeyFault fault) {
  return encode(table, item, fault);
}

std::string key_json(const Table& table, std::string_view key) {
  constexpr std::size_t kHeader = kPositionBytes + kLengthBytes;
  if (key.size() < kHeader) return {};
  const auto length = big_endian(key.substr(kPositionBytes, kLengthBytes));
  if (key.size() < kHeader + length) return {};
  std::string json = "{";
  append_scalar_json(table.hash, key.substr(kHeader, length), json);
  if (table.range) {
    json += ',';
    append_scalar_json(*table.range, key.substr(kHeader + length), json);
  }
  json += '}';
  return json;
}

// Positions are spread evenly, so segments are even parts of their first four bytes.
std::string next_key(std::string_view key) { return std::string(key) + '\0'; }

KeyRange segment_range(std::int64_t segment, std::int64_t total_segments) {
  constexpr std::uint64_t kAll = std::uint64_t{1} << 32;
  const auto count = static_cast<std::uint64_t>(total_segments);
  const auto bound = [&](std::uint64_t index) -> std::string {
    if (index == 0) return {};
    if (index == count) return std::string(kPositionBytes + 1, '\xff');
    std::string bytes;
    append_big_endian((kAll * index + count - 1) / count, 4, bytes);
    return bytes;
  };
  const auto index = static_cast<std::uint64_t>(segment);
  return {.begin = bound(index), .end = bound(index + 1)};
}

core::Result<KeyRange> range_of(const Table& table, const expressions::KeyCondition& condition) {
  auto hash = condition_bytes(table.hash, *condition.partition);
  if (!hash.ok()) return std::move(hash).error();
  if (hash->size() > kHashKeyBytesMax) return hash_key_too_large();
  const auto prefix = partition_prefix(*hash);
  if (!condition.sort) return KeyRange{.begin = prefix, .end = end_of_prefix(prefix)};
  auto first = condition_bytes(*table.range, *condition.sort->first);
  if (!first.ok()) return std::move(first).error();
  const auto from = prefix + *first;
  using enum expressions::Condition::Kind;
  switch (condition.sort->kind) {
    case kEqual:
      return KeyRange{.begin = from, .end = next_key(from)};
    case kLess:
      return KeyRange{.begin = prefix, .end = from};
    case kLessEqual:
      return KeyRange{.begin = prefix, .end = next_key(from)};
    case kGreater:
      return KeyRange{.begin = next_key(from), .end = end_of_prefix(prefix)};
    case kGreaterEqual:
      return KeyRange{.begin = from, .end = end_of_prefix(prefix)};
    case kBetween: {
      auto second = condition_bytes(*table.range, *condition.sort->second);
      if (!second.ok()) return std::move(second).error();
      return KeyRange{.begin = from, .end = next_key(prefix + *second)};
    }
    default:
      // begins_with: the parser lets nothing else through.
      return KeyRange{.begin = from, .end = end_of_prefix(from)};
  }
}

}  // namespace tertulia::dynamodb

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

/// One of several hash keys.
void append_hash(std::string_view bytes, std::size_t count, std::string& out) {
  if (count > 1) append_big_endian(bytes.size(), kLengthBytes, out);
  out += bytes;
}

/// Bytes of a range key that others follow: in the order of the bytes alone, whatever follows. A
/// zero byte is told from the end.
void append_escaped(std::string_view bytes, std::string& out) {
  for (const char byte : bytes) {
    out += byte;
    if (byte == '\0') out += '\xff';
  }
}
constexpr std::string_view kEndOfRange{"\0\x01", 2};

/// The range key number `index` of `count`.
void append_range(std::string_view bytes, std::size_t index, std::size_t count, std::string& out) {
  if (index + 1 == count) {
    out += bytes;
  } else {
    append_escaped(bytes, out);
    out += kEndOfRange;
  }
}

/// The bytes of a value that a key condition compares with.
core::Result<std::string> condition_bytes(const KeyAttribute& key, const AttributeValue& value) {
  if (value.type() != attribute_type(key.type)) return condition_type_mismatch();
  return scalar_bytes(key, value);
}

/// The key, whose attributes `bytes_of` gives.
template <class BytesOf>
core::Result<std::string> encode(const KeySchema& keys, BytesOf bytes_of) {
  std::string hash;
  for (const auto& attribute : keys.hash) {
    const auto bytes = bytes_of(attribute);
    if (!bytes.ok()) return bytes.error();
    append_hash(bytes.value(), keys.hash.size(), hash);
  }
  if (hash.size() > kHashKeyBytesMax) return hash_key_too_large();
  auto key = partition_prefix(hash);
  std::size_t range_bytes = 0;
  for (std::size_t i = 0; i < keys.range.size(); ++i) {
    const auto bytes = bytes_of(keys.range[i]);
    if (!bytes.ok()) return bytes.error();
    range_bytes += bytes.value().size();
    append_range(bytes.value(), i, keys.range.size(), key);
  }
  if (range_bytes > kRangeKeyBytesMax) return range_key_too_large();
  return key;
}

core::Result<std::string> encode(const Table& table, const AttributeMap& attributes,
                                 KeyFault fault) {
  return encode(table.keys, [&](const KeyAttribute& attribute) {
    return key_bytes(attribute, attributes, fault);
  });
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

/// The bytes of an attribute of an item that is a key of an index.
core::Result<std::string> index_key_bytes(const Index& index, const KeyAttribute& attribute,
                                          const AttributeValue& value) {
  if (value.given == 0 || value.type() != attribute_type(attribute.type)) {
    return index_key_type_mismatch(attribute.name, core::name_of(attribute.type),
                                   core::name_of(value.type()), index.name);
  }
  auto bytes = scalar_bytes(attribute, value);
  if (bytes.ok()) return bytes;
  if (attribute.type == ScalarType::kN) return bytes;
  return empty_index_key_value(attribute.type == ScalarType::kS ? "string" : "binary", index.name,
                               attribute.name);
}

/// What the keys that fulfil a condition begin with, as far as it fixes them.
core::Result<std::string> fixed_part(const KeySchema& keys,
                                     const expressions::KeyCondition& condition) {
  std::string hash;
  for (std::size_t i = 0; i < keys.hash.size(); ++i) {
    auto bytes = condition_bytes(keys.hash[i], *condition.partition[i]);
    if (!bytes.ok()) return bytes;
    append_hash(*bytes, keys.hash.size(), hash);
  }
  if (hash.size() > kHashKeyBytesMax) return hash_key_too_large();
  auto prefix = partition_prefix(hash);
  for (std::size_t i = 0; i < condition.fixed.size(); ++i) {
    auto bytes = condition_bytes(keys.range[i], *condition.fixed[i]);
    if (!bytes.ok()) return bytes;
    append_range(*bytes, i, keys.range.size(), prefix);
  }
  return prefix;
}

}  // namespace

core::Result<std::string> key_of_key(const Table& table, const AttributeMap& key) {
  if (key.size() != table.keys.hash.size() + table.keys.range.size()) return key_mismatch();
  return encode(table, key, KeyFault::kSchema);
}

core::Result<std::string> key_of_item(const Table& table, const AttributeMap& item,
                                      KeyFault fault) {
  return encode(table, item, fault);
}

namespace {

constexpr std::size_t kHeaderBytes = kPositionBytes + kLengthBytes;

/// Where the hash key of a key of a table ends; nothing for bytes that are no key.
std::optional<std::size_t> end_of_hash(std::string_view key) {
  if (key.size() < kHeaderBytes) return std::nullopt;
  const auto end = kHeaderBytes + big_endian(key.substr(kPositionBytes, kLengthBytes));
  if (key.size() < end) return std::nullopt;
  return end;
}

}  // namespace

std::string hash_key_json(const Table& table, std::string_view key) {
  const auto end = end_of_hash(key);
  if (!end) return {};
  std::string json = "{";
  append_scalar_json(table.hash(), key.substr(kHeaderBytes, *end - kHeaderBytes), json);
  return json + '}';
}

std::string key_json(const Table& table, std::string_view key) {
  const auto end = end_of_hash(key);
  if (!end) return {};
  std::string json = "{";
  append_scalar_json(table.hash(), key.substr(kHeaderBytes, *end - kHeaderBytes), json);
  if (const auto* range = table.range()) {
    json += ',';
    append_scalar_json(*range, key.substr(*end), json);
  }
  return json + '}';
}

std::optional<std::string> index_key_of(const Index& index, const AttributeMap& item) {
  auto key = encode(index.keys, [&](const KeyAttribute& attribute) {
    return key_bytes(attribute, item, KeyFault::kSchema);
  });
  if (!key.ok()) return std::nullopt;
  return std::move(key).value();
}

core::Result<EntryPosition> entry_position(const Table& table, const Index& index,
                                           const AttributeMap& start_key) {
  for (const auto& [name, value] : start_key) {
    if (table.keys.find(name) == nullptr && index.keys.find(name) == nullptr) {
      return invalid_starting_key();
    }
  }
  for (const auto* keys : {&table.keys, &index.keys}) {
    for (const auto* attributes : {&keys->hash, &keys->range}) {
      for (const auto& attribute : *attributes) {
        if (!start_key.contains(attribute.name)) return invalid_starting_key();
      }
    }
  }
  const auto bytes_of = [&](const KeyAttribute& attribute) {
    return key_bytes(attribute, start_key, KeyFault::kSchema);
  };
  auto key = encode(index.keys, bytes_of);
  if (!key.ok()) return invalid_starting_key(key.error().message);
  auto item_key = encode(table.keys, bytes_of);
  if (!item_key.ok()) return invalid_starting_key(item_key.error().message);
  return EntryPosition{.key = std::move(key).value(), .item_key = std::move(item_key).value()};
}

core::Status check_index_keys(const Table& table, const AttributeMap& item) {
  for (const auto& index : table.indexes) {
    std::size_t range_bytes = 0;
    for (const auto* attributes : {&index.keys.hash, &index.keys.range}) {
      for (const auto& attribute : *attributes) {
        const auto found = item.find(attribute.name);
        if (found == item.end()) continue;
        const auto bytes = index_key_bytes(index, attribute, found->second);
        if (!bytes.ok()) return bytes.error();
        if (attributes == &index.keys.range) {
          range_bytes += bytes->size();
        } else if (bytes->size() > kHashKeyBytesMax) {
          return hash_key_too_large();
        }
      }
    }
    if (range_bytes > kRangeKeyBytesMax) return range_key_too_large();
  }
  return core::ok();
}

KeyRange partition_of(std::string_view key) {
  std::string prefix(key.substr(0, end_of_hash(key).value_or(0)));
  if (prefix.empty()) return {};
  auto end = end_of_prefix(prefix);
  return {.begin = std::move(prefix), .end = std::move(end)};
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

core::Result<KeyRange> range_of(const KeySchema& keys, const expressions::KeyCondition& condition) {
  auto prefix = fixed_part(keys, condition);
  if (!prefix.ok()) return std::move(prefix).error();
  if (!condition.sort) return KeyRange{.begin = *prefix, .end = end_of_prefix(*prefix)};
  const auto number = condition.fixed.size();
  const bool is_last = number + 1 == keys.range.size();
  const auto& attribute = keys.range[number];
  auto first = condition_bytes(attribute, *condition.sort->first);
  if (!first.ok()) return std::move(first).error();
  // Where the keys with this value begin, and where they end.
  const auto begin_of = [&](std::string_view value) {
    auto begin = *prefix;
    append_range(value, number, keys.range.size(), begin);
    return begin;
  };
  const auto end_of = [&](std::string_view value) {
    auto begin = begin_of(value);
    return is_last ? next_key(begin) : end_of_prefix(std::move(begin));
  };
  using enum expressions::Condition::Kind;
  switch (condition.sort->kind) {
    case kEqual:
      return KeyRange{.begin = begin_of(*first), .end = end_of(*first)};
    case kLess:
      return KeyRange{.begin = *prefix, .end = begin_of(*first)};
    case kLessEqual:
      return KeyRange{.begin = *prefix, .end = end_of(*first)};
    case kGreater:
      return KeyRange{.begin = end_of(*first), .end = end_of_prefix(*prefix)};
    case kGreaterEqual:
      return KeyRange{.begin = begin_of(*first), .end = end_of_prefix(*prefix)};
    case kBetween: {
      auto second = condition_bytes(attribute, *condition.sort->second);
      if (!second.ok()) return std::move(second).error();
      return KeyRange{.begin = begin_of(*first), .end = end_of(*second)};
    }
    default: {
      // begins_with: the parser lets nothing else through.
      auto begin = *prefix;
      is_last ? void(begin += *first) : append_escaped(*first, begin);
      return KeyRange{.begin = begin, .end = end_of_prefix(begin)};
    }
  }
}

}  // namespace tertulia::dynamodb

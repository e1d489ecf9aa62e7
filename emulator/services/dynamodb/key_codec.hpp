/// The bytes under which an item is kept, in its table and in indexes: in the order of a scan, and
/// within one hash key in the order of the range key.
///
/// A key is the position of its hash key (8 bytes, a hash of it), the hash key's bytes behind their
/// length (2 bytes), and the range key's bytes. Keys of text and bytes stand as they are, numbers
/// as `base::Decimal::append_key` writes them. Of a key of several attributes the hash keys stand
/// behind their lengths one after another; all range keys but the last end with a mark, so that
/// they sort one after another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

inline constexpr std::size_t kHashKeyBytesMax = 2048;
inline constexpr std::size_t kRangeKeyBytesMax = 1024;

/// The key of a request's Key: its attributes must be those of the schema and no others.
/// Errors: ValidationException.
[[nodiscard]] core::Result<std::string> key_of_key(const Table& table, const AttributeMap& key);

/// How a key that is not there or of the wrong type is reported.
enum class KeyFault : std::uint8_t {
  kNamed,   // as PutItem does: "Missing the key id in the item"
  kSchema,  // as BatchWriteItem does: "The provided key element does not match the schema"
};
/// The key of a whole item. Its values have been checked by `canonical`.
[[nodiscard]] core::Result<std::string> key_of_item(const Table& table, const AttributeMap& item,
                                                    KeyFault fault);

/// The key attributes of the item that is kept under `key`, as canonical JSON:
/// `{"id":{"S":"a"}}`. Empty for bytes that are no key of this table.
[[nodiscard]] std::string key_json(const Table& table, std::string_view key);
/// The hash key alone, in the same form.
[[nodiscard]] std::string hash_key_json(const Table& table, std::string_view key);

/// The key of an item in an index; nothing when the index does not hold it, because an attribute is
/// missing or cannot be a key.
[[nodiscard]] std::optional<std::string> index_key_of(const Index& index, const AttributeMap& item);
/// Whether what an item says of the keys of all indexes may be kept. Errors: ValidationException.
[[nodiscard]] core::Status check_index_keys(const Table& table, const AttributeMap& item);

/// Keys from `begin` on and before `end`.
struct KeyRange {
  std::string begin;
  std::string end;
  [[nodiscard]] bool contains(std::string_view key) const { return key >= begin && key < end; }
};
/// The least bytes that are greater than those.
[[nodiscard]] std::string next_key(std::string_view key);
/// The keys of one hash key, that of `key`.
[[nodiscard]] KeyRange partition_of(std::string_view key);
/// The part of a table that one worker of a parallel scan reads.
[[nodiscard]] KeyRange segment_range(std::int64_t segment, std::int64_t total_segments);
/// Where in an index an entry is: under the key that its item has there, and among those of one key
/// by the item's own.
struct EntryPosition {
  std::string key;
  std::string item_key = {};
};
/// From `begin` on and before `end`.
struct EntryRange {
  EntryPosition begin;
  EntryPosition end;
};

/// The position of an ExclusiveStartKey, which has the attributes of both keys and no others.
[[nodiscard]] core::Result<EntryPosition> entry_position(const Table& table, const Index& index,
                                                         const AttributeMap& start_key);
/// What a key condition lets through. Errors (ValidationException): values of another type than the
/// keys, or empty or too large for them.
[[nodiscard]] core::Result<KeyRange> range_of(const KeySchema& keys,
                                              const expressions::KeyCondition& condition);

}  // namespace tertulia::dynamodb

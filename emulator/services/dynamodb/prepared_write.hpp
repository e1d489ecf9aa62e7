/// A write of one item, in three steps: prepared from what was asked for, checked against what is
/// there, committed. Nothing changes before the last step, so that several writes can be checked
/// before the first is done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/writing.hpp"

namespace tertulia::dynamodb {

// What a write does to the item.

/// Nothing: its guard is all there is to it.
struct Keep {};
struct Replace {
  CanonicalItem item;
};
struct Erase {};
/// Updates what is there, or what has nothing but the key.
struct Revise {
  expressions::Update update;
  /// The attributes of the key, which outlive the write.
  const AttributeMap* key = nullptr;
  /// The error for an item that would become too deep.
  core::ApiError (*too_deep)() = &nested_too_deeply;
};
using Effect = std::variant<Keep, Replace, Erase, Revise>;

/// What comes of an item that is, or is not, there; asked before the guard.
enum class Presence : std::uint8_t {
  kNoMatter,
  kRequired,   // ConditionalCheckFailedException when there is none
  kForbidden,  // DuplicateItemException when there is one
  kIdle,       // there is nothing to do and nothing to guard when there is none
};

struct PreparedWrite {
  const Table* table = nullptr;
  std::string key = {};
  /// The request that its trees come from outlives the write.
  Guard guard = {};
  Effect effect = {};
  Presence presence = Presence::kNoMatter;
};

/// A write that may be done, and what it makes of the item.
struct CheckedWrite {
  const Table* table = nullptr;
  std::string key = {};
  std::optional<SizedItem> old = std::nullopt;
  /// What will be there; nothing when it is erased or kept.
  std::optional<CanonicalItem> item = std::nullopt;
  bool changes = true;
  /// What an update changed.
  AttributeMap old_parts = {};
  AttributeMap new_parts = {};

  /// The capacity that it takes of the table itself.
  [[nodiscard]] double units() const;
};

/// That an update leaves the key as it is. Errors: ValidationException.
[[nodiscard]] core::Status check_paths(const Table& table, const expressions::Update& update);

/// Errors: ConditionalCheckFailedException, DuplicateItemException, ValidationException for updates
/// that cannot be made of what is there.
[[nodiscard]] core::Result<CheckedWrite> check_write(DynamoDb& dynamodb, PreparedWrite write);

/// What a reply shows of the item; nothing when it has nothing to show.
[[nodiscard]] std::optional<StoredItem> shown(const CheckedWrite& write, ReturnValue wanted);

/// Does it. The reply tells of no old item, which the checked write has.
[[nodiscard]] Written commit(DynamoDb& dynamodb, const CheckedWrite& write, const Told& told);

}  // namespace tertulia::dynamodb

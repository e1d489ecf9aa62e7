/// The items that statements name by their keys, and the writes that they make of them.
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/partiql/request.hpp"
#include "emulator/services/dynamodb/prepared_write.hpp"

namespace tertulia::dynamodb::partiql {

/// The attributes of the key that a write or EXISTS names by equalities; EXISTS takes the first of
/// several, and has a condition besides. None for INSERT, whose item has them. Errors
/// (ValidationException): an attribute that is not named, or has several values.
[[nodiscard]] core::Result<AttributeMap> key_named_by(const Table& table, const Request& request);
/// The same for a SELECT that asks for one item and says nothing else; `operation` takes no other.
[[nodiscard]] core::Result<AttributeMap> key_named_by(const Table& table, const Select& select,
                                                      std::string_view operation);

/// The key of one item.
struct FixedKey {
  std::string key = {};
  AttributeMap attributes = {};
};
/// Errors (ValidationException): attributes that are no key of the table.
[[nodiscard]] core::Result<FixedKey> fixed_key(const Table& table, const Request& request,
                                               AttributeMap attributes);

/// The write of a statement that is no SELECT. The request and the key outlive it. Errors
/// (ValidationException): an update of the key.
[[nodiscard]] core::Result<PreparedWrite> prepare(const Table& table, const Request& request,
                                                  const FixedKey& key,
                                                  ReturnValuesOnFailure on_failure);

}  // namespace tertulia::dynamodb::partiql

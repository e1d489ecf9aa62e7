/// The rules of expressions about operands, for trees that were not read from expressions.
#pragma once

#include <utility>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/checks.hpp"

namespace tertulia::dynamodb::partiql {

/// What `check(reader)` of expressions/checks.hpp notes, if anything.
template <class Check>
[[nodiscard]] core::Status checked(expressions::Language language, Check check) {
  expressions::Placeholders none(nullptr, nullptr);
  // There is nothing to read: the reader keeps the errors.
  expressions::Reader reader(language, " ", none);
  check(reader);
  if (reader.error()) return *reader.error();
  return core::ok();
}

}  // namespace tertulia::dynamodb::partiql

/// Where the next page of a SELECT begins, as an opaque text that only the same request takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/key_codec.hpp"

namespace tertulia::dynamodb::partiql {

struct PagePosition {
  /// Which branch of the plan.
  std::uint16_t branch = 0;
  /// Of the last item that was read of it; empty before the first.
  EntryPosition last = {};
};

/// `fingerprint` tells the request from others.
[[nodiscard]] std::string next_token(std::string_view fingerprint, const PagePosition& position);

/// Errors (ValidationException): a text that is no token, or another request's.
[[nodiscard]] core::Result<PagePosition> read_next_token(std::string_view fingerprint,
                                                         std::string_view token);

}  // namespace tertulia::dynamodb::partiql

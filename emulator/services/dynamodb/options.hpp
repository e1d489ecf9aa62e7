/// How the emulated DynamoDB behaves where a user may choose.
#pragma once

#include "emulator/core/time.hpp"

namespace tertulia::dynamodb {

struct Options {
  /// How long tables and indexes are CREATING, UPDATING and DELETING, by the emulator's clock.
  core::Duration transition{};
};

}  // namespace tertulia::dynamodb

/// The ends of ARNs of backups, exports and imports: "01767225600000-0a1b2c3d", whose order is that
/// in which they were made.
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/time.hpp"

namespace tertulia::dynamodb {

/// The key of what is made at that time, after `last` was, if anything: a second one of the same
/// millisecond is later.
[[nodiscard]] std::string next_time_key(core::Time now, std::string_view last,
                                        std::string_view suffix);

}  // namespace tertulia::dynamodb

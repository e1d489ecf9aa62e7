/// The operations of CloudWatch Logs: none yet, so that each is answered as one that the emulator
/// does not have. Groups are made by templates and by what functions write; events are read by the
/// admin API.
#pragma once

#include "emulator/core/operation.hpp"
#include "emulator/services/logs/logs.hpp"

namespace tertulia::logs {

using Operations = core::OperationList<>;

}  // namespace tertulia::logs

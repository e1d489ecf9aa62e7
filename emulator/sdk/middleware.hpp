/// All middleware of the sdk. See each header for what it does and in which order it belongs.
#pragma once

#include "emulator/sdk/middleware/correlation_ids.hpp"
#include "emulator/sdk/middleware/cors.hpp"
#include "emulator/sdk/middleware/errors_to_replies.hpp"
#include "emulator/sdk/middleware/parameters.hpp"
#include "emulator/sdk/middleware/structured_log.hpp"

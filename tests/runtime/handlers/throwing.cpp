// Lets an exception through, as a handler made without the SDK may.
#include <stdexcept>

#include "emulator/sdk/host.h"

extern "C" __attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* /*host*/, const tertulia_invocation* /*invocation*/,
    tertulia_sink /*result*/, void* /*target*/) {
  throw std::runtime_error("boom");
}

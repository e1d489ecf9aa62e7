/* Returns its event. */
#include "emulator/sdk/host.h"

__attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result,
    void* target) {
  (void)host;
  result(target, invocation->payload.data, invocation->payload.size);
  return TERTULIA_RETURNED;
}

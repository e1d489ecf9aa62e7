/* Returns "second": what counter.c is rebuilt to. */
#include "emulator/sdk/host.h"

__attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result,
    void* target) {
  (void)host;
  (void)invocation;
  result(target, "\"second\"", 8);
  return TERTULIA_RETURNED;
}

/* Returns how often this copy was called. */
#include <stdio.h>

#include "emulator/sdk/host.h"

static int calls;

__attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result,
    void* target) {
  (void)invocation;
  char text[32];
  const int size = snprintf(text, sizeof text, "%d", ++calls);
  /* Whoever wants two copies busy at once makes this call wait. */
  const tertulia_text none = {"", 0};
  const tertulia_text service = {"test", 4};
  const tertulia_text operation = {"Counted", 7};
  host->call(host->context, service, operation, none, result, target);
  result(target, text, (size_t)size);
  return TERTULIA_RETURNED;
}

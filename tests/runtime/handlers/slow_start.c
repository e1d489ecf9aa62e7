/* Its initialiser takes its time: longer than any limit that a test sets. */
#include <time.h>

#include "emulator/sdk/host.h"

__attribute__((constructor)) static void start(void) {
  struct timespec begin;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  do {
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while (now.tv_sec * 1000 + now.tv_nsec / 1000000 <
           begin.tv_sec * 1000 + begin.tv_nsec / 1000000 + 150);
}

__attribute__((visibility("default"))) int32_t tertulia_handler_v1(
    const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result,
    void* target) {
  (void)host;
  (void)invocation;
  result(target, "1", 1);
  return TERTULIA_RETURNED;
}

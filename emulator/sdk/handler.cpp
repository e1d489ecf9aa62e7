#include "emulator/sdk/handler.hpp"

#include <exception>

#include "emulator/sdk/failure.hpp"

namespace tertulia::sdk::detail {
namespace {

/// Said when even the words for a failure cannot be found, for want of memory.
constexpr std::string_view kLastWords =
    R"({"errorType":"std::bad_alloc","errorMessage":"out of memory","stackTrace":[]})";

}  // namespace

std::int32_t run_at_boundary(const tertulia_host* host, const tertulia_invocation* invocation,
                             tertulia_sink result, void* target, Run run) noexcept {
  try {
    try {
      Context context(*host, *invocation);
      const std::string reply = run({invocation->payload.data, invocation->payload.size}, context);
      result(target, reply.data(), reply.size());
      return TERTULIA_RETURNED;
    } catch (...) {
      const std::string error = error_object(failure_of(std::current_exception()));
      result(target, error.data(), error.size());
    }
  } catch (...) {
    result(target, kLastWords.data(), kLastWords.size());
  }
  return TERTULIA_FAILED;
}

}  // namespace tertulia::sdk::detail

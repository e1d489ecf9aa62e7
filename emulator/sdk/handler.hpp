/// What the author of a handler includes: events, replies, the context, and the one line that makes
/// a plain function a Lambda handler.
///
///     ApiResponse hello(const ApiRequest& request, Context&) { … }
///     TERTULIA_HANDLER(hello)
///
/// Middleware goes before it: TERTULIA_HANDLER(structured_log(), errors_to_replies(), hello). See
/// middleware/compose.hpp for what may stand there.
///
/// Whatever a handler throws ends at the boundary and is answered as AWS does: the invocation has
/// failed with {"errorType","errorMessage","stackTrace"}, errorType being the exception's type.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/events/api.hpp"
#include "emulator/sdk/events/event.hpp"
#include "emulator/sdk/events/sns.hpp"
#include "emulator/sdk/host.h"
#include "emulator/sdk/middleware/compose.hpp"

namespace tertulia::sdk::detail {

/// A handler from JSON to JSON.
using Run = std::string (*)(std::string_view payload, Context& context);

/// One invocation through the C boundary; throws nothing.
std::int32_t run_at_boundary(const tertulia_host* host, const tertulia_invocation* invocation,
                             tertulia_sink result, void* target, Run run) noexcept;

/// Reads the event, calls the handler and writes its reply.
template <class Handler>
std::string serve(Handler& handler, std::string_view payload, Context& context) {
  const auto event = EventReader<typename Handler::Event>::read(payload);
  if constexpr (std::is_void_v<typename Handler::Reply>) {
    handler(event, context);
    return "null";
  } else {
    return ReplyWriter<typename Handler::Reply>::write(handler(event, context));
  }
}

}  // namespace tertulia::sdk::detail

// The handler is made at the first invocation, inside the boundary: what its middleware throws when
// it is made is a failed invocation too.
#define TERTULIA_HANDLER(...)                                                                 \
  extern "C" __attribute__((visibility("default"))) std::int32_t tertulia_handler_v1(         \
      const tertulia_host* host, const tertulia_invocation* invocation, tertulia_sink result, \
      void* target) {                                                                         \
    return ::tertulia::sdk::detail::run_at_boundary(                                          \
        host, invocation, result, target,                                                     \
        [](std::string_view payload, ::tertulia::sdk::Context& context) {                     \
          static auto handler = ::tertulia::sdk::with(__VA_ARGS__);                           \
          return ::tertulia::sdk::detail::serve(handler, payload, context);                   \
        });                                                                                   \
  }                                                                                           \
  static_assert(true)

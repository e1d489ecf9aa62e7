/// Logs an invocation that fails, as one line of the structured log, and lets it fail.
#pragma once

#include <exception>

#include "emulator/sdk/context.hpp"

namespace tertulia::sdk {

class StructuredLog {
 public:
  template <class Event, class Next>
  auto operator()(const Event&, Context& context, Next&& next) -> decltype(next()) {
    try {
      return next();
    } catch (...) {
      context.log().error("invocation failed", std::current_exception());
      throw;
    }
  }
};

[[nodiscard]] inline StructuredLog structured_log() { return {}; }

}  // namespace tertulia::sdk

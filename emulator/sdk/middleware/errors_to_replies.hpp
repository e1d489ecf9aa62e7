/// Makes HTTP replies of what a handler throws: HttpError (and so BadRequest) becomes its status
/// with {"message": what()}; everything else is logged and becomes 500 with
/// {"message":"Internal server error"}, which tells nothing of the inside.
#pragma once

#include <exception>
#include <type_traits>

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/events/api.hpp"

namespace tertulia::sdk {

class ErrorsToReplies {
 public:
  template <class Event, class Next>
  ApiResponse operator()(const Event&, Context& context, Next&& next) {
    static_assert(std::is_same_v<decltype(next()), ApiResponse>,
                  "only handlers of API Gateway's requests have replies to make of errors");
    try {
      return next();
    } catch (const HttpError& error) {
      return message_reply(error.status(), error.what());
    } catch (...) {
      context.log().error("request failed", std::current_exception());
      return message_reply(500, "Internal server error");
    }
  }
};

[[nodiscard]] inline ErrorsToReplies errors_to_replies() { return {}; }

}  // namespace tertulia::sdk

/// What an exception says of itself, in AWS's words.
#pragma once

#include <exception>
#include <string>

namespace tertulia::sdk {

struct Failure {
  /// The exception's type as C++ spells it, such as "std::runtime_error".
  std::string type;
  std::string message;
};

/// Never throws but for want of memory, whatever `cause` holds.
[[nodiscard]] Failure failure_of(const std::exception_ptr& cause);
/// {"errorType":…,"errorMessage":…,"stackTrace":[]}, what Lambda answers for a function that
/// failed.
[[nodiscard]] std::string error_object(const Failure& failure);

}  // namespace tertulia::sdk

/// What IAM is asked for operations on one function.
#pragma once

#include <optional>
#include <string_view>

#include "emulator/core/operation.hpp"
#include "emulator/services/lambda/function_name.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// The function's ARN, with its qualifier when the request has one; "*" for a name that the
/// operation will refuse.
[[nodiscard]] inline core::Resources function_access(const core::Call& call,
                                                     const FunctionName& name,
                                                     const std::optional<Qualifier>& qualifier,
                                                     std::string_view action = {}) {
  const auto reference =
      refer(call, name.str(), qualifier ? std::string_view(qualifier->str()) : std::string_view{});
  return {{.resource = reference.ok() ? reference->arn() : "*", .action = std::string(action)}};
}

}  // namespace tertulia::lambda

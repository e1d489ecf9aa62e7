#include "emulator/core/authorizer.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::core {

std::string refusal(const Principal& principal, std::string_view action, std::string_view resource,
                    Verdict verdict) {
  const auto head = base::cat("User: ", principal.arn, " is not authorized to perform: ", action,
                              " on resource: ", resource);
  if (verdict == Verdict::kExplicitlyDenied) {
    return base::cat(head, " with an explicit deny in an identity-based policy");
  }
  return base::cat(head, " because no identity-based policy allows the ", action, " action");
}

}  // namespace tertulia::core

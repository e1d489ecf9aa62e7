#include "emulator/core/authorizer.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::core {

std::string refusal(const AccessRequest& request, Verdict verdict) {
  const bool by_resource =
      verdict == Verdict::kNotAllowedByResource || verdict == Verdict::kDeniedByResource;
  const std::string_view kind = by_resource ? "resource-based" : "identity-based";
  const auto head =
      base::cat("User: ", request.principal.arn, " is not authorized to perform: ", request.action,
                " on resource: ", request.resource);
  if (verdict == Verdict::kExplicitlyDenied || verdict == Verdict::kDeniedByResource) {
    return base::cat(head, " with an explicit deny in ", by_resource ? "a " : "an ", kind,
                     " policy");
  }
  return base::cat(head, " because no ", kind, " policy allows the ", request.action, " action");
}

}  // namespace tertulia::core

/// The port through which every operation asks whether its caller may do what it wants. IAM
/// implements it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/conditions.hpp"

namespace tertulia::core {

enum class Verdict : std::uint8_t {
  kAllowed,
  kImplicitlyDenied,      // no policy of the identity allows it
  kExplicitlyDenied,      // a policy of the identity denies it
  kNotAllowedByResource,  // another account's resource, whose policy does not allow it
  kDeniedByResource,      // the resource's policy denies it
};

/// One action on one resource, and who wants it.
struct AccessRequest {
  const Principal& principal;
  /// "dynamodb:Scan"
  std::string_view action;
  /// An ARN or "*".
  std::string_view resource;
  /// Null where the request has no condition keys of its own.
  const ConditionSource* conditions = nullptr;
};

/// Inside the monitor.
class Authorizer {
 public:
  virtual ~Authorizer() = default;
  /// Whether the policies of the identity and of the resource let it.
  [[nodiscard]] virtual Verdict decide(const AccessRequest& request) = 0;
  /// Whether there is any policy that could keep an administrator from something in the own
  /// account.
  [[nodiscard]] virtual bool may_refuse_administrators() const { return false; }
};

/// "User: ARN is not authorized to perform: ACTION on resource: ARN because no identity-based
/// policy allows the ACTION action", or "… with an explicit deny in a resource-based policy".
[[nodiscard]] std::string refusal(const AccessRequest& request, Verdict verdict);

}  // namespace tertulia::core

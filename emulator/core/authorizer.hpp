/// The port through which every operation asks whether its caller may do what it wants. IAM
/// implements it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"

namespace tertulia::core {

enum class Verdict : std::uint8_t { kAllowed, kImplicitlyDenied, kExplicitlyDenied };

/// Inside the monitor.
class Authorizer {
 public:
  virtual ~Authorizer() = default;
  /// Whether the identity's policies let it perform `action` ("dynamodb:Scan") on `resource` (an
  /// ARN or "*").
  [[nodiscard]] virtual Verdict decide(const Principal& principal, std::string_view action,
                                       std::string_view resource) = 0;
};

/// "User: ARN is not authorized to perform: ACTION on resource: ARN because no identity-based
/// policy allows the ACTION action", or "… with an explicit deny in an identity-based policy".
[[nodiscard]] std::string refusal(const Principal& principal, std::string_view action,
                                  std::string_view resource, Verdict verdict);

}  // namespace tertulia::core

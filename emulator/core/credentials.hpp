/// The port through which access keys are issued and known again. IAM implements it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"

namespace tertulia::core {

struct AccessKey {
  std::string id;  // "ASIA…"
  std::string secret;
  std::string session_token;
  std::optional<Time> expires = std::nullopt;
};

/// Inside the monitor.
class Credentials {
 public:
  virtual ~Credentials() = default;
  /// A new key for a role's session.
  [[nodiscard]] virtual AccessKey issue(const Principal& principal,
                                        std::optional<Time> expires) = 0;

  struct Known {
    AccessKey key;
    Principal principal;
  };
  /// The key of that id if the emulator issued it; nothing for the developer's own.
  [[nodiscard]] virtual std::optional<Known> find(std::string_view key_id) = 0;
};

}  // namespace tertulia::core

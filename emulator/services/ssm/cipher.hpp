/// AES-256-GCM: how secrets are kept at rest. Raw bytes in and out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tertulia::ssm {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kNonceBytes = 12;

/// Nonce, ciphertext and tag of `plain`. A nonce must not be used twice with one key. `context` is
/// not encrypted, but must be the same when the secret is opened.
[[nodiscard]] std::string seal(std::string_view key, std::string_view nonce,
                               std::string_view context, std::string_view plain);

/// What was sealed; nothing when key or context differ or a byte was changed.
[[nodiscard]] std::optional<std::string> open(std::string_view key, std::string_view context,
                                              std::string_view sealed);

}  // namespace tertulia::ssm

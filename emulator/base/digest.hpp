/// Digests as raw bytes; `hex` and `base64` of encoding.hpp make text of them.
#pragma once

#include <string>
#include <string_view>

namespace tertulia::base {

[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);
[[nodiscard]] std::string md5(std::string_view bytes);
/// Equality that takes the same time wherever the two differ; for signatures and tokens.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace tertulia::base

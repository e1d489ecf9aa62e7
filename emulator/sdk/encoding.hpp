/// Base64 as AWS uses it in events and as tokens use it in URLs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tertulia::sdk {

/// The standard alphabet, padded.
[[nodiscard]] std::string base64(std::string_view bytes);
/// Nothing unless `text` is padded base64 of the standard alphabet, in its one canonical form.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
/// The alphabet of URLs, not padded.
[[nodiscard]] std::string base64_url(std::string_view bytes);
/// Nothing unless `text` is what `base64_url` makes of some bytes.
[[nodiscard]] std::optional<std::string> from_base64_url(std::string_view text);

}  // namespace tertulia::sdk

/// Checks of what callers send, each throwing BadRequest with a message for the caller.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/sdk/events/api.hpp"

namespace tertulia::sdk {

/// The request's body as a JSON object: "The body is missing", "The body is not valid JSON", "The
/// body must be a JSON object".
[[nodiscard]] nlohmann::json json_body(const ApiRequest& request);
/// The same for the text of a message.
[[nodiscard]] nlohmann::json json_object(std::string_view text, std::string_view what);

/// A member that must be a text and not empty: "NAME is missing", "NAME must be a string", "NAME
/// must not be empty". Null counts as missing.
[[nodiscard]] std::string required_text(const nlohmann::json& object, std::string_view name);
/// A member that may be an integer instead, as it came: "NAME must be a string or an integer".
[[nodiscard]] nlohmann::json required_text_or_integer(const nlohmann::json& object,
                                                      std::string_view name);

}  // namespace tertulia::sdk

/// Decides whether a request to the admin API comes from this machine's own programs, rather than
/// from a web page that a browser was lured to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/core/http.hpp"

namespace tertulia::edge {

/// Why the request is not heard; nothing when it is. `host_names` are allowed besides localhost.
[[nodiscard]] std::optional<std::string> refuse_caller(const core::HttpRequest& request,
                                                       const std::vector<std::string>& host_names);

}  // namespace tertulia::edge

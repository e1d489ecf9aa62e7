/// What browsers need in order to call AWS's services directly.
#pragma once

#include "emulator/core/http.hpp"

namespace tertulia::edge {

/// Whether the request asks, before another one, if that may be sent.
[[nodiscard]] bool is_preflight(const core::HttpRequest& request);
/// 200 that allows what was asked for.
[[nodiscard]] core::HttpResponse preflight_answer(const core::HttpRequest& request);
/// Adds to an answer what lets a page of `origin` read it.
void allow_origin(std::string_view origin, core::HttpResponse& response);

}  // namespace tertulia::edge

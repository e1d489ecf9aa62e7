/// Which API a request's host or path names.
#pragma once

#include <optional>
#include <string_view>

#include "emulator/core/http.hpp"

namespace tertulia::edge {

/// From `Host: {id}.execute-api.…` with the stage in front of the path, from
/// `/restapis/{id}/{stage}/_user_request_/…` or from `/_aws/execute-api/{id}/{stage}/…`; nothing
/// for any other request.
[[nodiscard]] std::optional<core::ExecuteApi::Target> api_target(const core::HttpRequest& request);

/// `/{stage}/…` of the API `api_id`.
[[nodiscard]] core::ExecuteApi::Target staged_target(std::string_view api_id,
                                                     std::string_view path);

/// 403 `{"message":"…"}` with the error type that API Gateway gives it.
[[nodiscard]] core::HttpResponse api_refusal(std::string_view type, std::string_view message);

}  // namespace tertulia::edge

/// One request on its way through API Gateway, with the ids that it was given.
#pragma once

#include <memory>
#include <string>

#include "emulator/core/http.hpp"
#include "emulator/core/time.hpp"
#include "emulator/services/apigateway/api.hpp"

namespace tertulia::apigateway {

/// Owned by whoever works on the request; touches nothing that needs the monitor.
struct Exchange {
  /// Null when there is no such API or stage.
  std::shared_ptr<const Stage> stage = nullptr;
  /// Null until a method was found.
  const Method* method = nullptr;
  core::HttpRequest request;
  /// What followed the stage, as it was sent.
  std::string path;
  std::string request_id;
  /// 16 characters that end with `=`; x-amz-apigw-id.
  std::string extended_request_id;
  /// X-Amzn-Trace-Id
  std::string trace;
  core::Time time{};
  core::HttpReply reply = nullptr;
};

/// The value of a `$context` variable, for gateway responses.
[[nodiscard]] std::optional<std::string> context_value(const Exchange& exchange,
                                                       std::string_view name);

/// The path with one slash at its start, as the event's `path` has it.
[[nodiscard]] std::string_view event_path(std::string_view path);

}  // namespace tertulia::apigateway

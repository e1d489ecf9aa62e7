/// What an `http` event says, read and completed as the framework does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

struct Cors {
  /// Empty when `origins` decide.
  std::string origin = {};
  std::vector<std::string> origins = {};
  std::vector<std::string> headers = {};
  std::vector<std::string> methods = {};
  bool allow_credentials = false;
  std::optional<std::int64_t> max_age = std::nullopt;
  std::string cache_control = {};
};

struct HttpEvent {
  const Function* function = nullptr;
  /// Without slashes at its ends: "api/hello/{name}".
  std::string path;
  /// Upper case.
  std::string method;
  Section settings;
  std::optional<Cors> cors;
  Where where;
};

/// The event; nothing when it is wrong or unsupported, which has then been reported.
[[nodiscard]] std::optional<HttpEvent> read_http_event(Service& service, const Function& function,
                                                       const Value& event, std::string path);

/// Adds what a path's events say about its preflight.
void merge_cors(Cors& into, const Cors& event);
/// The OPTIONS method of a path, without its resource and API.
[[nodiscard]] nlohmann::json preflight_method(const Cors& cors);

}  // namespace tertulia::model::compile

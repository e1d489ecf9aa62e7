/// Signs requests of our own, as any client of AWS does.
#pragma once

#include <string>

#include "emulator/core/http.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::wire::sigv4 {

struct Signing {
  std::string key_id;
  std::string secret;
  /// Empty for keys without one.
  std::string session_token = {};
  std::string region;
  std::string service;
  core::Time now;
};

/// Adds X-Amz-Date, X-Amz-Security-Token if there is one, and Authorization, which covers these,
/// Host and Content-Type.
void sign(core::HttpRequest& request, const Signing& signing);

}  // namespace tertulia::wire::sigv4

/// The port of the application's API: `/{stage}/…` of the API that was deployed first, and any
/// other by its host name or LocalStack-style path.
#pragma once

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"

namespace tertulia::edge {

/// Thread-safe. Without an API, and for an unknown stage, AWS's 403 Forbidden.
class ApiRouter final : public core::HttpEndpoint {
 public:
  ApiRouter(core::Core& core, core::Env& env, core::ExecuteApi& api)
      : core_(core), env_(env), api_(api) {}

  void serve(core::HttpRequest request, core::HttpReply reply) override;

 private:
  core::Core& core_;
  core::Env& env_;
  core::ExecuteApi& api_;
};

}  // namespace tertulia::edge

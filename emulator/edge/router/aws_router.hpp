/// One port for all of AWS: the admin API, the APIs' data plane and every service, told apart as
/// their clients write their requests.
#pragma once

#include <mutex>
#include <optional>

#include "emulator/core/credentials.hpp"
#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"
#include "emulator/edge/router/identity.hpp"
#include "emulator/wire/catalogue.hpp"

namespace tertulia::edge {

/// Thread-safe; decodes and encodes outside the monitor. What is given outlives it. All services
/// are registered with the dispatcher before the first request.
///
/// In this order, the first that fits decides: `/_tertulia/…` is `admin`'s; a host or path that
/// names an API is executed; a browser's preflight is allowed; X-Amz-Target, the form's Version, or
/// the signature's scope with the path name a service's operation.
class AwsRouter final : public core::HttpEndpoint {
 public:
  AwsRouter(core::Core& core, core::Env& env, core::Dispatcher& dispatcher,
            core::Credentials& credentials, core::ExecuteApi& api, core::HttpEndpoint& admin)
      : core_(core),
        env_(env),
        dispatcher_(dispatcher),
        identities_(core, env, credentials),
        api_(api),
        admin_(admin) {}

  void serve(core::HttpRequest request, core::HttpReply reply) override;

 private:
  const wire::Catalogue& catalogue();
  void execute_api(core::ExecuteApi::Target target, core::HttpRequest request,
                   core::HttpReply reply);
  void serve_operation(core::HttpRequest request, core::HttpReply reply);
  void call(wire::Found found, const core::HttpRequest& request,
            const wire::sigv4::Parsed& signature, std::string request_id, core::HttpReply reply);
  /// The answer to a request that names no service at all.
  [[nodiscard]] core::HttpResponse lost(const core::HttpRequest& request,
                                        const wire::sigv4::Parsed& signature,
                                        std::string_view request_id);

  core::Core& core_;
  core::Env& env_;
  core::Dispatcher& dispatcher_;
  Identities identities_;
  core::ExecuteApi& api_;
  core::HttpEndpoint& admin_;
  std::once_flag once_;
  std::optional<wire::Catalogue> catalogue_;
};

}  // namespace tertulia::edge

#include "emulator/app/server.hpp"

#include "emulator/base/text.hpp"
#include "emulator/edge/admin/admin.hpp"
#include "emulator/edge/http/server.hpp"
#include "emulator/edge/router/api_router.hpp"
#include "emulator/edge/router/aws_router.hpp"

namespace tertulia::app {
namespace {

edge::AdminHooks hooks_of(Emulator& emulator) {
  edge::AdminHooks hooks;
  hooks.reset = [&emulator] { emulator.reset_inside(); };
  hooks.snapshot_bytes = [&emulator] { return emulator.snapshot_inside(); };
  hooks.restore = [&emulator](std::string_view bytes) { emulator.restore_inside(bytes); };
  return hooks;
}

std::string url_of(const std::string& host, std::uint16_t port) {
  return base::cat("http://", host, ":", port);
}

bool has_api(Emulator& emulator) {
  const auto inside = emulator.core().enter();
  return !emulator.execute_api().default_api().empty();
}

}  // namespace

struct Server::Impl {
  Impl(Emulator& the_emulator, const ServerOptions& options)
      : emulator(the_emulator),
        admin(emulator.core(), emulator.env(), emulator.inspector(), hooks_of(emulator)),
        aws(emulator.core(), emulator.env(), emulator.dispatcher(), emulator.credentials(),
            emulator.execute_api(), admin),
        api(emulator.core(), emulator.env(), emulator.execute_api()),
        server(emulator.core()) {
    aws_url = url_of(options.host, server.listen({.host = options.host,
                                                  .port = options.port,
                                                  .endpoint = &aws,
                                                  .port_option = "--port"}));
    api_url = url_of(options.host, server.listen({.host = options.host,
                                                  .port = options.api_port,
                                                  .endpoint = &api,
                                                  .port_option = "--api-port"}));
    if (const auto* application = emulator.application();
        application != nullptr && has_api(emulator)) {
      base::append(api_url, "/", application->stage);
    }
  }

  Emulator& emulator;
  edge::Admin admin;
  edge::AwsRouter aws;
  edge::ApiRouter api;
  edge::Server server;
  std::string aws_url;
  std::string api_url;
};

Server::Server(Emulator& emulator, const ServerOptions& options)
    : impl_(std::make_unique<Impl>(emulator, options)) {}
Server::~Server() = default;

void Server::run() { impl_->emulator.look_after(impl_->server); }
void Server::stop() { impl_->server.stop(); }
void Server::stop_on_signals() { impl_->server.stop_on_signals(); }
const std::string& Server::aws_url() const { return impl_->aws_url; }
const std::string& Server::api_url() const { return impl_->api_url; }

}  // namespace tertulia::app

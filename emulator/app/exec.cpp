/// `tertulia exec -- COMMAND…`

#include <thread>

#include "emulator/app/child.hpp"
#include "emulator/app/command_line.hpp"
#include "emulator/app/report.hpp"
#include "emulator/app/server.hpp"

namespace tertulia::app {
namespace {

Environment environment_of(const Server& server, const std::string& region) {
  return {{"AWS_ENDPOINT_URL", server.aws_url()},
          {"AWS_REGION", region},
          {"AWS_DEFAULT_REGION", region},
          {"AWS_ACCESS_KEY_ID", "tertulia"},
          {"AWS_SECRET_ACCESS_KEY", "tertulia"},
          // What the developer is signed in to elsewhere must not reach the command.
          {"AWS_SESSION_TOKEN", std::nullopt},
          {"AWS_PROFILE", std::nullopt},
          {"AWS_EC2_METADATA_DISABLED", "true"},
          {"TERTULIA_API_URL", server.api_url()}};
}

}  // namespace

int run(const ExecCommand& command) {
  auto emulator = launch_or_complain(command.run);
  if (emulator == nullptr) return kUsageError;
  Server server(*emulator, {});
  std::thread edge([&server] { server.run(); });
  const int status = run_child(command.command, environment_of(server, emulator->env().region));
  server.stop();
  edge.join();
  emulator->save();
  return status;
}

}  // namespace tertulia::app

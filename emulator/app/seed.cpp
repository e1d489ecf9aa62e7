/// `tertulia seed TABLE FILE`

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "emulator/app/command_line.hpp"
#include "emulator/app/report.hpp"
#include "emulator/app/seeding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/edge/client/http_client.hpp"
#include "emulator/model/items.hpp"
#include "emulator/wire/sigv4/sign.hpp"

namespace tertulia::app {
namespace {

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : value;
}

/// A DynamoDB request as any client makes it, signed with the keys of the environment.
core::HttpRequest signed_request(const std::string& body, const std::string& endpoint,
                                 const std::string& region) {
  core::HttpRequest request;
  request.method = "POST";
  request.body = body;
  request.headers.add(
      "Host", std::string(base::split_once(endpoint, "://")
                              .value_or(std::pair<std::string_view, std::string_view>{"", endpoint})
                              .second));
  request.headers.add("Content-Type", "application/x-amz-json-1.0");
  request.headers.add("X-Amz-Target", "DynamoDB_20120810.BatchWriteItem");
  wire::sigv4::sign(request, {.key_id = variable("AWS_ACCESS_KEY_ID", "tertulia"),
                              .secret = variable("AWS_SECRET_ACCESS_KEY", "tertulia"),
                              .session_token = variable("AWS_SESSION_TOKEN", ""),
                              .region = region,
                              .service = "dynamodb",
                              .now = core::Clock(core::ClockMode::kReal).now()});
  return request;
}

void show_progress(const std::string& table, std::size_t loaded, const char* end) {
  std::printf("%s: %zu items%s", table.c_str(), loaded, end);
  std::fflush(stdout);
}

}  // namespace

int run(const SeedCommand& command) {
  std::ifstream file(command.file, std::ios::binary);
  if (!file) {
    complain(base::cat("cannot read ", command.file));
    return kUsageError;
  }
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto items = model::items_of(text, command.file);
  if (!items.ok()) {
    complain(items.problem().text());
    return kUsageError;
  }
  const std::string region = command.region.empty() ? region_of_config_here() : command.region;

  edge::HttpClient client(command.endpoint);
  std::size_t count = 0;
  const bool interactive = isatty(STDOUT_FILENO) == 1;
  const auto problem = seed_table(
      command.table, **items,
      [&](const std::string& request) {
        const auto response = client.send(signed_request(request, command.endpoint, region));
        return core::DoorAnswer{.status = response.status, .body = response.body, .request_id = {}};
      },
      [&](std::size_t loaded) {
        count = loaded;
        if (interactive) show_progress(command.table, loaded, "\r");
      });
  if (!problem.empty()) {
    complain(base::cat(command.file, ": ", problem));
    return kUsageError;
  }
  show_progress(command.table, count, "\n");
  return 0;
}

}  // namespace tertulia::app

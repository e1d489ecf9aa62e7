/// `tertulia seed TABLE FILE`

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "emulator/app/command_line.hpp"
#include "emulator/app/item_file.hpp"
#include "emulator/app/report.hpp"
#include "emulator/app/table_loader.hpp"
#include "emulator/base/text.hpp"
#include "emulator/edge/client/http_client.hpp"
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

/// Shows on a terminal how far a long load has come, ten times a second at most.
class Progress {
 public:
  explicit Progress(std::string table) : table_(std::move(table)) {}

  void show(std::size_t loaded) {
    const auto now = std::chrono::steady_clock::now();
    if (!is_terminal_ || now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    print(loaded, "\r");
  }
  void end(std::size_t loaded) { print(loaded, "\n"); }
  /// Leaves the line for what is said next.
  void leave() {
    if (is_terminal_ && shown_ != Time()) std::fputs("\n", stdout);
    std::fflush(stdout);
  }

 private:
  using Time = std::chrono::steady_clock::time_point;

  void print(std::size_t loaded, const char* end) {
    std::printf("%s: %zu items%s", table_.c_str(), loaded, end);
    std::fflush(stdout);
  }

  std::string table_;
  bool is_terminal_ = isatty(STDOUT_FILENO) == 1;
  Time shown_ = {};
};

}  // namespace

int run(const SeedCommand& command) {
  const std::string region = command.region.empty() ? region_of_config_here() : command.region;
  edge::HttpClient client(command.endpoint);
  Progress progress(command.table);
  TableLoader loader(
      command.table,
      [&](const std::string& request) {
        const auto response = client.send(signed_request(request, command.endpoint, region));
        return core::DoorAnswer{.status = response.status, .body = response.body, .request_id = {}};
      },
      [&](std::size_t loaded) { progress.show(loaded); });
  auto problem =
      read_items(command.file, command.table, [&](nlohmann::json item, const model::Where& where) {
        return loader.add(std::move(item), where);
      });
  if (!problem) problem = loader.finish();
  if (problem) {
    progress.leave();
    const auto loaded = loader.loaded();
    complain(loaded == 0 ? problem->text()
                         : base::cat(problem->text(), " (", loaded, " items are loaded)"));
    return kUsageError;
  }
  progress.end(loader.loaded());
  return 0;
}

}  // namespace tertulia::app

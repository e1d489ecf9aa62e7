/// `tertulia start`

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "emulator/app/command_line.hpp"
#include "emulator/app/report.hpp"
#include "emulator/app/server.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

/// Written under another name and then renamed, so that whoever waits for the file never reads half
/// of it.
void write_whole(const std::string& path, const std::string& text) {
  const std::string draft = path + ".new";
  std::FILE* file = std::fopen(draft.c_str(), "w");
  const bool written =
      file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed || std::rename(draft.c_str(), path.c_str()) != 0) {
    throw std::runtime_error(base::cat("cannot write ", path));
  }
}

}  // namespace

int run(const StartCommand& command) {
  const auto begin = std::chrono::steady_clock::now();
  auto emulator = launch_or_complain(command.run);
  if (emulator == nullptr) return kUsageError;
  Server server(*emulator,
                {.host = command.host, .port = command.port, .api_port = command.api_port});
  server.stop_on_signals();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;

  std::fputs(summary(*emulator, server.api_url(), server.aws_url()).c_str(), stdout);
  std::printf("\nReady in %.1f ms. Stop with Ctrl-C.\n", took.count());
  std::fflush(stdout);
  if (!command.ready_file.empty()) {
    write_whole(command.ready_file, nlohmann::json{{"aws_url", server.aws_url()},
                                                   {"api_url", server.api_url()},
                                                   {"ready_ms", took.count()}}
                                        .dump());
  }
  server.run();
  emulator->save();
  return 0;
}

}  // namespace tertulia::app

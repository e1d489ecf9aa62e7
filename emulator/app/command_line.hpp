/// The command line: what the user asked for, checked; wrong usage ends with one message and exit
/// code 2.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tertulia::app {

/// Options of every command that runs an emulator.
struct RunOptions {
  /// --config; empty for serverless.yml (or .yaml, .json) in the current folder, where that exists.
  std::string config;
  std::string stage;
  std::string region;
  /// --param key=value, and any option of the framework that `${opt:…}` may name.
  std::map<std::string, std::string> framework_options;
  std::string given;
  /// --functions: where handlers' shared objects are looked for, before the folders of
  /// serverless.yml.
  std::vector<std::string> function_folders;
  bool virtual_clock = false;
  std::optional<std::uint64_t> seed;
  std::string data;
  /// --table-delay.
  double table_delay_s = 0;
  /// The folder that stands for S3; empty for none.
  std::string s3_folder = {};
  bool skip_unsupported = false;
};

struct StartCommand {
  RunOptions run;
  std::string host = "127.0.0.1";
  std::uint16_t port = 4566;
  std::uint16_t api_port = 3000;
  std::string ready_file;
};

struct ExecCommand {
  RunOptions run;
  std::vector<std::string> command;
};

struct InvokeCommand {
  RunOptions run;
  std::string function;
  /// --data, or the content of --path; nothing for {}.
  std::string payload = "{}";
};

struct SeedCommand {
  std::string table;
  std::string file;
  std::string endpoint;
  std::string region;
};

using Command = std::variant<StartCommand, ExecCommand, InvokeCommand, SeedCommand>;

/// The command of the arguments; or the exit status after what had to be said was printed (help and
/// version: 0, wrong usage: 2).
[[nodiscard]] std::variant<Command, int> parse_command_line(int argc, char** argv);

// What each command does, and its exit status.
[[nodiscard]] int run(const StartCommand& command);
[[nodiscard]] int run(const ExecCommand& command);
[[nodiscard]] int run(const InvokeCommand& command);
[[nodiscard]] int run(const SeedCommand& command);

/// "tertulia: MESSAGE" on standard error.
void complain(const std::string& message);

/// The exit code for what the user can mend: a wrong option, file or configuration.
inline constexpr int kUsageError = 2;

}  // namespace tertulia::app

#include "emulator/app/command_line.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

constexpr const char* kVersion = "tertulia " TERTULIA_VERSION;

void add_run_options(CLI::App& app, RunOptions& run) {
  app.add_option("-c,--config", run.config, "The service's file (default: serverless.yml here)");
  app.add_option("-s,--stage", run.stage, "The stage, as ${opt:stage}");
  app.add_option("-r,--region", run.region, "The region, as ${opt:region}");
  app.add_option_function<std::vector<std::string>>(
         "--param",
         [&run](const std::vector<std::string>& params) {
           for (const auto& param : params) {
             const auto pair = base::split_once(param, "=");
             if (!pair) throw CLI::ValidationError("--param", param + " is not KEY=VALUE");
             run.framework_options["param:" + std::string(pair->first)] = pair->second;
           }
         },
         "A parameter, as ${param:KEY}")
      ->type_name("KEY=VALUE");
  app.add_option("--given", run.given,
                 "A YAML file of what exists before the application is deployed")
      ->type_name("FILE");
  app.add_option("--functions", run.function_folders, "Where the handlers' shared objects are")
      ->type_name("FOLDER");
  app.add_option_function<std::string>(
         "--clock", [&run](const std::string& mode) { run.virtual_clock = mode == "virtual"; },
         "Whose time passes: the machine's, or only what tests let pass")
      ->check(CLI::IsMember({"real", "virtual"}))
      ->type_name("real|virtual");
  app.add_option("--seed", run.seed, "Makes ids and randomness the same in every run")
      ->type_name("NUMBER");
  app.add_option(
         "--table-delay", run.table_delay_s,
         "How long DynamoDB's tables are CREATING, UPDATING and DELETING (default: no time)")
      ->check(CLI::Range(0.0, 86400.0))
      ->type_name("SECONDS");
  app.add_option("--s3-folder", run.s3_folder,
                 "The folder that stands for S3: its folders are the buckets that DynamoDB exports "
                 "to and imports from")
      ->check(CLI::ExistingDirectory)
      ->type_name("FOLDER");
  app.add_flag("--skip-unsupported", run.skip_unsupported,
               "Warn about what the emulator does not have, and leave it out");
}

void add_data_option(CLI::App& app, RunOptions& run) {
  app.add_option("--data", run.data, "Keeps the state in this file (default: in memory)")
      ->type_name("FILE");
}

void add_options(CLI::App& app, StartCommand& start) {
  add_run_options(app, start.run);
  add_data_option(app, start.run);
  app.add_option("--host", start.host, "The address to listen on")->capture_default_str();
  app.add_option("--port", start.port, "The port of AWS's services; 0 for any free one")
      ->capture_default_str();
  app.add_option("--api-port", start.api_port, "The port of the application's API; 0 for any")
      ->capture_default_str();
  app.add_option("--ready-file", start.ready_file,
                 "Gets {\"aws_url\", \"api_url\", \"ready_ms\"} when all is served")
      ->type_name("FILE");
}

void add_options(CLI::App& app, ExecCommand& exec) {
  add_run_options(app, exec.run);
  add_data_option(app, exec.run);
  app.add_option("command", exec.command, "The command, behind --")->required();
  app.positionals_at_end();
}

std::string read_payload(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw CLI::ValidationError("--path", "cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void add_options(CLI::App& app, InvokeCommand& invoke) {
  add_run_options(app, invoke.run);
  app.add_option("function", invoke.function, "Its name in serverless.yml")->required();
  auto* data = app.add_option("-d,--data", invoke.payload, "The event")->type_name("JSON");
  const auto path = std::make_shared<std::string>();
  app.add_option("-p,--path", *path, "A file with the event")->type_name("FILE")->excludes(data);
  app.final_callback([path, &invoke] {
    if (!path->empty()) invoke.payload = read_payload(*path);
  });
}

void add_options(CLI::App& app, SeedCommand& seed) {
  app.add_option("table", seed.table, "The table's name")->required();
  app.add_option("file", seed.file,
                 "Items as JSON, plain or DynamoDB's, also compressed; or the folder of an export")
      ->required();
  app.add_option("--endpoint", seed.endpoint, "The emulator's URL")
      ->envname("AWS_ENDPOINT_URL")
      ->default_val("http://127.0.0.1:4566");
  app.add_option("-r,--region", seed.region,
                 "The table's region (default: the one of serverless.yml here)")
      ->envname("AWS_REGION");
}

/// A subcommand that has its options once it is the one that was given: to make those of all takes
/// a sixth of a bare start.
template <class Command>
CLI::App* add_command(CLI::App& app, const char* name, const char* what, Command& command) {
  auto* added = app.add_subcommand(name, what);
  added->preparse_callback([added, &command](std::size_t) { add_options(*added, command); });
  return added;
}

}  // namespace

std::variant<Command, int> parse_command_line(int argc, char** argv) {
  CLI::App app{"Tertulia runs a serverless.yml on this machine as AWS would.", "tertulia"};
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);

  StartCommand start;
  ExecCommand exec;
  InvokeCommand invoke;
  SeedCommand seed;
  const auto* start_app =
      add_command(app, "start", "Serve the application, or the bare services", start);
  const auto* exec_app = add_command(
      app, "exec", "Start everything on free ports, run a command against it, exit with its status",
      exec);
  const auto* invoke_app =
      add_command(app, "invoke", "Run one function once and print what it returns", invoke);
  add_command(app, "seed", "Load items into a table of a running emulator", seed);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsageError;
  }
  if (start_app->parsed()) return Command(start);
  if (exec_app->parsed()) return Command(exec);
  if (invoke_app->parsed()) return Command(invoke);
  return Command(seed);
}

void complain(const std::string& message) {
  std::fprintf(stderr, "tertulia: %s\n", message.c_str());
}

}  // namespace tertulia::app

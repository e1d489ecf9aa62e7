#include "emulator/app/report.hpp"

#include <cstdlib>
#include <filesystem>
#include <random>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "emulator/app/launch.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

constexpr std::string_view kParameterPrefix = "param:";

std::uint64_t random_seed() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32 | device();
}

std::string config_of(const RunOptions& options) {
  return options.config.empty() ? model::find_config(".") : options.config;
}

std::optional<std::string> process_variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

LaunchOptions launch_options(const RunOptions& run) {
  LaunchOptions options;
  options.config = config_of(run);
  for (const auto& [name, value] : run.framework_options) {
    if (name.starts_with(kParameterPrefix)) {
      options.parameters[name.substr(kParameterPrefix.size())] = value;
    } else {
      options.options[name] = value;
    }
  }
  if (!run.stage.empty()) options.options["stage"] = run.stage;
  if (!run.region.empty()) options.options["region"] = options.settings.env.region = run.region;
  options.env = process_variable;
  options.given = run.given;
  options.skip_unsupported = run.skip_unsupported;
  options.settings.env.clock =
      run.virtual_clock ? core::ClockMode::kVirtual : core::ClockMode::kReal;
  options.settings.dynamodb.transition =
      core::Duration(static_cast<std::int64_t>(run.table_delay_s * 1000));
  options.settings.s3_folder = run.s3_folder;
  options.settings.env.seed = run.seed ? *run.seed : random_seed();
  if (!run.data.empty()) options.settings.data = run.data;
  options.settings.function_folders = run.function_folders;
  options.settings.on_notice = [](const std::string& notice) { complain(notice); };
  options.settings.on_bug = [](const std::string& bug) {
    complain(base::cat("a bug of Tertulia, please report it: ", bug));
  };
  return options;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

/// "  GET     http://127.0.0.1:3000/dev/api/hello  hello"
void append_endpoints(const model::Application& application, const std::string& api_url,
                      std::string& out) {
  for (const auto& function : application.functions) {
    for (const auto& event : function.events) {
      if (event.type != "http") continue;
      const auto parts = base::split_once(event.trigger, " ");
      const std::string method(parts ? parts->first : "ANY");
      const std::string path(parts ? parts->second : event.trigger);
      base::append(out, "  ", padded(method, 8), api_url, "/", path, "  → ", function.name, "\n");
    }
  }
}

void append_subscribers(const model::Application& application, std::string& out) {
  for (const auto& function : application.functions) {
    for (const auto& event : function.events) {
      if (event.type == "http") continue;
      base::append(out, "  ", padded(event.type, 8), event.trigger, "  → ", function.name, "\n");
    }
  }
}

}  // namespace

std::unique_ptr<Emulator> launch_or_complain(const RunOptions& options) {
  auto launched = launch(launch_options(options));
  if (const auto* problems = std::get_if<std::vector<model::Problem>>(&launched)) {
    bool unsupported = false;
    for (const auto& problem : *problems) {
      complain(problem.text());
      unsupported |= problem.message.ends_with("is not supported");
    }
    if (unsupported) complain("--skip-unsupported starts without what is not supported");
    return nullptr;
  }
  auto& [emulator, warnings] = std::get<Launched>(launched);
  for (const auto& warning : warnings) complain("warning: " + warning.text());
  return std::move(emulator);
}

std::string summary(Emulator& emulator, const std::string& api_url, const std::string& aws_url) {
  std::string out;
  const auto* application = emulator.application();
  if (application == nullptr) {
    base::append(out, "Tertulia serves the bare services: there is no serverless.yml here.\n\n");
  } else {
    base::append(out, "Tertulia serves ", application->service, ", stage ", application->stage,
                 ", region ", application->region, "\n\n");
    append_endpoints(*application, api_url, out);
    append_subscribers(*application, out);
    out += '\n';
  }
  base::append(out, "  AWS     ", aws_url, "  (any keys)\n");
  return out;
}

std::string region_of_config_here() {
  const auto config = model::find_config(".");
  if (config.empty()) return core::EnvOptions{}.region;
  const auto loaded = model::load({.config = config, .env = process_variable});
  return loaded.ok() ? loaded->region : core::EnvOptions{}.region;
}

}  // namespace tertulia::app

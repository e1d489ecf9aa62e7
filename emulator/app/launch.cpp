#include "emulator/app/launch.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

namespace tertulia::app {
namespace {

namespace fs = std::filesystem;

/// The value of a parameter that is given, or that an earlier run left in the data file.
std::optional<model::SsmValue> look_up(const model::Given& given, const EmulatorSettings& settings,
                                       std::string_view name, std::string_view region) {
  if (auto value = given.parameter(name)) return value;
  if (settings.data == EmulatorSettings{}.data) return std::nullopt;
  return Emulator(settings).parameter(name, region);
}

/// Where handlers are looked for: what the command says, what `custom.tertulia.functions` says,
/// where the build puts them.
void add_function_folders(const model::Application& application,
                          std::vector<std::string>& folders) {
  const fs::path root = application.root;
  const auto setting = application.settings->find("functions");
  if (setting != application.settings->end() && setting->is_string()) {
    folders.push_back(root / setting->get<std::string>());
  }
  folders.push_back(root / "build/release/functions");
}

}  // namespace

Launch launch(const LaunchOptions& options) {
  std::vector<model::Problem> warnings;
  model::Given given;
  if (!options.given.empty()) {
    auto read = model::load_given(options.given);
    if (!read.ok()) return std::vector{read.problem()};
    given = std::move(*read);
  }
  EmulatorSettings settings = options.settings;

  std::optional<model::Application> application;
  if (!options.config.empty()) {
    auto loaded = model::load(
        {.config = options.config,
         .options = options.options,
         .parameters = options.parameters,
         .env = options.env,
         .ssm = [&](std::string_view name,
                    std::string_view region) { return look_up(given, settings, name, region); },
         .account = options.settings.env.account});
    if (!loaded.ok()) return std::vector{loaded.problem()};
    application = std::move(*loaded);
    if (!application->unsupported.empty() && !options.skip_unsupported)
      return application->unsupported;
    settings.env.region = application->region;
    add_function_folders(*application, settings.function_folders);
    warnings = application->warnings;
    warnings.insert(warnings.end(), application->unsupported.begin(),
                    application->unsupported.end());
  }

  auto emulator = std::make_unique<Emulator>(settings);
  if (auto problem =
          emulator->start(std::move(application), given, options.skip_unsupported, warnings)) {
    return std::vector{*problem};
  }
  return Launched{.emulator = std::move(emulator), .warnings = std::move(warnings)};
}

}  // namespace tertulia::app

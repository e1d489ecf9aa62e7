#include "emulator/app/launch.hpp"

#include <filesystem>
#include <future>

#include <nlohmann/json.hpp>

namespace tertulia::app {
namespace {

namespace fs = std::filesystem;

/// An emulator in the making, beside the reading of the configuration where there is one: each
/// takes as long as the other.
class Making {
 public:
  explicit Making(const LaunchOptions& options)
      : future_(std::async(
            options.config.empty() ? std::launch::deferred : std::launch::async,
            [settings = options.settings] { return std::make_unique<Emulator>(settings); })) {}
  Emulator& get() {
    if (future_.valid()) made_ = future_.get();
    return *made_;
  }
  std::unique_ptr<Emulator> take() {
    get();
    return std::move(made_);
  }

 private:
  std::future<std::unique_ptr<Emulator>> future_;
  std::unique_ptr<Emulator> made_;
};

/// Where handlers are looked for besides where the command says: what `custom.tertulia.functions`
/// says, where the build puts them.
std::vector<std::string> function_folders(const model::Application& application) {
  std::vector<std::string> folders;
  const fs::path root = application.root;
  const auto setting = application.settings->find("functions");
  if (setting != application.settings->end() && setting->is_string()) {
    folders.push_back(root / setting->get<std::string>());
  }
  folders.push_back(root / "build/release/functions");
  return folders;
}

}  // namespace

Launch launch(const LaunchOptions& options) {
  Making emulator(options);
  std::vector<model::Problem> warnings;
  model::Given given;
  if (!options.given.empty()) {
    auto read = model::load_given(options.given);
    if (!read.ok()) return std::vector{read.problem()};
    given = std::move(*read);
  }

  std::optional<model::Application> application;
  if (!options.config.empty()) {
    auto loaded = model::load({.config = options.config,
                               .options = options.options,
                               .parameters = options.parameters,
                               .env = options.env,
                               // What is given, or what an earlier run left in the data file.
                               .ssm =
                                   [&](std::string_view name, std::string_view region) {
                                     auto value = given.parameter(name);
                                     return value ? value : emulator.get().parameter(name, region);
                                   },
                               .account = options.settings.env.account});
    if (!loaded.ok()) return std::vector{loaded.problem()};
    application = std::move(*loaded);
    if (!application->unsupported.empty() && !options.skip_unsupported)
      return application->unsupported;
    emulator.get().env().region = application->region;
    emulator.get().look_for_functions_in(function_folders(*application));
    warnings = application->warnings;
    warnings.insert(warnings.end(), application->unsupported.begin(),
                    application->unsupported.end());
  }

  if (auto problem =
          emulator.get().start(std::move(application), given, options.skip_unsupported, warnings)) {
    return std::vector{*problem};
  }
  return Launched{.emulator = emulator.take(), .warnings = std::move(warnings)};
}

}  // namespace tertulia::app

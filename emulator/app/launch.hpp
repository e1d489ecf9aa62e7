/// From a configuration to a running emulator: reads serverless.yml and what is given, builds the
/// emulator, deploys.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "emulator/app/wiring.hpp"
#include "emulator/model/problem.hpp"

namespace tertulia::app {

struct LaunchOptions {
  /// The service's file or its folder; empty for bare services.
  std::string config = {};
  /// `${opt:…}` and `${param:…}`.
  std::map<std::string, std::string, std::less<>> options = {};
  std::map<std::string, std::string, std::less<>> parameters = {};
  std::function<std::optional<std::string>(std::string_view name)> env = {};
  std::string given = {};
  bool skip_unsupported = false;
  /// `function_folders` of the settings come before those of the configuration; `env.region` is
  /// that of bare services.
  EmulatorSettings settings = {};
};

struct Launched {
  std::unique_ptr<Emulator> emulator;
  std::vector<model::Problem> warnings;
};

/// The emulator, or everything that stands against it, at least one problem.
using Launch = std::variant<Launched, std::vector<model::Problem>>;

/// Throws store::StoreError when the data file cannot be used.
[[nodiscard]] Launch launch(const LaunchOptions& options);

}  // namespace tertulia::app

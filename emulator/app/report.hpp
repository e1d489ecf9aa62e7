/// What the commands tell the user: problems on standard error, the served application on standard
/// output.
#pragma once

#include <memory>
#include <string>

#include "emulator/app/command_line.hpp"
#include "emulator/app/wiring.hpp"

namespace tertulia::app {

/// The emulator that a command's options ask for, with its warnings told; null after telling what
/// stands against it.
[[nodiscard]] std::unique_ptr<Emulator> launch_or_complain(const RunOptions& options);

/// The served endpoints and functions, one a line.
[[nodiscard]] std::string summary(Emulator& emulator, const std::string& api_url,
                                  const std::string& aws_url);

/// The region of the serverless.yml in the current folder; the default one where there is none.
[[nodiscard]] std::string region_of_config_here();

}  // namespace tertulia::app

/// The injected world: what services may know of time, identity and place. Built once by the
/// application and once by every test; services hold a reference and read no other clock, variable
/// or random device.
#pragma once

#include <cstdint>
#include <string>

#include "emulator/core/clock.hpp"
#include "emulator/core/ids.hpp"

namespace tertulia::core {

struct EnvOptions {
  ClockMode clock = ClockMode::kReal;
  /// Where a virtual clock starts.
  Time start = from_epoch_ms(1'767'225'600'000);  // 2026-01-01T00:00:00Z
  std::uint64_t seed = 0;
  std::string account = "000000000000";
  std::string region = "us-east-1";
};

struct Env {
  explicit Env(const EnvOptions& options)
      : clock(options.clock, options.start),
        ids(options.seed),
        account(options.account),
        region(options.region) {}

  Clock clock;
  Ids ids;
  /// What a request that names none belongs to.
  std::string account;
  std::string region;
  std::string partition = "aws";
};

}  // namespace tertulia::core

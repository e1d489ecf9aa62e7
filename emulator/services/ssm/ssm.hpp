/// Systems Manager Parameter Store: named parameters with versions, in hierarchies. State and
/// rules; no JSON, no HTTP.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/env.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/ssm/errors.hpp"
#include "emulator/services/ssm/shapes.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::ssm {

class Ssm {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "ssm",
                                           .signing_name = "ssm",
                                           .iam_prefix = "ssm",
                                           .protocol = core::Protocol::kJson11,
                                           .target_prefix = "AmazonSSM",
                                           .validation_error = &validation_exception,
                                           .access_denied = &access_denied};

  Ssm(store::Database& database, core::Env& env);

  /// The newest version of a parameter, its value as it is kept.
  [[nodiscard]] std::optional<Parameter> find(const core::Call& call, std::string_view name);

 private:
  core::Env& env_;
  store::Statement newest_;
};

}  // namespace tertulia::ssm

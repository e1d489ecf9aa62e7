/// The Security Token Service: who a caller is. It has no state of its own.
#pragma once

#include "emulator/core/env.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/sts/errors.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::sts {

class Sts {
 public:
  static constexpr core::ServiceInfo kInfo{
      .id = "sts",
      .signing_name = "sts",
      .iam_prefix = "sts",
      .protocol = core::Protocol::kQuery,
      .api_version = "2011-06-15",
      .xml_namespace = "https://sts.amazonaws.com/doc/2011-06-15/",
      .validation_error = &validation_error,
      .access_denied = &access_denied};

  Sts(store::Database& /*database*/, core::Env& /*env*/) {}
};

}  // namespace tertulia::sts

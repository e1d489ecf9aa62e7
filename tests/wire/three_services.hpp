/// The three test services behind a dispatcher that allows everything and keeps nothing.
#pragma once

#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "tests/wire/test_services.hpp"

namespace tertulia::wire::testing {

class AllowAll final : public core::Authorizer {
 public:
  [[nodiscard]] core::Verdict decide(const core::AccessRequest& /*request*/) override {
    return core::Verdict::kAllowed;
  }
};
class NoTransactions final : public core::Transactions {
 public:
  void begin() override {}
  void commit() override {}
  void roll_back() override {}
};

struct ThreeServices {
  ThreeServices() {
    dispatcher.add<JsonOperations>(json);
    dispatcher.add<QueryOperations>(query);
    dispatcher.add<RestOperations>(rest);
  }

  core::Env env{{.clock = core::ClockMode::kVirtual, .seed = 1}};
  core::Core core{env.clock};
  AllowAll authorizer;
  NoTransactions transactions;
  core::Dispatcher dispatcher{core, authorizer, transactions};
  JsonNotes json;
  QueryNotes query;
  RestNotes rest;
};

}  // namespace tertulia::wire::testing

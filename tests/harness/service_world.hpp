/// One service alone: a virtual clock, a fixed seed, a database in memory, and the dispatcher in
/// front of it.
///
///   ServiceWorld<ssm::Ssm, ssm::Operations> world;           // Ssm(database, env)
///   auto answer = world.call("GetParameter", R"({"Name":"/a"})");   // through decoding,
///   validation and encoding
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/resource_policies.hpp"
#include "emulator/store/database.hpp"
#include "emulator/store/transactions.hpp"
#include "emulator/wire/json/json.hpp"

namespace tertulia::harness {

/// Allows everything but what `deny` names.
class TestAuthorizer final : public core::Authorizer {
 public:
  void deny(std::string action) { denied_ = std::move(action); }
  [[nodiscard]] core::Verdict decide(const core::AccessRequest& request) override {
    return request.action == denied_ ? core::Verdict::kImplicitlyDenied : core::Verdict::kAllowed;
  }

 private:
  std::string denied_;
};

/// Takes any text as the policy of a resource; what policies mean is IAM's own.
class TestPolicyReader final : public core::PolicyReader {
 public:
  [[nodiscard]] core::Result<core::ReadPolicyPtr> read(std::string_view document,
                                                       const core::PolicyTerms& terms) override;
  [[nodiscard]] bool knows_principals_of(const core::ReadPolicy& /*policy*/) override {
    return true;
  }
  [[nodiscard]] core::Verdict decide_under(const core::AccessRequest& /*request*/,
                                           const core::ReadPolicy& /*policy*/) override {
    return core::Verdict::kAllowed;
  }
};

struct WorldAnswer {
  int status = 200;
  std::string body;
};

/// What every world has, whatever its services.
struct WorldBase {
  explicit WorldBase(core::EnvOptions options = {.clock = core::ClockMode::kVirtual, .seed = 1})
      : env(options) {}

  core::Env env;
  core::Core monitor{env.clock};
  store::Database database;
  store::DatabaseTransactions transactions{database};
  TestAuthorizer authorizer;
  TestPolicyReader policy_reader;
  core::Dispatcher dispatcher{monitor, authorizer, transactions};
  core::Principal principal = core::administrator(env.account);

  /// Calls an operation with JSON, as a client would; the answer is JSON by the members' names,
  /// whatever the service's own protocol.
  WorldAnswer call(std::string_view service, std::string_view operation, std::string_view json);
  /// Moves the virtual clock; all that falls due happens.
  void advance(core::Duration span);
};

/// A world with one service, made of the database, the environment and `arguments`.
template <class Service, class Operations>
struct ServiceWorld : WorldBase {
  template <class... Arguments>
  explicit ServiceWorld(Arguments&&... arguments)
      : service(database, env, std::forward<Arguments>(arguments)...) {
    dispatcher.add<Operations>(service);
  }
  WorldAnswer call(std::string_view operation, std::string_view json) {
    return WorldBase::call(Service::kInfo.id, operation, json);
  }
  Service service;
};

}  // namespace tertulia::harness

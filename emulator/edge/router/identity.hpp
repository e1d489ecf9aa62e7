/// Who sends a request, as its signature says: account, region and principal.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "emulator/core/core.hpp"
#include "emulator/core/credentials.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::edge {

struct Caller {
  core::Principal principal;
  std::string account;
  std::string region;
};

/// Tells callers apart. Keys that the emulator issued are verified, whole: secret, token, time. Any
/// other key is the developer's and gives the administrator of its account: a key id of twelve
/// digits is the account, all others belong to the environment's.
class Identities {
 public:
  Identities(core::Core& core, core::Env& env, core::Credentials& credentials)
      : core_(core), env_(env), credentials_(credentials) {}

  /// Outside the monitor. `service` is the signing name that the scope must have.
  [[nodiscard]] std::variant<Caller, wire::sigv4::Refusal> identify(
      const core::HttpRequest& request, const wire::sigv4::Signed& found, std::string_view service,
      std::int32_t skew_minutes);
  /// Who calls without a signature what AWS takes without one.
  [[nodiscard]] Caller anonymous() const;

 private:
  [[nodiscard]] std::optional<core::Credentials::Known> known(std::string_view key_id);

  core::Core& core_;
  core::Env& env_;
  core::Credentials& credentials_;
};

}  // namespace tertulia::edge

/// Who calls an operation, from where, and under which name: what an operation may know of its
/// request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/core/arn.hpp"
#include "emulator/core/env.hpp"

namespace tertulia::core {

enum class PrincipalKind : std::uint8_t {
  kAdministrator,  // the developer's own keys: everything is allowed
  kRole,           // an assumed role, as a function has
  kService,        // "sns.amazonaws.com"
  kAnonymous,      // no signature
};

/// An identity that policies speak of.
struct Principal {
  PrincipalKind kind = PrincipalKind::kAdministrator;
  std::string account;
  /// "arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION", "arn:aws:iam::ACCOUNT:root", …; a service's
  /// host name for kService.
  std::string arn;
  /// kRole: the role's name, under which IAM knows its policies.
  std::string role;
  /// "AROA…:session" of a role, the account of the root user; STS calls it UserId.
  std::string user_id;
};

/// The session of an assumed role, with the ids that AWS would give it:
/// "arn:aws:sts::A:assumed-role/ROLE/SESSION" and "AROA…:SESSION".
[[nodiscard]] Principal assumed_role(std::string_view account, std::string_view role,
                                     std::string_view session);
/// The root user of `account`: what the developer's own keys are.
[[nodiscard]] Principal administrator(std::string_view account);
/// AWS itself, as "sns.amazonaws.com".
[[nodiscard]] Principal service_principal(std::string_view account, std::string_view host);

/// The call of one operation.
struct Call {
  Env& env;
  std::string account;
  std::string region;
  Principal principal;
  /// Set by the dispatcher.
  std::string request_id = {};
  /// "http://127.0.0.1:4566": where the client reached the emulator; for URLs in replies.
  std::string endpoint = {};
  /// X-Amzn-Trace-Id, empty for none.
  std::string trace = {};
  std::string source_ip = {};
  std::string user_agent = {};

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/t" of the caller's account and region.
  [[nodiscard]] std::string arn(std::string_view service, std::string_view resource) const;
};

}  // namespace tertulia::core

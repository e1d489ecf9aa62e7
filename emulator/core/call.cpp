#include "emulator/core/call.hpp"

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::core {

Principal assumed_role(std::string_view account, std::string_view role, std::string_view session) {
  // A role's id is made of its name, so that it is known before any service made the role.
  const auto digest = base::hex(base::sha256(base::cat(account, "/", role)));
  return {.kind = PrincipalKind::kRole,
          .account = std::string(account),
          .arn = base::cat("arn:aws:sts::", account, ":assumed-role/", role, "/", session),
          .role = std::string(role),
          .user_id = base::cat("AROA", base::upper(digest.substr(0, 17)), ":", session)};
}

Principal administrator(std::string_view account) {
  return {.kind = PrincipalKind::kAdministrator,
          .account = std::string(account),
          .arn = base::cat("arn:aws:iam::", account, ":root"),
          .role = {},
          .user_id = std::string(account)};
}

Principal service_principal(std::string_view account, std::string_view host) {
  return {.kind = PrincipalKind::kService,
          .account = std::string(account),
          .arn = std::string(host),
          .role = {},
          .user_id = {}};
}

std::string Call::arn(std::string_view service, std::string_view resource) const {
  return base::cat("arn:", env.partition, ":", service, ":", region, ":", account, ":", resource);
}

}  // namespace tertulia::core

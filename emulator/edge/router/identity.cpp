#include "emulator/edge/router/identity.hpp"

#include <algorithm>

namespace tertulia::edge {
namespace {

bool is_account(std::string_view key_id) {
  return key_id.size() == 12 && std::all_of(key_id.begin(), key_id.end(), [](char letter) {
           return letter >= '0' && letter <= '9';
         });
}

}  // namespace

std::optional<core::Credentials::Known> Identities::known(std::string_view key_id) {
  // All keys that AWS issues begin so; others need not wait for the monitor.
  if (!key_id.starts_with("ASIA") && !key_id.starts_with("AKIA")) return std::nullopt;
  const auto inside = core_.enter();
  return credentials_.find(key_id);
}

std::variant<Caller, wire::sigv4::Refusal> Identities::identify(const core::HttpRequest& request,
                                                                const wire::sigv4::Signed& found,
                                                                std::string_view service,
                                                                std::int32_t skew_minutes) {
  const std::string& region = found.region.empty() ? env_.region : found.region;
  const auto issued = known(found.key_id);
  if (!issued) {
    const std::string& account = is_account(found.key_id) ? found.key_id : env_.account;
    return Caller{core::administrator(account), account, region};
  }
  wire::sigv4::Conditions conditions{.now = env_.clock.now(), .service = service};
  // Virtual time is nobody's clock but ours: a client signs by the real one.
  conditions.skew_minutes =
      env_.clock.is_virtual() ? std::nullopt : std::optional<std::int32_t>(skew_minutes);
  if (auto refusal = wire::sigv4::verify(request, found,
                                         {.secret = issued->key.secret,
                                          .session_token = issued->key.session_token,
                                          .expires = issued->key.expires},
                                         conditions)) {
    return std::move(*refusal);
  }
  return Caller{issued->principal, issued->principal.account, region};
}

Caller Identities::anonymous() const {
  return {core::Principal{.kind = core::PrincipalKind::kAnonymous,
                          .account = env_.account,
                          .arn = {},
                          .role = {},
                          .user_id = {}},
          env_.account, env_.region};
}

}  // namespace tertulia::edge

#include "emulator/services/dynamodb/request_tokens.hpp"

#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr core::Duration kLife = std::chrono::minutes(10);

}  // namespace

RequestTokens::RequestTokens(store::Database& database)
    : find_(database,
            "SELECT fingerprint FROM dynamodb_request_tokens"
            " WHERE account = ? AND region = ? AND token = ? AND expires > ?"),
      keep_(database,
            "INSERT OR REPLACE INTO dynamodb_request_tokens"
            " (account, region, token, fingerprint, expires) VALUES (?, ?, ?, ?, ?)"),
      expire_(database, "DELETE FROM dynamodb_request_tokens WHERE expires <= ?") {}

core::Result<bool> RequestTokens::has_seen(const core::Call& call, const TokenUse& use) {
  if (!use.token) return false;
  const auto now = core::epoch_ms(call.env.clock.now());
  auto rows = find_.bind(call.account, call.region, use.token->str(), now);
  if (!rows.next()) return false;
  if (rows.blob(0) != use.fingerprint) return idempotent_parameter_mismatch();
  return true;
}

void RequestTokens::keep(const core::Call& call, const TokenUse& use) {
  if (!use.token) return;
  const auto now = call.env.clock.now();
  expire_.run(core::epoch_ms(now));
  keep_.run(call.account, call.region, use.token->str(), store::BlobView{use.fingerprint},
            core::epoch_ms(now + kLife));
}

}  // namespace tertulia::dynamodb

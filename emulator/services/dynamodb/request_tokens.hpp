/// The ClientRequestTokens of the last ten minutes, each with what tells its request from others.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems
#pragma once

#include <optional>
#include <string>

#include "emulator/core/call.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

struct ClientRequestToken : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 1, .max = 36};
};

/// A token, if the request has one, and the fingerprint of the request that it came with.
struct TokenUse {
  const std::optional<ClientRequestToken>& token;
  std::string fingerprint = {};
};

class RequestTokens {
 public:
  /// The database has the schema.
  explicit RequestTokens(store::Database& database);

  /// Whether the token came with the same request in the last ten minutes, so that nothing is left
  /// to do. IdempotentParameterMismatchException when it came with another one.
  [[nodiscard]] core::Result<bool> has_seen(const core::Call& call, const TokenUse& use);
  /// Remembers the token from now on.
  void keep(const core::Call& call, const TokenUse& use);

 private:
  store::Statement find_, keep_, expire_;
};

}  // namespace tertulia::dynamodb

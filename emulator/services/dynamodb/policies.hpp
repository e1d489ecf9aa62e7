/// The resource policies of tables and streams: kept in the database, read once, and then known.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/resource_policies.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/time.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

enum class PolicyKind : std::uint8_t { kTable, kStream };

/// Whose a policy is: the id of a table or of a stream.
struct PolicyOwner {
  PolicyKind kind = PolicyKind::kTable;
  std::int64_t id = 0;
  friend auto operator<=>(const PolicyOwner&, const PolicyOwner&) = default;
};

class Policies {
 public:
  /// The database has the schema.
  Policies(store::Database& database, core::PolicyReader& reader);

  /// What somebody has, or had last: a policy that was deleted leaves a revision, and no policy.
  struct Kept {
    core::ReadPolicyPtr policy;
    std::int64_t revision = 0;
  };

  /// Whether there is any policy.
  [[nodiscard]] bool any() const { return count_ > 0; }
  /// Null when there never was a policy.
  [[nodiscard]] const Kept* find(const PolicyOwner& owner) const;

  /// PolicyNotFoundException when the policy has another revision than the request expects;
  /// "NO_POLICY" expects none. `name` is what the message calls the owner: "table people".
  [[nodiscard]] core::Status check_revision(const PolicyOwner& owner, std::string_view name,
                                            const std::optional<std::string>& expected) const;

  /// Reads a document as AWS does. Errors (ValidationException): too large, malformed, public, or
  /// for principals that do not exist.
  [[nodiscard]] core::Result<core::ReadPolicyPtr> read(PolicyKind kind, std::string_view document);
  /// Gives somebody a policy, or none, with a new revision, the time: the same policy again changes
  /// nothing. Returns what there is now.
  const Kept& set(const PolicyOwner& owner, core::ReadPolicyPtr policy, core::Time now);
  /// Forgets somebody who is no more.
  void forget(const PolicyOwner& owner);

  [[nodiscard]] core::PolicyReader& reader() { return reader_; }
  void reload();

 private:
  void recount();

  core::PolicyReader& reader_;
  store::Statement all_, put_, erase_;
  std::map<PolicyOwner, Kept> kept_;
  std::size_t count_ = 0;
};

}  // namespace tertulia::dynamodb

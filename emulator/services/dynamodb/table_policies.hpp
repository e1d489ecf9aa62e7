/// The resource policies of tables: kept in the database, read once, and then known.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/resource_policies.hpp"
#include "emulator/core/time.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

class TablePolicies {
 public:
  /// The database has the schema.
  TablePolicies(store::Database& database, core::PolicyReader& reader);

  /// What a table has, or had last: a policy that was deleted leaves a revision, and no policy.
  struct Kept {
    core::ReadPolicyPtr policy;
    std::int64_t revision = 0;
  };

  /// Whether any table has a policy.
  [[nodiscard]] bool any() const { return policies_ > 0; }
  /// Null when the table never had a policy.
  [[nodiscard]] const Kept* find(const Table& table) const;

  /// PolicyNotFoundException when the table's policy has another revision than the request expects;
  /// "NO_POLICY" expects none.
  [[nodiscard]] core::Status check_revision(const Table& table,
                                            const std::optional<std::string>& expected) const;

  /// Reads a document as AWS does. Errors (ValidationException): too large, malformed, public, or
  /// for principals that do not exist.
  [[nodiscard]] core::Result<core::ReadPolicyPtr> read(std::string_view document);
  /// Gives the table a policy, or none, with a new revision, the time: the same policy again
  /// changes nothing. Returns what the table has now.
  const Kept& set(std::int64_t table_id, core::ReadPolicyPtr policy, core::Time now);
  /// Forgets a table that is no more.
  void forget(const Table& table);

  [[nodiscard]] core::PolicyReader& reader() { return reader_; }
  void reload();

 private:
  void count();

  core::PolicyReader& reader_;
  store::Statement all_, put_, erase_;
  std::map<std::int64_t, Kept> kept_;
  std::size_t policies_ = 0;
};

}  // namespace tertulia::dynamodb

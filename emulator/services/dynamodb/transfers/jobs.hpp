/// The exports and imports of all tables, those of tables that are gone included.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3forDynamoDB.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/options.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb::transfers {

enum class JobKind : std::uint8_t { kExport, kImport };

/// "export" or "import", as in ARNs.
[[nodiscard]] std::string_view word_of(JobKind kind);

/// A job that has begun: all that there is to do is done at once, and told when its time has come.
struct Job {
  JobKind kind = JobKind::kExport;
  std::string account;
  std::string region;
  std::string table;
  /// The table's own id, which another table of that name does not have.
  std::string table_id;
  /// The end of its ARN: "01767225600000-0a1b2c3d".
  std::string key;
  core::Time started;
  core::Time ends;
  std::string token;
  /// Tells its request from others with the same token.
  std::string fingerprint;
  /// What is told of it once it has ended: JSON, see shape_json.hpp.
  std::string description = {};

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/export/KEY"
  [[nodiscard]] std::string arn() const;
};

/// Which jobs of an account and region are listed.
struct Listing {
  JobKind kind = JobKind::kExport;
  std::string_view account;
  std::string_view region;
  std::optional<std::string_view> table = std::nullopt;
  std::optional<std::string_view> table_id = std::nullopt;
  /// Those with a key less than that; empty for all.
  std::string_view before = {};
  std::int64_t limit = 0;
};

class Jobs {
 public:
  /// The database has the schema.
  Jobs(store::Database& database, core::Env& env, const Options& options);

  /// A job that begins now, with a key of its own.
  [[nodiscard]] Job begin(JobKind kind, std::string_view account, std::string_view region,
                          std::string_view table);
  void keep(const Job& job);
  [[nodiscard]] std::optional<Job> find(JobKind kind, std::string_view account,
                                        std::string_view region, std::string_view table,
                                        std::string_view key);
  /// The latest one that came with the token in the last eight hours.
  [[nodiscard]] std::optional<Job> find_token(JobKind kind, std::string_view account,
                                              std::string_view region, std::string_view token);
  /// The newest first.
  [[nodiscard]] std::vector<Job> list(const Listing& listing);

  [[nodiscard]] bool has_ended(const Job& job) const { return job.ends <= env_.clock.now(); }

 private:
  core::Env& env_;
  core::Duration span_;
  store::Statement last_key_, keep_, find_, find_token_, list_;
};

}  // namespace tertulia::dynamodb::transfers

/// The backups of all tables, those of tables that are gone included: each has its own copy of the
/// items, and of what the table was.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Backup-and-Restore.html
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/options.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb::backups {

enum class BackupType : std::uint8_t { kUser, kSystem, kAwsBackup };

/// How long the backup of a deleted table is kept.
inline constexpr auto kSystemRetention = std::chrono::days(35);

struct Backup {
  std::int64_t id = 0;
  /// The end of its ARN: "01767225600000-0a1b2c3d".
  std::string key;
  std::string name;
  BackupType type = BackupType::kUser;
  core::Time created;
  /// When it can be used.
  core::Time available;
  std::optional<core::Time> expires = std::nullopt;
  /// Until when a table is being restored from it.
  core::Time used_until = {};
  Totals totals;
  /// The table as it was.
  Table table;

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/backup/KEY"
  [[nodiscard]] std::string arn() const;
};

/// Which backups of an account and region are listed.
struct Listing {
  std::string_view account;
  std::string_view region;
  std::optional<std::string_view> table = std::nullopt;
  std::optional<BackupType> type = std::nullopt;
  /// Those that were made since, and before.
  std::optional<core::Time> since = std::nullopt;
  std::optional<core::Time> before = std::nullopt;
  /// Those with a key greater than that.
  std::string_view after = {};
  std::int64_t limit = 0;
};

class Backups {
 public:
  /// The database has the schema.
  Backups(store::Database& database, core::Env& env, const Options& options);

  /// Makes a backup of the table as it is.
  Backup add(const Table& table, const Totals& totals, std::string_view name);
  /// Makes AWS's own backup of a table that is about to go.
  void add_of_deleted(const Table& table, const Totals& totals);
  /// The backup of an ARN's parts; nothing when there is none, or no more.
  [[nodiscard]] std::optional<Backup> find(std::string_view account, std::string_view region,
                                           std::string_view table, std::string_view key);
  /// In the order in which they were made.
  [[nodiscard]] std::vector<Backup> list(const Listing& listing);
  void erase(const Backup& backup);
  /// Gives the empty table the items of the backup, which is in use for as long as tables are
  /// CREATING.
  void restore(const Backup& backup, const Table& target);

  [[nodiscard]] bool is_available(const Backup& backup) const {
    return backup.available <= env_.clock.now();
  }
  [[nodiscard]] bool is_in_use(const Backup& backup) const {
    return backup.used_until > env_.clock.now();
  }

 private:
  Backup keep(Backup backup, std::string_view suffix);
  [[nodiscard]] std::string next_key(const Table& table, std::string_view suffix);
  void forget_expired();
  void erase(std::int64_t id);

  core::Env& env_;
  core::Duration span_;
  store::Statement add_, copy_items_, last_key_, find_, list_, expired_;
  store::Statement use_, restore_items_, erase_, erase_items_;
};

}  // namespace tertulia::dynamodb::backups

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::backups::BackupType> {
  static constexpr std::array<std::string_view, 3> kNames{"USER", "SYSTEM", "AWS_BACKUP"};
};

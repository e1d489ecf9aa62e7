#include "emulator/services/dynamodb/backups/backups.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/table_codec.hpp"
#include "emulator/services/dynamodb/time_key.hpp"

namespace tertulia::dynamodb::backups {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, account, region, table_name, key, definition, name, type, created, available,"
    " expires, used_until, items, bytes FROM dynamodb_backups WHERE account = ?1 AND region = ?2";

Backup read(const store::Statement::Rows& rows) {
  Backup backup;
  backup.id = rows.integer(0);
  backup.key = rows.text(4);
  backup.name = rows.text(6);
  backup.type = static_cast<BackupType>(rows.integer(7));
  backup.created = core::from_epoch_ms(rows.integer(8));
  backup.available = core::from_epoch_ms(rows.integer(9));
  if (!rows.is_null(10)) backup.expires = core::from_epoch_ms(rows.integer(10));
  backup.used_until = core::from_epoch_ms(rows.integer(11));
  backup.totals = {.items = rows.integer(12), .bytes = rows.integer(13)};
  read_definition(rows.text(5), backup.table);
  backup.table.account = rows.text(1);
  backup.table.region = rows.text(2);
  backup.table.name = rows.text(3);
  return backup;
}

std::optional<std::int64_t> ms_of(const std::optional<core::Time>& time) {
  if (!time) return std::nullopt;
  return core::epoch_ms(*time);
}

}  // namespace

std::string Backup::arn() const { return base::cat(table.arn(), "/backup/", key); }

Backups::Backups(store::Database& database, core::Env& env, const Options& options)
    : env_(env),
      span_(options.transition),
      add_(database,
           "INSERT INTO dynamodb_backups (account, region, key, table_name, definition, name, type,"
           " created, available, expires, used_until, items, bytes)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) RETURNING id"),
      copy_items_(database,
                  "INSERT INTO dynamodb_backup_items (backup_id, key, size, item)"
                  " SELECT ?, key, size, item FROM dynamodb_items WHERE table_id = ?"),
      last_key_(database, "SELECT MAX(key) FROM dynamodb_backups WHERE account = ? AND region = ?"),
      find_(database, base::cat(kSelect, " AND table_name = ?3 AND key = ?4")),
      list_(database, base::cat(kSelect,
                                " AND key > ?3 AND (?4 IS NULL OR table_name = ?4)"
                                " AND (?5 IS NULL OR type = ?5) AND (?6 IS NULL OR created >= ?6)"
                                " AND (?7 IS NULL OR created < ?7)"
                                " AND (expires IS NULL OR expires > ?8) ORDER BY key LIMIT ?9")),
      expired_(database, "SELECT id FROM dynamodb_backups WHERE expires <= ? LIMIT 1"),
      use_(database, "UPDATE dynamodb_backups SET used_until = ? WHERE id = ?"),
      restore_items_(database,
                     "INSERT INTO dynamodb_items (table_id, key, size, item)"
                     " SELECT ?, key, size, item FROM dynamodb_backup_items WHERE backup_id = ?"),
      erase_(database, "DELETE FROM dynamodb_backups WHERE id = ?"),
      erase_items_(database, "DELETE FROM dynamodb_backup_items WHERE backup_id = ?") {}

Backup Backups::add(const Table& table, const Totals& totals, std::string_view name) {
  const auto now = env_.clock.now();
  return keep({.key = {},
               .name = std::string(name),
               .type = BackupType::kUser,
               .created = now,
               .available = now + span_,
               .totals = totals,
               .table = table},
              env_.ids.hex(core::IdKind::kOther, 8));
}

void Backups::add_of_deleted(const Table& table, const Totals& totals) {
  const auto now = env_.clock.now();
  keep({.key = {},
        .name = base::cat(table.name, "$DeletedTableBackup"),
        .type = BackupType::kSystem,
        .created = now,
        .available = now,
        .expires = now + kSystemRetention,
        .totals = totals,
        .table = table},
       "00000000");
}

Backup Backups::keep(Backup backup, std::string_view suffix) {
  forget_expired();
  const auto& table = backup.table;
  backup.key = next_key(table, suffix);
  {
    const auto definition = definition_of(table);
    auto rows = add_.bind(table.account, table.region, backup.key, table.name, definition,
                          backup.name, static_cast<std::int64_t>(backup.type),
                          core::epoch_ms(backup.created), core::epoch_ms(backup.available),
                          ms_of(backup.expires), backup.totals.items, backup.totals.bytes);
    if (rows.next()) backup.id = rows.integer(0);
    rows.next();
  }
  copy_items_.run(backup.id, table.id);
  return backup;
}

std::string Backups::next_key(const Table& table, std::string_view suffix) {
  std::string last;
  {
    auto rows = last_key_.bind(table.account, table.region);
    if (rows.next() && !rows.is_null(0)) last = rows.text(0);
  }
  return next_time_key(env_.clock.now(), last, suffix);
}

void Backups::forget_expired() {
  for (;;) {
    std::int64_t id = 0;
    {
      auto rows = expired_.bind(core::epoch_ms(env_.clock.now()));
      if (!rows.next()) return;
      id = rows.integer(0);
    }
    erase(id);
  }
}

std::optional<Backup> Backups::find(std::string_view account, std::string_view region,
                                    std::string_view table, std::string_view key) {
  auto rows = find_.bind(account, region, table, key);
  if (!rows.next()) return std::nullopt;
  auto backup = read(rows);
  if (backup.expires && *backup.expires <= env_.clock.now()) return std::nullopt;
  return backup;
}

std::vector<Backup> Backups::list(const Listing& listing) {
  std::optional<std::int64_t> type;
  if (listing.type) type = static_cast<std::int64_t>(*listing.type);
  std::vector<Backup> backups;
  auto rows = list_.bind(listing.account, listing.region, listing.after, listing.table, type,
                         ms_of(listing.since), ms_of(listing.before),
                         core::epoch_ms(env_.clock.now()), listing.limit);
  while (rows.next()) backups.push_back(read(rows));
  return backups;
}

void Backups::erase(const Backup& backup) { erase(backup.id); }

void Backups::erase(std::int64_t id) {
  erase_items_.run(id);
  erase_.run(id);
}

void Backups::restore(const Backup& backup, const Table& target) {
  restore_items_.run(target.id, backup.id);
  use_.run(core::epoch_ms(env_.clock.now() + span_), backup.id);
}

}  // namespace tertulia::dynamodb::backups

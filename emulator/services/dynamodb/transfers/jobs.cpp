#include "emulator/services/dynamodb/transfers/jobs.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/time_key.hpp"

namespace tertulia::dynamodb::transfers {
namespace {

constexpr auto kTokenLife = std::chrono::hours(8);

constexpr std::string_view kSelect =
    "SELECT kind, account, region, table_name, table_uuid, key, started, ends, token, fingerprint,"
    " description FROM dynamodb_jobs WHERE kind = ?1 AND account = ?2 AND region = ?3";

Job read(const store::Statement::Rows& rows) {
  Job job;
  job.kind = static_cast<JobKind>(rows.integer(0));
  job.account = rows.text(1);
  job.region = rows.text(2);
  job.table = rows.text(3);
  job.table_id = rows.text(4);
  job.key = rows.text(5);
  job.started = core::from_epoch_ms(rows.integer(6));
  job.ends = core::from_epoch_ms(rows.integer(7));
  job.token = rows.text(8);
  job.fingerprint = rows.blob(9);
  job.description = rows.text(10);
  return job;
}

std::int64_t number_of(JobKind kind) { return static_cast<std::int64_t>(kind); }

}  // namespace

std::string_view word_of(JobKind kind) { return kind == JobKind::kExport ? "export" : "import"; }

std::string Job::arn() const {
  return base::cat("arn:aws:dynamodb:", region, ":", account, ":table/", table, "/", word_of(kind),
                   "/", key);
}

Jobs::Jobs(store::Database& database, core::Env& env, const Options& options)
    : env_(env),
      span_(options.transition),
      last_key_(database,
                "SELECT MAX(key) FROM dynamodb_jobs WHERE kind = ? AND account = ? AND region = ?"),
      keep_(database,
            "INSERT INTO dynamodb_jobs (kind, account, region, table_name, table_uuid, key,"
            " started, ends, token, fingerprint, description)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      find_(database, base::cat(kSelect, " AND table_name = ?4 AND key = ?5")),
      find_token_(database,
                  base::cat(kSelect, " AND token = ?4 AND started > ?5 ORDER BY key DESC LIMIT 1")),
      list_(database, base::cat(kSelect,
                                " AND (?4 IS NULL OR table_name = ?4)"
                                " AND (?5 IS NULL OR table_uuid = ?5) AND (?6 = '' OR key < ?6)"
                                " ORDER BY key DESC LIMIT ?7")) {}

Job Jobs::begin(JobKind kind, std::string_view account, std::string_view region,
                std::string_view table) {
  const auto now = env_.clock.now();
  Job job{.kind = kind,
          .account = std::string(account),
          .region = std::string(region),
          .table = std::string(table),
          .table_id = {},
          .key = {},
          .started = now,
          .ends = now + span_,
          .token = {},
          .fingerprint = {}};
  std::string last;
  {
    auto rows = last_key_.bind(number_of(kind), account, region);
    if (rows.next() && !rows.is_null(0)) last = rows.text(0);
  }
  job.key = next_time_key(now, last, env_.ids.hex(core::IdKind::kOther, 8));
  return job;
}

void Jobs::keep(const Job& job) {
  keep_.run(number_of(job.kind), job.account, job.region, job.table, job.table_id, job.key,
            core::epoch_ms(job.started), core::epoch_ms(job.ends), job.token,
            store::BlobView{job.fingerprint}, job.description);
}

std::optional<Job> Jobs::find(JobKind kind, std::string_view account, std::string_view region,
                              std::string_view table, std::string_view key) {
  auto rows = find_.bind(number_of(kind), account, region, table, key);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::optional<Job> Jobs::find_token(JobKind kind, std::string_view account, std::string_view region,
                                    std::string_view token) {
  auto rows = find_token_.bind(number_of(kind), account, region, token,
                               core::epoch_ms(env_.clock.now() - kTokenLife));
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<Job> Jobs::list(const Listing& listing) {
  std::vector<Job> jobs;
  auto rows = list_.bind(number_of(listing.kind), listing.account, listing.region, listing.table,
                         listing.table_id, listing.before, listing.limit);
  while (rows.next()) jobs.push_back(read(rows));
  return jobs;
}

}  // namespace tertulia::dynamodb::transfers

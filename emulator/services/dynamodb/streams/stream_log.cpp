#include "emulator/services/dynamodb/streams/stream_log.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb::streams {
namespace {

using store::BlobView;

constexpr std::int64_t kPageBytesMax = 1024 * 1024;

constexpr std::string_view kSelect =
    "SELECT id, account, region, table_name, label, view, hash_name, range_name, created, closed"
    " FROM dynamodb_streams WHERE ";

bool shows_new(StreamViewType view) {
  return view == StreamViewType::kNewImage || view == StreamViewType::kNewAndOldImages;
}
bool shows_old(StreamViewType view) {
  return view == StreamViewType::kOldImage || view == StreamViewType::kNewAndOldImages;
}

std::optional<StoredItem> item_of(const store::Statement::Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return StoredItem{.json = std::string(rows.blob(column))};
}

/// "2026-01-31T12:34:56.789": without the zone.
std::string label_of(core::Time time) {
  auto label = core::iso8601_ms(time);
  label.pop_back();
  return label;
}

}  // namespace

StreamLog::StreamLog(store::Database& database, core::Env& env)
    : env_(env),
      add_(database,
           "INSERT INTO dynamodb_streams (account, region, table_name, label, view, hash_name,"
           " range_name, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
      close_(database, "UPDATE dynamodb_streams SET closed = ? WHERE id = ?"),
      find_(database,
            base::cat(kSelect, "account = ? AND region = ? AND table_name = ? AND label = ?")),
      find_open_(database, base::cat(kSelect, "id = ? AND closed IS NULL")),
      list_(database, base::cat(kSelect,
                                "account = ? AND region = ? AND (table_name = ?3 OR ?3 = '')"
                                " ORDER BY table_name, label")),
      forget_(database, "DELETE FROM dynamodb_streams WHERE closed <= ?"),
      append_(
          database,
          "INSERT INTO dynamodb_stream_records (stream_id, sequence, event_id, name, time, keys,"
          " new_image, old_image, size, by_service) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      last_(database, "SELECT MAX(sequence) FROM dynamodb_stream_records WHERE stream_id = ?"),
      read_(database,
            "SELECT sequence, event_id, name, time, keys, new_image, old_image, size, by_service"
            " FROM dynamodb_stream_records"
            " WHERE stream_id = ? AND sequence > ? AND sequence <= ? AND time > ?"
            " ORDER BY sequence LIMIT ?"),
      trim_(database, "DELETE FROM dynamodb_stream_records WHERE stream_id = ? AND time <= ?") {}

// Labels tell the streams of one table apart, so a second one in the same millisecond is later.
Stream StreamLog::open(const Table& table, StreamViewType view) {
  Stream stream{.account = table.account,
                .region = table.region,
                .table = table.name,
                .label = {},
                .view = view,
                .hash_name = table.hash().name,
                .range_name = std::nullopt,
                .created = env_.clock.now(),
                .closed = std::nullopt};
  if (table.range() != nullptr) stream.range_name = table.range()->name;
  auto named = stream.created;
  do {
    stream.label = label_of(named);
    named += core::Duration(1);
  } while (find(table.account, table.region, table.name, stream.label));
  auto rows =
      add_.bind(stream.account, stream.region, stream.table, stream.label, core::name_of(view),
                stream.hash_name, stream.range_name, core::epoch_ms(stream.created));
  if (rows.next()) stream.id = rows.integer(0);
  rows.next();
  return stream;
}

void StreamLog::close(const Table& table) {
  close_.run(core::epoch_ms(env_.clock.now()), table.stream_id);
  forget_.run(core::epoch_ms(env_.clock.now() - kRetention));
}

void StreamLog::append(const ItemChange& change) {
  const auto* old_item = change.old_item;
  const bool is_new = !change.new_json.empty();
  if (old_item == nullptr && !is_new) return;
  if (old_item != nullptr && is_new && old_item->item.json == change.new_json) return;
  std::optional<Stream> stream;
  {
    auto rows = find_open_.bind(change.table.stream_id);
    if (rows.next()) stream = read(rows);
  }
  if (!stream) return;
  const auto now = env_.clock.now();
  const auto sequence =
      std::max(first_sequence_of(shard_at(*stream, now)), last_sequence(*stream)) + 1;
  const auto name = old_item == nullptr ? EventName::kInsert
                    : is_new            ? EventName::kModify
                                        : EventName::kRemove;
  const auto keys = key_json(change.table, change.key);
  auto size = canonical(attributes_of(keys)).value().size;
  std::optional<BlobView> new_image, old_image;
  if (is_new && shows_new(stream->view)) {
    new_image = BlobView{change.new_json};
    size += change.new_size;
  }
  if (old_item != nullptr && shows_old(stream->view)) {
    old_image = BlobView{old_item->item.json};
    size += old_item->size;
  }
  append_.run(stream->id, sequence, env_.ids.hex(core::IdKind::kOther, 32),
              static_cast<std::int64_t>(name), core::epoch_ms(now), BlobView{keys}, new_image,
              old_image, size, change.by_service);
}

Stream StreamLog::read(const store::Statement::Rows& rows) {
  Stream stream;
  stream.id = rows.integer(0);
  stream.account = rows.text(1);
  stream.region = rows.text(2);
  stream.table = rows.text(3);
  stream.label = rows.text(4);
  stream.view = core::value_of<StreamViewType>(rows.text(5)).value();
  stream.hash_name = rows.text(6);
  stream.range_name = rows.optional_text(7);
  stream.created = core::from_epoch_ms(rows.integer(8));
  if (!rows.is_null(9)) stream.closed = core::from_epoch_ms(rows.integer(9));
  return stream;
}

std::optional<Stream> StreamLog::find(std::string_view account, std::string_view region,
                                      std::string_view table, std::string_view label) {
  auto rows = find_.bind(account, region, table, label);
  if (!rows.next()) return std::nullopt;
  auto stream = read(rows);
  if (stream.closed && *stream.closed + kRetention <= env_.clock.now()) return std::nullopt;
  return stream;
}

std::vector<Stream> StreamLog::list(std::string_view account, std::string_view region,
                                    std::string_view table) {
  std::vector<Stream> streams;
  auto rows = list_.bind(account, region, table);
  while (rows.next()) {
    auto stream = read(rows);
    if (stream.closed && *stream.closed + kRetention <= env_.clock.now()) continue;
    streams.push_back(std::move(stream));
  }
  return streams;
}

std::vector<LoggedRecord> StreamLog::records(const Stream& stream, std::int64_t after,
                                             std::int64_t last, std::int64_t limit) {
  trim(stream.id);
  std::vector<LoggedRecord> records;
  std::int64_t bytes = 0;
  auto rows =
      read_.bind(stream.id, after, last, core::epoch_ms(env_.clock.now() - kRetention), limit);
  while (bytes < kPageBytesMax && rows.next()) {
    auto& record = records.emplace_back();
    record.sequence = rows.integer(0);
    record.event_id = rows.text(1);
    record.name = static_cast<EventName>(rows.integer(2));
    record.time = core::from_epoch_ms(rows.integer(3));
    record.keys.json = rows.blob(4);
    record.new_image = item_of(rows, 5);
    record.old_image = item_of(rows, 6);
    record.size = rows.integer(7);
    record.by_service = rows.integer(8) != 0;
    bytes += record.size;
  }
  return records;
}

std::int64_t StreamLog::last_sequence(const Stream& stream) {
  auto rows = last_.bind(stream.id);
  if (!rows.next() || rows.is_null(0)) return first_sequence_of(0);
  return rows.integer(0);
}

// Positions of records to come are those of a later shard by then, so nothing is numbered twice.
void StreamLog::trim(std::int64_t stream) {
  trim_.run(stream, core::epoch_ms(env_.clock.now() - kRetention));
}

}  // namespace tertulia::dynamodb::streams

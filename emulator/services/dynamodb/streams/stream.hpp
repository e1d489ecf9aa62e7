/// Streams, their shards and records: what the log knows, and how AWS writes it.
///
/// A stream has one open shard, which closes every four hours of the emulator's clock for the next
/// to open. Records are kept for 24 hours.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/time.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb::streams {

inline constexpr auto kShardSpan = std::chrono::hours(4);
inline constexpr auto kRetention = std::chrono::hours(24);
/// How many streams, or shards, a page lists at most.
inline constexpr std::size_t kPageMax = 100;

struct Stream {
  std::int64_t id = 0;
  std::string account;
  std::string region;
  std::string table;
  /// The instant at which it was opened: "2026-01-31T12:34:56.789".
  std::string label;
  StreamViewType view{};
  std::string hash_name;
  std::optional<std::string> range_name;
  core::Time created;
  /// When it was disabled.
  std::optional<core::Time> closed;

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/stream/LABEL"
  [[nodiscard]] std::string arn() const;
};

enum class EventName : std::uint8_t { kInsert, kModify, kRemove };

/// A change of an item, as the log keeps it.
struct LoggedRecord {
  std::string event_id;
  EventName name{};
  core::Time time;
  std::int64_t sequence = 0;
  StoredItem keys;
  std::optional<StoredItem> new_image;
  std::optional<StoredItem> old_image;
  std::int64_t size = 0;
  /// Whether it was not a request but the service that made the change: an item expired.
  bool by_service = false;
};

/// One of the shards of a stream, counted from 0. Sequence numbers are positions in the stream;
/// each shard has its own range of them.
struct Shard {
  std::int64_t number = 0;
  std::int64_t first_sequence = 0;
  /// Absent while the shard is open.
  std::optional<std::int64_t> last_sequence;
};

/// The number of the shard that is open at that time.
[[nodiscard]] std::int64_t shard_at(const Stream& stream, core::Time time);
/// The shards that have not been trimmed yet, in order; none of a stream that closed too long ago.
[[nodiscard]] std::vector<Shard> shards_of(const Stream& stream, core::Time now);
[[nodiscard]] std::int64_t first_sequence_of(std::int64_t shard);

/// "shardId-00000001767225600000-0a1b2c3d"
[[nodiscard]] std::string shard_id(const Stream& stream, std::int64_t number);
/// 21 digits, in the order of the positions.
[[nodiscard]] std::string sequence_number(std::int64_t sequence);
/// Nothing for a text that is no sequence number of ours.
[[nodiscard]] std::optional<std::int64_t> parse_sequence_number(std::string_view text);

}  // namespace tertulia::dynamodb::streams

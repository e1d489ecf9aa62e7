#include "emulator/services/dynamodb/streams/stream.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::streams {
namespace {

/// More than a shard ever has.
constexpr std::int64_t kSequencesOfShard = 1'000'000'000'000;

template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[64];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

}  // namespace

std::string Stream::arn() const {
  return base::cat("arn:aws:dynamodb:", region, ":", account, ":table/", table, "/stream/", label);
}

std::int64_t shard_at(const Stream& stream, core::Time time) {
  return std::max<std::int64_t>(0, (time - stream.created) / kShardSpan);
}

std::int64_t first_sequence_of(std::int64_t shard) { return (shard + 1) * kSequencesOfShard; }

std::vector<Shard> shards_of(const Stream& stream, core::Time now) {
  std::vector<Shard> shards;
  const auto last = shard_at(stream, stream.closed ? *stream.closed : now);
  for (std::int64_t number = 0; number <= last; ++number) {
    const bool is_open = number == last && !stream.closed;
    const auto end = number == last && stream.closed ? *stream.closed
                                                     : stream.created + (number + 1) * kShardSpan;
    if (!is_open && end + kRetention <= now) continue;
    Shard shard{.number = number,
                .first_sequence = first_sequence_of(number),
                .last_sequence = std::nullopt};
    if (!is_open) shard.last_sequence = first_sequence_of(number + 1) - 1;
    shards.push_back(shard);
  }
  return shards;
}

std::string shard_id(const Stream& stream, std::int64_t number) {
  const auto opened = core::epoch_ms(stream.created + number * kShardSpan);
  return printed("shardId-%020lld-%08llx", static_cast<long long>(opened),
                 static_cast<unsigned long long>(number));
}

std::string sequence_number(std::int64_t sequence) {
  return printed("1%020lld", static_cast<long long>(sequence));
}

std::optional<std::int64_t> parse_sequence_number(std::string_view text) {
  if (text.size() != 21 || text.front() != '1') return std::nullopt;
  std::int64_t sequence = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), sequence);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return sequence;
}

}  // namespace tertulia::dynamodb::streams

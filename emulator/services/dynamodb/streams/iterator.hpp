/// Where a reader of a shard is: the opaque texts that GetShardIterator and GetRecords give out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/services/dynamodb/streams/stream.hpp"

namespace tertulia::dynamodb::streams {

/// How long an iterator may be used.
inline constexpr auto kIteratorLife = std::chrono::minutes(15);

struct Iterator {
  std::string stream_arn;
  std::int64_t shard = 0;
  /// The position before the next record.
  std::int64_t after = 0;
  core::Time issued;

  [[nodiscard]] std::string text() const;
};

/// Nothing for a text that `Iterator::text` did not make.
[[nodiscard]] std::optional<Iterator> parse_iterator(std::string_view text);

}  // namespace tertulia::dynamodb::streams

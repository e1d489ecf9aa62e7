#include "emulator/services/dynamodb/streams/iterator.hpp"

#include <charconv>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::streams {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::string Iterator::text() const {
  return base::cat(stream_arn, "|1|",
                   base::base64(base::cat(shard, ":", after, ":", core::epoch_ms(issued))));
}

std::optional<Iterator> parse_iterator(std::string_view text) {
  const auto parts = base::split(text, '|');
  if (parts.size() != 3 || parts[1] != "1") return std::nullopt;
  const auto position = base::from_base64(parts[2]);
  if (!position) return std::nullopt;
  const auto numbers = base::split(*position, ':');
  if (numbers.size() != 3) return std::nullopt;
  const auto shard = number(numbers[0]), after = number(numbers[1]), issued = number(numbers[2]);
  if (!shard || !after || !issued) return std::nullopt;
  return Iterator{.stream_arn = std::string(parts[0]),
                  .shard = *shard,
                  .after = *after,
                  .issued = core::from_epoch_ms(*issued)};
}

}  // namespace tertulia::dynamodb::streams

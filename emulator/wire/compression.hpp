/// zlib's part of the wire: the checksum of replies and compressed requests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tertulia::wire {

/// The CRC-32 of x-amz-crc32, which is written in decimal.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

/// The bytes of a complete gzip member; nothing when it is damaged, cut short, followed by anything
/// else or longer than `size_max` when inflated.
[[nodiscard]] std::optional<std::string> gunzip(std::string_view bytes, std::size_t size_max);

}  // namespace tertulia::wire

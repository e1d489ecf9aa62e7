#include "emulator/wire/compression.hpp"

#include <algorithm>

#include <zlib.h>

namespace tertulia::wire {

std::uint32_t crc32(std::string_view bytes) {
  // zlib takes 32-bit sizes.
  auto sum = ::crc32(0, nullptr, 0);
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, 1U << 30);
    sum = ::crc32(sum, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size()));
    bytes.remove_prefix(part.size());
  }
  return static_cast<std::uint32_t>(sum);
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t size_max) {
  if (bytes.size() > (1U << 30)) return std::nullopt;
  z_stream stream{};
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string result;
  int state = Z_OK;
  while (state == Z_OK && result.size() <= size_max) {
    char part[16384];
    stream.next_out = reinterpret_cast<Bytef*>(part);
    stream.avail_out = sizeof part;
    state = inflate(&stream, Z_NO_FLUSH);
    result.append(part, sizeof part - stream.avail_out);
  }
  const bool complete = state == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (!complete || result.size() > size_max) return std::nullopt;
  return result;
}

}  // namespace tertulia::wire

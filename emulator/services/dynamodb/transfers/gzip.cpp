#include "emulator/services/dynamodb/transfers/gzip.hpp"

#include <array>
#include <stdexcept>

#include <zlib.h>

namespace tertulia::dynamodb::transfers {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;
constexpr std::size_t kPieceMax = 1U << 30;

Bytef* input(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
}

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kMemory = 8;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipOnly, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  std::string result;
  std::array<char, 65536> buffer{};
  int state = Z_OK;
  do {
    const auto piece = bytes.substr(0, kPieceMax);
    bytes.remove_prefix(piece.size());
    stream.next_in = input(piece);
    stream.avail_in = static_cast<uInt>(piece.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(buffer.size());
      state = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
      result.append(buffer.data(), buffer.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (state != Z_STREAM_END);
  deflateEnd(&stream);
  return result;
}

struct Inflater::State {
  z_stream stream{};
  std::string_view rest;
  std::array<char, 65536> buffer{};
  bool is_damaged = false;
  /// Between members, where the object may end.
  bool may_end = false;
};

Inflater::Inflater(std::string_view bytes) : state_(std::make_unique<State>()) {
  state_->rest = bytes;
  state_->is_damaged = inflateInit2(&state_->stream, kGzipOnly) != Z_OK;
}

Inflater::~Inflater() { inflateEnd(&state_->stream); }

std::optional<std::string_view> Inflater::next() {
  auto& [stream, rest, buffer, is_damaged, may_end] = *state_;
  while (!is_damaged) {
    if (rest.empty() && may_end) return std::string_view();
    const auto piece = rest.substr(0, kPieceMax);
    stream.next_in = input(piece);
    stream.avail_in = static_cast<uInt>(piece.size());
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    rest.remove_prefix(piece.size() - stream.avail_in);
    const auto size = buffer.size() - stream.avail_out;
    may_end = state == Z_STREAM_END;
    if (state == Z_STREAM_END) {
      is_damaged = inflateReset(&stream) != Z_OK;
    } else if (state != Z_OK) {
      is_damaged = true;
    }
    if (size > 0) return std::string_view(buffer.data(), size);
  }
  return std::nullopt;
}

}  // namespace tertulia::dynamodb::transfers

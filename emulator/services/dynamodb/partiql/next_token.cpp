#include "emulator/services/dynamodb/partiql/next_token.hpp"

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

// A digest of all the rest, a digest of the request, the branch, the length of the key, the key,
// the item's key.
constexpr std::size_t kDigestBytes = 16;
constexpr std::size_t kNumberBytes = 2;
constexpr std::size_t kHeaderBytes = 2 * (kDigestBytes + kNumberBytes);

std::string digest(std::string_view bytes) { return base::sha256(bytes).substr(0, kDigestBytes); }

void append_number(std::size_t number, std::string& out) {
  out += static_cast<char>(number >> 8 & 0xff);
  out += static_cast<char>(number & 0xff);
}

/// Takes a number from the front.
std::uint16_t take_number(std::string_view& bytes) {
  const auto number =
      static_cast<unsigned char>(bytes[0]) << 8 | static_cast<unsigned char>(bytes[1]);
  bytes.remove_prefix(kNumberBytes);
  return static_cast<std::uint16_t>(number);
}

}  // namespace

std::string next_token(std::string_view fingerprint, const PagePosition& position) {
  auto rest = digest(fingerprint);
  append_number(position.branch, rest);
  append_number(position.last.key.size(), rest);
  rest += position.last.key;
  rest += position.last.item_key;
  return base::base64(digest(rest) + rest);
}

core::Result<PagePosition> read_next_token(std::string_view fingerprint, std::string_view token) {
  const auto bytes = base::from_base64(token);
  if (!bytes || bytes->size() < kHeaderBytes) return invalid_next_token();
  auto rest = std::string_view(*bytes).substr(kDigestBytes);
  if (digest(rest) != std::string_view(*bytes).substr(0, kDigestBytes)) return invalid_next_token();
  if (rest.substr(0, kDigestBytes) != digest(fingerprint)) return next_token_of_another_request();
  rest.remove_prefix(kDigestBytes);
  PagePosition position;
  position.branch = take_number(rest);
  const auto size = take_number(rest);
  if (size > rest.size()) return invalid_next_token();
  position.last.key = rest.substr(0, size);
  position.last.item_key = rest.substr(size);
  return position;
}

}  // namespace tertulia::dynamodb::partiql

#include "emulator/base/digest.hpp"

#include <array>

// The functions that OpenSSL 3 has in the place of these look for an algorithm among all that there
// are: the first of them takes longer than everything else between the start and the first request.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/crypto.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

namespace tertulia::base {
namespace {

constexpr std::size_t kBlockBytes = 64;
using Sha256 = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Sha256 digest_of(std::string_view first, std::string_view second) {
  SHA256_CTX context;
  Sha256 result;
  SHA256_Init(&context);
  SHA256_Update(&context, first.data(), first.size());
  SHA256_Update(&context, second.data(), second.size());
  SHA256_Final(result.data(), &context);
  return result;
}

template <std::size_t N>
std::string_view text_of(const std::array<unsigned char, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string sha256(std::string_view bytes) { return std::string(text_of(digest_of(bytes, {}))); }

std::string md5(std::string_view bytes) {
  std::array<unsigned char, MD5_DIGEST_LENGTH> result;
  MD5(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), result.data());
  return std::string(text_of(result));
}

// RFC 2104.
std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string inner(key.size() > kBlockBytes ? sha256(key) : std::string(key));
  inner.resize(kBlockBytes, '\0');
  std::string outer = inner;
  for (char& letter : inner) letter = static_cast<char>(letter ^ 0x36);
  for (char& letter : outer) letter = static_cast<char>(letter ^ 0x5c);
  const auto middle = digest_of(inner, bytes);
  return std::string(text_of(digest_of(outer, text_of(middle))));
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace tertulia::base

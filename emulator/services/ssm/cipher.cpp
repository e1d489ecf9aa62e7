#include "emulator/services/ssm/cipher.hpp"

#include <memory>
#include <stdexcept>

// The functions that OpenSSL 3 has in the place of AES_encrypt look for a cipher among all that
// there are, which takes longer than the rest of a deployment.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/aes.h>
#include <openssl/modes.h>

namespace tertulia::ssm {
namespace {

constexpr std::size_t kTagBytes = 16;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

void demand(bool done) {
  if (!done) throw std::runtime_error("AES-256-GCM failed");
}

void encrypt_block(const unsigned char* from, unsigned char* to, const void* key) {
  AES_encrypt(from, to, static_cast<const AES_KEY*>(key));
}

/// One message under a key and a nonce.
class Gcm {
 public:
  Gcm(std::string_view key, std::string_view nonce, std::string_view context) {
    demand(key.size() == kKeyBytes && AES_set_encrypt_key(raw(key), kKeyBytes * 8, &key_) == 0);
    gcm_.reset(CRYPTO_gcm128_new(&key_, &encrypt_block));
    demand(gcm_ != nullptr);
    CRYPTO_gcm128_setiv(gcm_.get(), raw(nonce), nonce.size());
    demand(CRYPTO_gcm128_aad(gcm_.get(), raw(context), context.size()) == 0);
  }

  [[nodiscard]] std::string encrypt(std::string_view plain) {
    std::string body(plain.size(), '\0');
    demand(CRYPTO_gcm128_encrypt(gcm_.get(), raw(plain), raw(body), plain.size()) == 0);
    return body;
  }
  [[nodiscard]] std::string decrypt(std::string_view body) {
    std::string plain(body.size(), '\0');
    demand(CRYPTO_gcm128_decrypt(gcm_.get(), raw(body), raw(plain), body.size()) == 0);
    return plain;
  }
  [[nodiscard]] std::string tag() {
    std::string result(kTagBytes, '\0');
    CRYPTO_gcm128_tag(gcm_.get(), raw(result), kTagBytes);
    return result;
  }
  [[nodiscard]] bool has_tag(std::string_view tag) {
    return CRYPTO_gcm128_finish(gcm_.get(), raw(tag), tag.size()) == 0;
  }

 private:
  AES_KEY key_;
  std::unique_ptr<GCM128_CONTEXT, decltype(&CRYPTO_gcm128_release)> gcm_{nullptr,
                                                                         &CRYPTO_gcm128_release};
};

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view context,
                 std::string_view plain) {
  Gcm cipher(key, nonce, context);
  const auto body = cipher.encrypt(plain);
  return std::string(nonce) + body + cipher.tag();
}

std::optional<std::string> open(std::string_view key, std::string_view context,
                                std::string_view sealed) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const auto nonce = sealed.substr(0, kNonceBytes);
  const auto body = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  Gcm cipher(key, nonce, context);
  auto plain = cipher.decrypt(body);
  if (!cipher.has_tag(sealed.substr(sealed.size() - kTagBytes))) return std::nullopt;
  return plain;
}

}  // namespace tertulia::ssm

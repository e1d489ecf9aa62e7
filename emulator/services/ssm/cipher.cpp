#include "emulator/services/ssm/cipher.hpp"

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace tertulia::ssm {
namespace {

constexpr std::size_t kTagBytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
int size(std::string_view bytes) { return static_cast<int>(bytes.size()); }

void demand(int result) {
  if (result != 1) throw std::runtime_error("AES-256-GCM is not available");
}

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view context,
                 std::string_view plain) {
  const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  demand(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)));
  int written = 0;
  demand(EVP_EncryptUpdate(cipher.get(), nullptr, &written, raw(context), size(context)));
  std::string body(plain.size(), '\0');
  demand(EVP_EncryptUpdate(cipher.get(), raw(body), &written, raw(plain), size(plain)));
  std::string tag(kTagBytes, '\0');
  demand(EVP_EncryptFinal_ex(cipher.get(), raw(tag), &written));
  demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes),
                             tag.data()));
  return std::string(nonce) + body + tag;
}

std::optional<std::string> open(std::string_view key, std::string_view context,
                                std::string_view sealed) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const auto nonce = sealed.substr(0, kNonceBytes);
  const auto body = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  demand(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)));
  int written = 0;
  demand(EVP_DecryptUpdate(cipher.get(), nullptr, &written, raw(context), size(context)));
  std::string plain(body.size(), '\0');
  demand(EVP_DecryptUpdate(cipher.get(), raw(plain), &written, raw(body), size(body)));
  demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagBytes),
                             tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), raw(tag), &written) != 1) return std::nullopt;
  return plain;
}

}  // namespace tertulia::ssm

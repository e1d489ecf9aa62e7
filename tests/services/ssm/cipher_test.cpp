#include "emulator/services/ssm/cipher.hpp"

#include <gtest/gtest.h>

#include "emulator/base/encoding.hpp"

namespace tertulia::ssm {
namespace {

const std::string kKey(kKeyBytes, '\0');
const std::string kNonce(kNonceBytes, '\0');

// McGrew and Viega, The Galois/Counter Mode of Operation, test cases 13 and 14.
TEST(Cipher, IsAes256InGaloisCounterMode) {
  const auto nonce = base::hex(kNonce);
  EXPECT_EQ(base::hex(seal(kKey, kNonce, "", "")), nonce + "530f8afbc74536b9a963b4f1c4cb738b");
  EXPECT_EQ(base::hex(seal(kKey, kNonce, "", std::string(16, '\0'))),
            nonce + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
}

TEST(Cipher, OpensWhatItSealed) {
  const std::string secret = "a secret of more than one block";
  EXPECT_EQ(open(kKey, "context", seal(kKey, kNonce, "context", secret)), secret);
}

TEST(Cipher, OpensNothingOfAnotherKeyOrContextOrOneThatWasChanged) {
  const auto sealed = seal(kKey, kNonce, "context", "secret");
  EXPECT_EQ(open(std::string(kKeyBytes, 'k'), "context", sealed), std::nullopt);
  EXPECT_EQ(open(kKey, "other", sealed), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(open(kKey, "context", changed), std::nullopt) << i;
  }
  EXPECT_EQ(open(kKey, "context", sealed.substr(0, 20)), std::nullopt);
}

}  // namespace
}  // namespace tertulia::ssm

#include "emulator/base/digest.hpp"

#include <gtest/gtest.h>

#include "emulator/base/encoding.hpp"

namespace tertulia::base {
namespace {

// FIPS 180-2, appendix B.1.
TEST(Digest, OfSha256IsTheStandards) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 1321, appendix A.5.
TEST(Digest, OfMd5IsTheStandards) {
  EXPECT_EQ(hex(md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
}

// RFC 4231, test cases 2 and 6.
TEST(Digest, OfHmacIsTheStandardsForKeysShorterAndLongerThanABlock) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace
}  // namespace tertulia::base

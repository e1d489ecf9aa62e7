#include "emulator/sdk/encoding.hpp"

#include <gtest/gtest.h>

namespace tertulia::sdk {
namespace {

TEST(Base64, IsThatOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64_url("\xFB\xFF"), "-_8");
}

TEST(Base64, ReadsBackEveryByte) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const std::string part = bytes.substr(bytes.size() - size);
    EXPECT_EQ(from_base64(base64(part)), part);
    EXPECT_EQ(from_base64_url(base64_url(part)), part);
  }
}

TEST(Base64, RefusesOtherTexts) {
  for (const std::string_view text :
       {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9v\n", "Zm9*", "Zm-_"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
  for (const std::string_view text : {"A", "Zh", "Zg==", "Zm9+", "Zm 9"}) {
    EXPECT_EQ(from_base64_url(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tertulia::sdk

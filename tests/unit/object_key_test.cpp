#include <gtest/gtest.h>

#include "emulator/core/object_store.hpp"

namespace tertulia::core {
namespace {

TEST(ObjectKey, IsAPathThatStaysBelowItsBucket) {
  EXPECT_TRUE(is_object_key("a"));
  EXPECT_TRUE(is_object_key("a/b.c/..d/e..f/ünï"));
  for (const auto* key : {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "a/./b",
                          "a\\b", "a\nb", "\x7F"}) {
    EXPECT_FALSE(is_object_key(key)) << key;
  }
  EXPECT_FALSE(is_object_key(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_object_key(std::string(256, 'a')));
  EXPECT_FALSE(is_object_key(std::string(300, 'a').replace(100, 1, "/") + std::string(900, 'b')));
}

TEST(BucketName, IsOneName) {
  EXPECT_TRUE(is_bucket_name("my.bucket-1"));
  for (const auto* name : {"", ".", "..", "a/b", "/a"}) EXPECT_FALSE(is_bucket_name(name)) << name;
}

}  // namespace
}  // namespace tertulia::core

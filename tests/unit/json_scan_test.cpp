#include "emulator/base/json_scan.hpp"

#include <gtest/gtest.h>

namespace tertulia::base {
namespace {

TEST(NextJsonStop, FindsEachStopAtEachPlace) {
  for (const char stop : {'"', '\\', '\0', '\n', '\x1f'}) {
    for (std::size_t size = 0; size < 20; ++size) {
      for (std::size_t begin = 0; begin <= size; ++begin) {
        // What comes before the beginning and behind the stop does not count.
        std::string text(size, 'a');
        text.insert(0, begin, '"');
        text += stop;
        text += "\"tail of the text";
        bool beyond_ascii = false;
        EXPECT_EQ(next_json_stop(text, begin, beyond_ascii), begin + size);
        EXPECT_FALSE(beyond_ascii);
      }
    }
  }
}

TEST(NextJsonStop, PassesAllOtherBytes) {
  std::string text;
  for (int byte = 0x20; byte < 0x100; ++byte) {
    if (byte != '"' && byte != '\\') text += static_cast<char>(byte);
  }
  bool beyond_ascii = false;
  EXPECT_EQ(next_json_stop(text, 0, beyond_ascii), text.size());
  EXPECT_TRUE(beyond_ascii);
}

TEST(NextJsonStop, TellsOfBytesBeyondAscii) {
  for (std::size_t place = 0; place < 20; ++place) {
    std::string text(20, 'a');
    text[place] = '\xc3';
    bool beyond_ascii = false;
    EXPECT_EQ(next_json_stop(text, 0, beyond_ascii), text.size());
    EXPECT_TRUE(beyond_ascii) << place;
  }
}

std::string unescaped(std::string_view raw) {
  std::string out = "before";
  unescape_json(raw, out);
  return out;
}

TEST(UnescapeJson, SaysWhatTheStringSays) {
  EXPECT_EQ(unescaped(""), "");
  EXPECT_EQ(unescaped("plain text that is longer than a word"),
            "plain text that is longer than a word");
  EXPECT_EQ(unescaped(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(unescaped(R"(a\u0041\u00f1\u20ac\ud83d\ude00z)"), "aAñ€😀z");
  for (std::size_t before = 0; before < 10; ++before) {
    const std::string padding(before, 'x');
    EXPECT_EQ(unescaped(padding + R"(\n123456789\t)" + padding),
              padding + "\n123456789\t" + padding);
  }
}

TEST(UnescapeJson, ReplacesHalvesOfPairs) {
  EXPECT_EQ(unescaped(R"(\ud83d)"), "\xEF\xBF\xBD");
  EXPECT_EQ(unescaped(R"(\ude00x)"), "\xEF\xBF\xBDx");
  EXPECT_EQ(unescaped(R"(\ud83dA)"),
            "\xEF\xBF\xBD"
            "A");
}

}  // namespace
}  // namespace tertulia::base

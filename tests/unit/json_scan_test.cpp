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
        EXPECT_EQ(next_json_stop(text, begin), begin + size);
      }
    }
  }
}

TEST(NextJsonStop, PassesAllOtherBytes) {
  std::string text;
  for (int byte = 0x20; byte < 0x100; ++byte) {
    if (byte != '"' && byte != '\\') text += static_cast<char>(byte);
  }
  EXPECT_EQ(next_json_stop(text, 0), text.size());
}

TEST(ScanJsonString, FindsTheClosingQuoteBehindEscapesAtEachPlace) {
  for (const std::string_view escape : {"", R"(\n)", R"(\")", R"(\\)", R"(\u00f1)", R"(\\\")"}) {
    for (std::size_t size = 0; size < 40; ++size) {
      const std::string inside = std::string(size, 'a') + std::string(escape) + "b";
      const auto found = scan_json_string(inside + "\" and more that is longer than a block", 0);
      EXPECT_EQ(found.fault, JsonString::Fault::kNone) << inside;
      EXPECT_EQ(found.end, inside.size()) << inside;
      EXPECT_EQ(found.escaped, !escape.empty()) << inside;
      EXPECT_EQ(found.has_code_units, escape.starts_with(R"(\u)")) << inside;
      EXPECT_FALSE(found.beyond_ascii) << inside;
    }
  }
}

TEST(ScanJsonString, TellsWhatIsWrongAndWhere) {
  using enum JsonString::Fault;
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string before(size, 'a');
    const auto fault = [&](std::string_view end) {
      return scan_json_string(before + std::string(end), 0);
    };
    EXPECT_EQ(fault("").fault, kUnfinished);
    EXPECT_EQ(fault("").end, size);
    EXPECT_EQ(fault("\n\"").fault, kControl);
    EXPECT_EQ(fault("\n\"").end, size);
    EXPECT_EQ(fault(R"(\x")").fault, kEscape);
    EXPECT_EQ(fault(R"(\x")").end, size + 1);
    EXPECT_EQ(fault(R"(\u12g4")").fault, kEscape);
    EXPECT_EQ(fault(R"(\u12g4")").end, size + 4);
    EXPECT_EQ(fault(R"(\)").fault, kEscape);
    EXPECT_EQ(fault(R"(\)").end, size + 1);
  }
}

TEST(ScanJsonString, TellsOfBytesBeyondAscii) {
  for (std::size_t place = 0; place < 20; ++place) {
    std::string text(20, 'a');
    text[place] = '\xc3';
    const auto found = scan_json_string(text + "\"", 0);
    EXPECT_EQ(found.end, text.size());
    EXPECT_TRUE(found.beyond_ascii) << place;
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

#include "emulator/services/dynamodb/tags.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kKeyMax = 128;
constexpr std::size_t kValueMax = 256;

struct Range {
  char32_t first, last;
};
/// Punctuation, symbols, pictures and private characters beyond ASCII: what is no letter, number or
/// space.
constexpr std::array kNoLetters{
    Range{0x80, 0x9F},       Range{0xA1, 0xA9},     Range{0xAB, 0xB1},     Range{0xB4, 0xB4},
    Range{0xB6, 0xB8},       Range{0xBB, 0xBB},     Range{0xBF, 0xBF},     Range{0xD7, 0xD7},
    Range{0xF7, 0xF7},       Range{0x200B, 0x2027}, Range{0x202A, 0x202E}, Range{0x2030, 0x205E},
    Range{0x2060, 0x206F},   Range{0x20A0, 0x20CF}, Range{0x2190, 0x245F}, Range{0x249C, 0x24E9},
    Range{0x2500, 0x2775},   Range{0x2794, 0x2BFF}, Range{0x3001, 0x3004}, Range{0x3008, 0x3020},
    Range{0xD800, 0xF8FF},   Range{0xFE00, 0xFE6F}, Range{0xFEFF, 0xFF0F}, Range{0xFF1A, 0xFF20},
    Range{0xFF3B, 0xFF40},   Range{0xFF5B, 0xFF65}, Range{0xFFE0, 0xFFFF}, Range{0x1F000, 0x1FAFF},
    Range{0xE0000, 0x10FFFF}};

bool is_tag_character(char32_t c) {
  if (c < 0x80) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') ||
           std::u32string_view(U" _.:/=+-@").find(c) != std::u32string_view::npos;
  }
  return std::none_of(kNoLetters.begin(), kNoLetters.end(),
                      [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// The code point at the start of well-formed UTF-8, which is taken away.
char32_t take(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size && i < text.size(); ++i) {
    c = (c << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(std::min(size, text.size()));
  return c;
}

bool is_tag_text(std::string_view text, std::size_t max) {
  if (base::code_points(text) > max) return false;
  while (!text.empty()) {
    if (!is_tag_character(take(text))) return false;
  }
  return true;
}

core::Status check_key(std::string_view key) {
  if (key.empty() || !is_tag_text(key, kKeyMax)) return invalid_tag_key(key);
  if (key.starts_with("aws:")) return reserved_tag_key(key);
  return core::ok();
}

/// The tag's name of "aws:RequestTag/NAME".
std::optional<std::string_view> request_tag(std::string_view key) {
  constexpr std::string_view kPrefix = "aws:RequestTag/";
  if (!base::iequals(key.substr(0, kPrefix.size()), kPrefix)) return std::nullopt;
  return key.substr(kPrefix.size());
}

}  // namespace

core::Status check_tags(const std::vector<Tag>& tags) {
  if (tags.size() > kTagsMax) return too_many_tags();
  for (const auto& tag : tags) {
    TERTULIA_CHECK(check_key(tag.key));
    if (!is_tag_text(tag.value, kValueMax)) return invalid_tag_value(tag.value);
  }
  std::set<std::string_view> keys;
  for (const auto& tag : tags) {
    if (!keys.insert(tag.key).second) return duplicate_tag_key(tag.key);
  }
  return core::ok();
}

core::Status check_tag_keys(const std::vector<std::string>& keys) {
  if (keys.size() > kTagsMax) return too_many_tags();
  for (const auto& key : keys) TERTULIA_CHECK(check_key(key));
  return core::ok();
}

core::ConditionValues tag_conditions(const std::vector<Tag>& tags, std::string_view key) {
  if (const auto name = request_tag(key)) {
    for (const auto& tag : tags) {
      if (base::iequals(tag.key, *name)) return std::vector{tag.value};
    }
    return std::nullopt;
  }
  std::vector<std::string> keys;
  for (const auto& tag : tags) keys.push_back(tag.key);
  return tag_conditions(keys, key);
}

core::ConditionValues tag_conditions(const std::vector<std::string>& keys, std::string_view key) {
  if (!base::iequals(key, "aws:TagKeys") || keys.empty()) return std::nullopt;
  return keys;
}

TableTags::TableTags(store::Database& database)
    : list_(database, "SELECT key, value FROM dynamodb_tags WHERE table_id = ? ORDER BY key"),
      value_(database, "SELECT value FROM dynamodb_tags WHERE table_id = ? AND key = ?"),
      put_(database,
           "INSERT OR REPLACE INTO dynamodb_tags (table_id, key, value) VALUES (?, ?, ?)"),
      erase_(database, "DELETE FROM dynamodb_tags WHERE table_id = ? AND key = ?") {}

std::vector<Tag> TableTags::of(const Table& table) {
  std::vector<Tag> tags;
  auto rows = list_.bind(table.id);
  while (rows.next()) {
    tags.push_back({.key = std::string(rows.text(0)), .value = std::string(rows.text(1))});
  }
  return tags;
}

std::optional<std::string> TableTags::value(const Table& table, std::string_view key) {
  auto rows = value_.bind(table.id, key);
  if (!rows.next()) return std::nullopt;
  return std::string(rows.text(0));
}

void TableTags::put(const Table& table, const Tag& tag) { put_.run(table.id, tag.key, tag.value); }

void TableTags::erase(const Table& table, std::string_view key) { erase_.run(table.id, key); }

}  // namespace tertulia::dynamodb

#include "emulator/core/object_store.hpp"

#include <algorithm>

namespace tertulia::core {
namespace {

constexpr std::size_t kNameMax = 255;
constexpr std::size_t kKeyMax = 1024;

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > kNameMax || name == "." || name == "..") return false;
  return std::ranges::none_of(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == '/';
  });
}

}  // namespace

bool is_object_key(std::string_view key) {
  if (key.size() > kKeyMax) return false;
  for (;;) {
    const auto slash = key.find('/');
    if (!is_name(key.substr(0, slash))) return false;
    if (slash == key.npos) return true;
    key.remove_prefix(slash + 1);
  }
}

bool is_bucket_name(std::string_view bucket) { return is_name(bucket); }

}  // namespace tertulia::core

#include "emulator/app/object_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace tertulia::app {
namespace {

namespace fs = std::filesystem;

fs::file_type type_of(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type();
}

}  // namespace

bool ObjectFolder::has_bucket(std::string_view bucket) const {
  return core::is_bucket_name(bucket) && type_of(folder_ / bucket) == fs::file_type::directory;
}

std::optional<fs::path> ObjectFolder::file_of(std::string_view bucket, std::string_view key) const {
  if (!has_bucket(bucket) || !core::is_object_key(key)) return std::nullopt;
  auto path = folder_ / bucket;
  for (const auto& name : fs::path(key)) {
    path /= name;
    if (type_of(path) == fs::file_type::symlink) return std::nullopt;
  }
  return path;
}

bool ObjectFolder::put(std::string_view bucket, std::string_view key, std::string_view bytes) {
  const auto path = file_of(bucket, key);
  if (!path) return false;
  std::error_code error;
  fs::create_directories(path->parent_path(), error);
  if (error) return false;
  std::ofstream file(*path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file.good();
}

std::optional<std::string> ObjectFolder::get(std::string_view bucket, std::string_view key) const {
  const auto path = file_of(bucket, key);
  if (!path || type_of(*path) != fs::file_type::regular) return std::nullopt;
  std::ifstream file(*path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return bytes;
}

// A walk does not follow links to folders.
std::vector<std::string> ObjectFolder::keys(std::string_view bucket,
                                            std::string_view prefix) const {
  std::vector<std::string> keys;
  if (!has_bucket(bucket)) return keys;
  const auto root = folder_ / bucket;
  std::error_code error;
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->symlink_status(error).type() != fs::file_type::regular) continue;
    auto key = entry->path().lexically_relative(root).generic_string();
    if (key.starts_with(prefix) && core::is_object_key(key)) keys.push_back(std::move(key));
  }
  std::ranges::sort(keys);
  return keys;
}

}  // namespace tertulia::app

/// Buckets in memory, for tests of what is exported and imported.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/object_store.hpp"

namespace tertulia::dynamodb {

struct MemoryObjects final : core::ObjectStore {
  std::set<std::string, std::less<>> buckets = {"lake"};
  /// By "BUCKET/KEY".
  std::map<std::string, std::string> objects;
  bool is_writable = true;

  [[nodiscard]] bool has_bucket(std::string_view bucket) const override {
    return buckets.contains(bucket);
  }
  [[nodiscard]] bool put(std::string_view bucket, std::string_view key,
                         std::string_view bytes) override {
    if (!is_writable || !core::is_object_key(key)) return false;
    objects[name_of(bucket, key)] = bytes;
    return true;
  }
  [[nodiscard]] std::optional<std::string> get(std::string_view bucket,
                                               std::string_view key) const override {
    const auto found = objects.find(name_of(bucket, key));
    if (found == objects.end()) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::vector<std::string> keys(std::string_view bucket,
                                              std::string_view prefix) const override {
    std::vector<std::string> keys;
    const auto start = name_of(bucket, prefix);
    for (const auto& [name, bytes] : objects) {
      if (name.starts_with(start)) keys.push_back(name.substr(bucket.size() + 1));
    }
    return keys;
  }
  static std::string name_of(std::string_view bucket, std::string_view key) {
    return std::string(bucket) + "/" + std::string(key);
  }
};

/// A base for worlds with buckets, which come before what writes them.
struct Buckets {
  MemoryObjects s3;
};

}  // namespace tertulia::dynamodb

/// A folder that stands for S3: its folders are the buckets, their files the objects.
///
/// Nothing outside the folder is read or written, whatever buckets and keys are called and whatever
/// symbolic links there are: those below the folder do not count.
#pragma once

#include <filesystem>

#include "emulator/core/object_store.hpp"

namespace tertulia::app {

class ObjectFolder final : public core::ObjectStore {
 public:
  explicit ObjectFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] bool has_bucket(std::string_view bucket) const override;
  [[nodiscard]] bool put(std::string_view bucket, std::string_view key,
                         std::string_view bytes) override;
  [[nodiscard]] std::optional<std::string> get(std::string_view bucket,
                                               std::string_view key) const override;
  [[nodiscard]] std::vector<std::string> keys(std::string_view bucket,
                                              std::string_view prefix) const override;

 private:
  /// The file of an object; nothing where a link is on the way or the key is none.
  [[nodiscard]] std::optional<std::filesystem::path> file_of(std::string_view bucket,
                                                             std::string_view key) const;

  std::filesystem::path folder_;
};

}  // namespace tertulia::app

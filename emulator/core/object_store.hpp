/// The port to what stands for S3: buckets of objects, for the services that read and write them.
///
/// Used inside the monitor. What a key may be is decided here, so that no implementation can be led
/// out of its buckets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::core {

class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  [[nodiscard]] virtual bool has_bucket(std::string_view bucket) const = 0;
  /// Writes an object over what is there; false when that cannot be done.
  [[nodiscard]] virtual bool put(std::string_view bucket, std::string_view key,
                                 std::string_view bytes) = 0;
  /// Nothing when there is no such object, or it cannot be read.
  [[nodiscard]] virtual std::optional<std::string> get(std::string_view bucket,
                                                       std::string_view key) const = 0;
  /// The keys that begin so, in order.
  [[nodiscard]] virtual std::vector<std::string> keys(std::string_view bucket,
                                                      std::string_view prefix) const = 0;
};

/// Whether a key can be a path below a bucket's folder: names between slashes, none of them empty,
/// "." or "..", without control characters and backslashes, of at most 255 bytes each.
[[nodiscard]] bool is_object_key(std::string_view key);
/// The same for a bucket: one such name.
[[nodiscard]] bool is_bucket_name(std::string_view bucket);

}  // namespace tertulia::core

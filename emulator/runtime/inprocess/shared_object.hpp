/// One loaded copy of a handler's shared object: its globals belong to it alone.
///
/// The dynamic loader knows a file by its device and inode, so each load copies the file to a fresh
/// name first. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "emulator/core/result.hpp"
#include "emulator/sdk/host.h"

namespace tertulia::runtime {

/// What tells a rebuilt file from the one before.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;

  /// That of a regular file; nothing when there is none at `path`.
  [[nodiscard]] static std::optional<FileIdentity> of(const std::string& path);
};

/// A folder for copies, removed with all in it at the end.
class TemporaryFolder {
 public:
  /// Where the folder cannot be made below `parent`, whoever writes into it hears of it.
  explicit TemporaryFolder(const std::string& parent);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool is_made_ = false;
};

/// A file that goes with its last owner.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Why a file did not become a SharedObject.
struct LoadFailure {
  enum class Kind : std::uint8_t { kCannotLoad, kNoHandler, kChanging } kind{};
  std::string why;
};

class SharedObject {
 public:
  /// Copies `path` to the new file `copy` and loads the copy; null with the reason in `failure`
  /// when that does not work. Runs the object's own initialisers.
  [[nodiscard]] static std::unique_ptr<SharedObject> load(const std::string& path,
                                                          const std::string& copy,
                                                          LoadFailure& failure);
  ~SharedObject();
  SharedObject(const SharedObject&) = delete;
  SharedObject& operator=(const SharedObject&) = delete;

  [[nodiscard]] tertulia_handler_fn handler() const { return handler_; }
  /// The loaded copy, from which more can be made when the original has gone.
  [[nodiscard]] const std::shared_ptr<TemporaryFile>& copy() const { return copy_; }

 private:
  SharedObject(std::shared_ptr<TemporaryFile> file, void* loaded, tertulia_handler_fn function)
      : copy_(std::move(file)), loaded_(loaded), handler_(function) {}

  std::shared_ptr<TemporaryFile> copy_;
  void* loaded_;
  tertulia_handler_fn handler_;
};

}  // namespace tertulia::runtime

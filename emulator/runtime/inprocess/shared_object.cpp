#include "emulator/runtime/inprocess/shared_object.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/base/text.hpp"

namespace tertulia::runtime {
namespace {

class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0)
      : handle_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~File() {
    if (handle_ >= 0) ::close(handle_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] bool is_open() const { return handle_ >= 0; }
  [[nodiscard]] int get() const { return handle_; }

 private:
  int handle_;
};

std::string failure_of(std::string_view what, const std::string& path) {
  return base::cat(what, " ", path, ": ", std::strerror(errno));
}

/// Why the copy could not be made; empty when it was.
std::string copy_file(const std::string& from, const std::string& to) {
  const File source(from, O_RDONLY);
  if (!source.is_open()) return failure_of("cannot open", from);
  const File target(to, O_WRONLY | O_CREAT | O_EXCL, 0700);
  if (!target.is_open()) return failure_of("cannot create", to);
  for (;;) {
    const auto moved = ::sendfile(target.get(), source.get(), nullptr, std::size_t{1} << 30);
    if (moved == 0) return {};
    if (moved < 0 && errno != EINTR) return failure_of("cannot copy", from);
  }
}

/// Linkers write the section headers at the end. A file that lacks them is half written, and to map
/// it would be to crash at the first missing page.
bool is_whole(const std::string& path) {
  const File file(path, O_RDONLY);
  Elf64_Ehdr header{};
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0 ||
      ::read(file.get(), &header, sizeof header) != static_cast<ssize_t>(sizeof header) ||
      std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
    return false;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  return header.e_shoff <= size &&
         header.e_shoff + std::uint64_t{header.e_shnum} * header.e_shentsize <= size &&
         header.e_phoff <= size &&
         header.e_phoff + std::uint64_t{header.e_phnum} * header.e_phentsize <= size;
}

}  // namespace

std::optional<FileIdentity> FileIdentity::of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{
      .device = status.st_dev,
      .inode = status.st_ino,
      .size = status.st_size,
      .modified_ns = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

TemporaryFolder::TemporaryFolder(const std::string& parent) {
  path_ = base::cat(parent, "/tertulia-", ::getpid(), "-XXXXXX");
  is_made_ = ::mkdtemp(path_.data()) != nullptr;
}

TemporaryFolder::~TemporaryFolder() {
  if (!is_made_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TemporaryFile::~TemporaryFile() { ::unlink(path_.c_str()); }

std::unique_ptr<SharedObject> SharedObject::load(const std::string& path, const std::string& copy,
                                                 LoadFailure& failure) {
  const auto before = FileIdentity::of(path);
  auto file = std::make_shared<TemporaryFile>(copy);
  const auto give_up = [&](LoadFailure::Kind kind, std::string why) {
    failure = {.kind = kind, .why = std::move(why)};
    return nullptr;
  };
  if (auto why = copy_file(path, copy); !why.empty()) {
    return give_up(LoadFailure::Kind::kCannotLoad, std::move(why));
  }
  if (FileIdentity::of(path) != before) {
    return give_up(LoadFailure::Kind::kChanging, base::cat(path, " is being written"));
  }
  if (!is_whole(copy)) {
    return give_up(LoadFailure::Kind::kCannotLoad, base::cat(path, ": not a whole shared object"));
  }
  void* loaded = ::dlopen(copy.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded == nullptr) {
    // The loader names the copy; the developer knows the original.
    const char* error = ::dlerror();
    return give_up(LoadFailure::Kind::kCannotLoad,
                   base::replace_all(error == nullptr ? "" : error, copy, path));
  }
  void* symbol = ::dlsym(loaded, TERTULIA_HANDLER_SYMBOL);
  if (symbol == nullptr) {
    ::dlclose(loaded);
    return give_up(LoadFailure::Kind::kNoHandler, path);
  }
  return std::unique_ptr<SharedObject>(
      new SharedObject(std::move(file), loaded, reinterpret_cast<tertulia_handler_fn>(symbol)));
}

SharedObject::~SharedObject() { ::dlclose(loaded_); }

}  // namespace tertulia::runtime

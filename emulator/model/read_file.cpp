#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <sys/stat.h>

#include "emulator/base/text.hpp"
#include "emulator/model/parse.hpp"

namespace tertulia::model {

namespace {

Problem unreadable(const std::string& path, std::string message) {
  return Problem{.where = {path, 0}, .message = std::move(message)};
}

}  // namespace

Outcome<std::string> read_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return unreadable(path, std::strerror(errno));
  // Devices and pipes may never end.
  if (!S_ISREG(status.st_mode)) return unreadable(path, "not a regular file");
  if (static_cast<std::size_t>(status.st_size) > kFileBytesMax) {
    return unreadable(path, "the file is larger than 4 MiB");
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) return unreadable(path, std::strerror(errno));
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text;
}

}  // namespace tertulia::model

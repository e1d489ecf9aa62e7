/// The program itself as a process of its own, which a test may kill.
#pragma once

#include <string>

#include <sys/types.h>

namespace tertulia::app {

/// `tertulia start` on free ports, without an application, with its state in a file.
class Program {
 public:
  /// Returns when it is ready; throws std::runtime_error when it ends before.
  Program(const std::string& folder, const std::string& data);
  /// Kills it, if it still runs.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// "http://127.0.0.1:41234"
  [[nodiscard]] const std::string& url() const { return url_; }
  /// SIGKILL: it does nothing any more. From any thread.
  void kill() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string url_;
};

}  // namespace tertulia::app

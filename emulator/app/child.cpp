#include "emulator/app/child.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emulator/app/command_line.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

constexpr int kNotStarted = 127;
constexpr int kKilledBase = 128;

volatile std::sig_atomic_t child_pid = 0;

void hand_on(int signal) {
  if (child_pid > 0) kill(static_cast<pid_t>(child_pid), signal);
}

/// While it lives, the terminal's interrupts are the child's alone and requests to end are handed
/// on to it.
class SignalsToChild {
 public:
  SignalsToChild() {
    set(SIGINT, SIG_IGN);
    set(SIGQUIT, SIG_IGN);
    set(SIGTERM, hand_on);
    set(SIGHUP, hand_on);
  }
  ~SignalsToChild() {
    child_pid = 0;
    for (std::size_t i = 0; i < count_; ++i) sigaction(signals_[i], &before_[i], nullptr);
  }
  SignalsToChild(const SignalsToChild&) = delete;
  SignalsToChild& operator=(const SignalsToChild&) = delete;

 private:
  void set(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    signals_[count_] = signal;
    sigaction(signal, &action, &before_[count_++]);
  }

  std::array<int, 4> signals_{};
  std::array<struct sigaction, 4> before_{};
  std::size_t count_ = 0;
};

std::vector<std::string> environment_with(const Environment& changes) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (changes.find(std::string(text.substr(0, text.find('=')))) == changes.end()) {
      result.emplace_back(text);
    }
  }
  for (const auto& [name, value] : changes) {
    if (value) result.push_back(base::cat(name, "=", *value));
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (auto& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return 1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : kKilledBase + WTERMSIG(status);
}

}  // namespace

int run_child(const std::vector<std::string>& command, const Environment& changes) {
  auto words = command;
  auto variables = environment_with(changes);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&defaults, signal);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  const SignalsToChild signals;
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, words.front().c_str(), nullptr, &attributes,
                                 pointers(words).data(), pointers(variables).data());
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    complain(base::cat("cannot run ", command.front(), ": ", std::strerror(error)));
    return kNotStarted;
  }
  child_pid = pid;
  return wait_for(pid);
}

}  // namespace tertulia::app

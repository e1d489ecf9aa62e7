#include "tests/app/crash/program.hpp"

#include <array>
#include <csignal>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace tertulia::app {
namespace {

/// In the child: becomes the program.
[[noreturn]] void become(const std::string& folder, const std::string& data, int output) {
  dup2(output, STDOUT_FILENO);
  if (chdir(folder.c_str()) == 0) {
    execl(TERTULIA_PROGRAM, "tertulia", "start", "--port", "0", "--api-port", "0", "--data",
          data.c_str(), static_cast<char*>(nullptr));
  }
  _exit(127);
}

/// What the program says until it is ready.
std::string read_until_ready(int input) {
  std::string text;
  std::array<char, 4096> part{};
  while (text.find("Ready in") == text.npos) {
    const auto size = read(input, part.data(), part.size());
    if (size <= 0) throw std::runtime_error("the program ended before it was ready: " + text);
    text.append(part.data(), static_cast<std::size_t>(size));
  }
  return text;
}

}  // namespace

Program::Program(const std::string& folder, const std::string& data) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) become(folder, data, ends[1]);
  close(ends[1]);
  output_ = ends[0];
  const auto text = read_until_ready(output_);
  const auto begin = text.find("http://");
  url_ = text.substr(begin, text.find_first_of(" \n", begin) - begin);
}

Program::~Program() {
  kill();
  waitpid(pid_, nullptr, 0);
  close(output_);
}

void Program::kill() const { ::kill(pid_, SIGKILL); }

}  // namespace tertulia::app

// What the flags of tertulia_function() promise, seen in the files that it makes.
#include <array>
#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

/// What a command prints.
std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string output;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) {
    output.append(part.data(), size);
  }
  return pclose(pipe) == 0 ? output : std::string();
}

class SharedObject : public testing::TestWithParam<const char*> {};

TEST_P(SharedObject, ExportsTheHandlerAlone) {
  const std::string symbols = output_of("nm --dynamic --defined-only --format=posix '" +
                                        test::path_of_function(GetParam()) + "'");
  EXPECT_THAT(symbols, testing::MatchesRegex("tertulia_handler_v1 T [0-9a-f]+ ?[0-9a-f]*\n"));
}

TEST_P(SharedObject, IsGoneOnceItIsClosed) {
  const std::string path = test::path_of_function(GetParam());
  { const test::LoadedFunction function(GetParam()); }
  EXPECT_EQ(output_of("cat /proc/" + std::to_string(getpid()) + "/maps").find(path),
            std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Functions, SharedObject,
                         testing::Values("helloWorld", "getGetTogethers", "joinGetTogether",
                                         "notifyOrganiser", "notifyOrganiserDLQ"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace tertulia::sdk

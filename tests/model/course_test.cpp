// The applications of the serverless course and the templates that the framework makes of them,
// kept beside the project where it is developed.
#include <filesystem>
#include <fstream>
#include <regex>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/model/load.hpp"

namespace tertulia::model {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path course() { return fs::path(TERTULIA_SOURCE_DIR) / ".." / "shared" / "course"; }

std::vector<fs::path> lessons() {
  std::vector<fs::path> result;
  for (const char* edition : {"plain", "barcelona"}) {
    for (const auto& each : fs::directory_iterator(course() / edition)) {
      if (fs::exists(each.path() / "template.json")) result.push_back(each.path());
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

// What differs from one packaging to the next: time stamps, artifact keys, digests.
json normalized(const json& cloudformation) {
  std::string text = cloudformation.dump();
  text = std::regex_replace(text, std::regex(R"(ApiGatewayDeployment\d+)"),
                            "ApiGatewayDeploymentTIMESTAMP");
  text = std::regex_replace(text, std::regex(R"((LambdaVersion)(?!HASH)[A-Za-z0-9]{30,}")"),
                            "$1HASH\"");
  text = std::regex_replace(text, std::regex(R"x("serverless/[^"]*/([^"/]+)")x"),
                            "\"serverless/KEY/$1\"");
  text = std::regex_replace(text, std::regex(R"("CodeSha256":"[^"]*")"), "\"CodeSha256\":\"SHA\"");
  return json::parse(text);
}

Loaded load_lesson(const fs::path& folder) {
  const auto env = [](std::string_view name) -> std::optional<std::string> {
    if (name == "LUMIGO_TOKEN") return "token";
    return std::nullopt;
  };
  // What the packaging without AWS had in its place.
  const auto ssm = [](std::string_view, std::string_view) -> std::optional<SsmValue> {
    return SsmValue{.type = "SecureString", .value = "dev-gettogethers"};
  };
  return load(LoadOptions{.config = folder.string(), .env = env, .ssm = ssm});
}

TEST(CourseTemplates, AreWhatTheFrameworkMakes) {
  if (!fs::exists(course())) GTEST_SKIP() << "the course's data is not beside the project";
  std::size_t compared = 0;
  for (const fs::path& folder : lessons()) {
    SCOPED_TRACE(folder.string());
    const auto loaded = load_lesson(folder);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.problem().text();
      continue;
    }
    if (!loaded->unsupported.empty()) continue;
    std::ifstream stream(folder / "template.json");
    const json expected = json::parse(stream);
    const json actual = normalized(*loaded->cloudformation);
    ++compared;
    EXPECT_EQ(json::diff(expected, actual).dump(1), "[]");
  }
  EXPECT_GE(compared, 40U);
}

// Lessons about things that the emulator does not have yet say which.
TEST(CourseTemplates, NameWhatIsNotSupported) {
  if (!fs::exists(course())) GTEST_SKIP() << "the course's data is not beside the project";
  const auto loaded = load_lesson(course() / "plain" / "Lesson24");
  ASSERT_TRUE(loaded.ok()) << loaded.problem().text();
  ASSERT_EQ(loaded->unsupported.size(), 1U);
  EXPECT_EQ(loaded->unsupported[0].text(),
            "serverless.yml:75: functions.ReadFromDLQ.events.0.sqs: the event \"sqs\" is not "
            "supported");
}

}  // namespace
}  // namespace tertulia::model

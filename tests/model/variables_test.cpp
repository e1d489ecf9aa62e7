#include <gtest/gtest.h>

#include "tests/model/loading.hpp"

namespace tertulia::model {
namespace {

using nlohmann::json;

TEST(Variables, TakePropertiesOfTheConfigurationItself) {
  EXPECT_EQ(resolved("${self:service}-x"), "tea-x");
  EXPECT_EQ(resolved("${self:provider.name}"), "aws");
}

TEST(Variables, KeepTheTypeOfWhatTheyStandForAlone) {
  EXPECT_EQ(resolved("${self:custom.n}", {}, "  n: 12\n"), 12);
  EXPECT_EQ(resolved("${self:custom.n}", {}, "  n: [1, true]\n"), (json{1, true}));
  EXPECT_EQ(resolved("${self:custom.n}", {}, "  n: {a: '${self:service}'}\n"),
            (json{{"a", "tea"}}));
}

TEST(Variables, BecomeTextInsideAText) {
  EXPECT_EQ(resolved("v${self:custom.n}.${self:custom.b}", {}, "  n: 12\n  b: true\n"), "v12.true");
}

TEST(Variables, CannotPutAMapIntoAText) {
  EXPECT_EQ(
      resolved("x${self:custom.m}", {}, "  m: {a: 1}\n"),
      "serverless.yml:7: custom.tertulia.value: \"${self:custom.m}\" is a map and cannot stand "
      "inside a text");
}

TEST(Variables, TakeOptionsOfTheCommandLine) {
  EXPECT_EQ(resolved("${opt:color}", {.options = {{"color", "red"}}}), "red");
}

TEST(Variables, TakeTheEnvironment) {
  EXPECT_EQ(resolved("dev${env:SLSUSER, \"\"}"), "dev");
  EXPECT_EQ(resolved("dev${env:SLSUSER, ''}", {.env = {{"SLSUSER", "ana"}}}), "devana");
}

TEST(Variables, TryTheirSourcesInOrder) {
  EXPECT_EQ(resolved("${opt:a, self:custom.b, 'c'}"), "c");
  EXPECT_EQ(resolved("${opt:a, self:custom.b, 'c'}", {}, "  b: b\n"), "b");
  EXPECT_EQ(resolved("${opt:a, self:custom.b, 'c'}", {.options = {{"a", "a"}}}, "  b: b\n"), "a");
}

TEST(Variables, TakeValuesWrittenOut) {
  EXPECT_EQ(resolved("${opt:a, 12}"), 12);
  EXPECT_EQ(resolved("${opt:a, true}"), true);
  EXPECT_EQ(resolved("${opt:a, null}"), nullptr);
  EXPECT_EQ(resolved("${opt:a, 'with, comma}'}"), "with, comma}");
}

TEST(Variables, MayHoldOthersInADefault) {
  EXPECT_EQ(resolved("${opt:a, ${env:B, 'c'}}"), "c");
  EXPECT_EQ(resolved("${opt:a, ${opt:b}, 'd'}"), "d");
  EXPECT_EQ(resolved("${opt:a, '${self:service}!'}"), "tea!");
}

TEST(Variables, MayHoldOthersInTheirAddress) {
  const Around around{.options = {{"stage", "sit"}}};
  EXPECT_EQ(resolved("${self:custom.urls.${opt:stage}}", around, "  urls: {sit: there}\n"),
            "there");
}

TEST(Variables, ResolveWhatTheyLeadTo) {
  EXPECT_EQ(resolved("${self:custom.a}", {}, "  a: ${self:custom.b}\n  b: ${self:service}\n"),
            "tea");
  EXPECT_EQ(resolved("${self:custom.a.x}", {}, "  a: ${self:custom.b}\n  b: {x: 1}\n"), 1);
  EXPECT_EQ(resolved("${self:custom.list.1}", {}, "  list: [a, b]\n"), "b");
}

TEST(Variables, ReportACircleWithItsPath) {
  EXPECT_EQ(resolved("${self:custom.a}", {}, "  a: ${self:custom.b}\n  b: ${self:custom.a}\n"),
            "serverless.yml:9: custom.b: its value depends on itself: custom.a → custom.b → "
            "custom.a; break the circle");
}

TEST(Variables, ReportAPropertyThatContainsItself) {
  EXPECT_EQ(resolved("${self:custom}"),
            "serverless.yml:7: custom.tertulia.value: its value depends on itself: "
            "custom.tertulia.value → custom.tertulia.value; break the circle");
}

TEST(Variables, ReportWhatCannotBeFound) {
  EXPECT_EQ(resolved("a${opt:color}"),
            "serverless.yml:7: custom.tertulia.value: cannot resolve \"${opt:color}\": there is no "
            "option \"--color\"; give it, or add a default: \"${opt:color, 'value'}\"");
}

TEST(Variables, LeaveReferencesOfCloudFormationAlone) {
  EXPECT_EQ(resolved("${AWS::Region}-${Table}-${Table.Arn}-${table}"),
            "${AWS::Region}-${Table}-${Table.Arn}-${table}");
  EXPECT_EQ(resolved("\"${AWS::Region}-${self:service}\""), "${AWS::Region}-tea");
}

TEST(Variables, LoseTheirMeaningBehindABackslash) {
  EXPECT_EQ(resolved("'\\${self:service}'"), "${self:service}");
  EXPECT_EQ(resolved("'\\\\${self:service}'"), "\\tea");
}

TEST(Variables, ReportASourceThatDoesNotExist) {
  EXPECT_EQ(
      resolved("${slef:service}"),
      "serverless.yml:7: custom.tertulia.value: unknown variable source \"slef\"; did you mean "
      "\"self\"?");
  EXPECT_EQ(resolved("${cf:stack.Output}"),
            "serverless.yml:7: custom.tertulia.value: the variable source \"cf\" is not supported; "
            "write the value out, or take it from ${env:…}, ${param:…} or ${ssm:…}");
}

TEST(Variables, ReportABracketThatIsMissing) {
  EXPECT_EQ(resolved("'${self:service'"),
            "serverless.yml:7: custom.tertulia.value: a \"}\" is missing in \"${self:service\"");
}

TEST(Variables, KnowStageRegionAndAccount) {
  const Around around{.options = {{"stage", "sit"}, {"region", "eu-west-1"}}};
  EXPECT_EQ(resolved("${sls:stage} ${aws:region} ${aws:accountId}", around),
            "sit eu-west-1 123456789012");
  EXPECT_EQ(resolved("${sls:stage} ${aws:region}"), "dev us-east-1");
  EXPECT_EQ(resolved("${self:provider.stage}"), "dev");
}

TEST(Variables, TakeParametersOfTheStageBeforeThoseOfAll) {
  const std::string_view params =
      "params:\n  default: {a: 1, b: 2}\n  dev: {a: '${self:service}'}\n";
  EXPECT_EQ(resolved("${param:a}-${param:b}", {}, params), "tea-2");
  EXPECT_EQ(resolved("${param:a}", {.parameters = {{"a", "given"}}}, params), "given");
}

TEST(Variables, TurnTextIntoBooleans) {
  EXPECT_EQ(resolved("${strToBool(${env:ON, 'true'})}"), true);
  EXPECT_EQ(resolved("${strToBool('0')}"), false);
  EXPECT_EQ(
      resolved("${strToBool(maybe)}"),
      "serverless.yml:7: custom.tertulia.value: \"${strToBool(…)}\" takes true, false, 1 or 0, "
      "and not \"maybe\"");
}

TEST(Variables, TakeParametersOfSsm) {
  const Around around{.ssm = {{"/a", {"String", "x"}},
                              {"/list", {"StringList", "a,b"}},
                              {"/json", {"SecureString", "{\"k\": 1}"}},
                              {"eu-west-1:/a", {"String", "far"}}}};
  EXPECT_EQ(resolved("${ssm:/a}", around), "x");
  EXPECT_EQ(resolved("${ssm:/a~true}", around), "x");
  EXPECT_EQ(resolved("${ssm:/list}", around), (json{"a", "b"}));
  EXPECT_EQ(resolved("${ssm(raw):/list}", around), "a,b");
  EXPECT_EQ(resolved("${ssm:/json}", around), (json{{"k", 1}}));
  EXPECT_EQ(resolved("${ssm(eu-west-1):/a}", around), "far");
  EXPECT_EQ(resolved("${ssm.eu-west-1:/a~true}", around), "far");
}

TEST(Variables, ReportAParameterThatSsmLacks) {
  EXPECT_EQ(
      resolved("${ssm:/nowhere~true}"),
      "serverless.yml:7: custom.tertulia.value: cannot resolve \"${ssm:/nowhere~true}\": there "
      "is no SSM parameter \"/nowhere\" in us-east-1; state it in the file of --given, or add "
      "a default: \"${ssm:/nowhere~true, 'value'}\"");
}

class FileVariables : public testing::Test {
 protected:
  json resolve(std::string_view value) {
    folder_.write("serverless.yml",
                  service("custom:\n  tertulia:\n    value: " + std::string(value) + "\n"));
    const auto loaded = load_folder(folder_);
    if (!loaded.ok()) return loaded.problem().text();
    return loaded->settings->value("value", json());
  }
  Folder folder_;
};

TEST_F(FileVariables, TakeAFileOrOneOfItsProperties) {
  folder_.write("config/a.yml", "b:\n  c: ${self:service}\n");
  folder_.write("a.json", "{\"b\": [1.5]}");
  folder_.write("a.txt", "plain\n");
  EXPECT_EQ(resolve("${file(./config/a.yml):b.c}"), "tea");
  EXPECT_EQ(resolve("${file(config/a.yml)}"), (json{{"b", {{"c", "tea"}}}}));
  EXPECT_EQ(resolve("${file(a.json):b.0}"), 1.5);
  EXPECT_EQ(resolve("${file(a.txt)}"), "plain\n");
  EXPECT_EQ(resolve("${file(nowhere.yml):a, 'none'}"), "none");
}

TEST_F(FileVariables, NameTheLineInTheirFile) {
  folder_.write("a.yml", "b: 1\nc: ${opt:x}\n");
  EXPECT_EQ(
      resolve("${file(a.yml):c}"),
      "a.yml:2: a.yml:c: cannot resolve \"${opt:x}\": there is no option \"--x\"; give it, or "
      "add a default: \"${opt:x, 'value'}\"");
  folder_.write("a.yml", "b: [\n");
  EXPECT_TRUE(
      resolve("${file(a.yml):c}").get<std::string>().starts_with("a.yml:2: not valid YAML"));
}

TEST_F(FileVariables, RefuseProgramsByName) {
  folder_.write("a.js", "module.exports = {}");
  EXPECT_EQ(
      resolve("${file(a.js):b}"),
      "serverless.yml:7: custom.tertulia.value: \"a.js\" is a program, and the emulator has no "
      "JavaScript; put the values into a .yml or .json file");
}

TEST_F(FileVariables, MayIncludeEachOtherButNotThemselves) {
  folder_.write("a.yml", "x: ${file(b.yml):y}\nz: 1\n");
  folder_.write("b.yml", "y: ${file(a.yml):z}\n");
  EXPECT_EQ(resolve("${file(a.yml):x}"), 1);
  folder_.write("b.yml", "y: ${file(a.yml):x}\n");
  EXPECT_EQ(resolve("${file(a.yml):x}"),
            "b.yml:1: b.yml:y: its value depends on itself: a.yml:x → b.yml:y → a.yml:x; break the "
            "circle");
}

TEST_F(FileVariables, TakeADotenvWhenAskedTo) {
  folder_.write(".env", "# comment\nexport A=\"one two\"\nB=plain # more\n");
  folder_.write("serverless.yml", service("useDotenv: true\ncustom:\n  tertulia:\n    value: "
                                          "${env:A}-${env:B}\n"));
  const auto loaded = load_folder(folder_);
  ASSERT_TRUE(loaded.ok()) << loaded.problem().text();
  EXPECT_EQ(loaded->settings->at("value"), "one two-plain");
}

// Each level doubles what the one below holds: 2^40 values if all were made.
TEST(Variables, DoNotGrowBeyondReason) {
  std::string more = "  v0: [x, x]\n";
  for (int level = 1; level <= 40; ++level) {
    const std::string below = "${self:custom.v" + std::to_string(level - 1) + "}";
    more += "  v" + std::to_string(level) + ": [\"" + below + "\", \"" + below + "\"]\n";
  }
  const json answer = resolved("${self:custom.v40}", {}, more);
  ASSERT_TRUE(answer.is_string());
  EXPECT_NE(answer.get<std::string>().find("grows too large"), std::string::npos);
}

TEST(Variables, DoNotChainBeyondReason) {
  std::string more;
  for (int index = 0; index < 5000; ++index) {
    more += "  v" + std::to_string(index) + ": ${self:custom.v" + std::to_string(index + 1) + "}\n";
  }
  const json answer = resolved("${self:custom.v0}", {}, more + "  v5000: x\n");
  ASSERT_TRUE(answer.is_string());
  EXPECT_NE(answer.get<std::string>().find("too deeply"), std::string::npos);
}

}  // namespace
}  // namespace tertulia::model

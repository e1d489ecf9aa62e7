// Our shapes beside AWS's own model of the API, where the distribution has it.
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/operations.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr const char* kModelFile =
    "/usr/lib/python3/dist-packages/botocore/data/dynamodb/2012-08-10/service-2.json";

/// Members that AWS added since the model that Debian has.
const std::set<std::string> kNewer = {"ReturnValuesOnConditionCheckFailure",
                                      "DeletionProtectionEnabled",
                                      "WarmThroughput",
                                      "ResourcePolicy",
                                      "OnDemandThroughput",
                                      "OnDemandThroughputOverride",
                                      "ExportType",
                                      "IncrementalExportSpecification",
                                      "RecoveryPeriodInDays",
                                      "MultiRegionConsistency",
                                      "GlobalTableWitnessUpdates"};
/// Members of replies that tell of features which the emulator does not have.
const std::set<std::string> kNotTold = {"GlobalTableVersion", "Replicas", "ArchivalSummary",
                                        "LastUpdateDateTime", "InaccessibleEncryptionDateTime"};

class Comparison {
 public:
  explicit Comparison(nlohmann::json model) : model_(std::move(model)) {}

  void operation(const core::OperationEntry& entry) {
    // AWS has more operations than the model that Debian has.
    if (!model_["operations"].contains(std::string(entry.name))) return;
    const auto& operation = model_["operations"][std::string(entry.name)];
    is_reply_ = false;
    if (operation.contains("input")) shape(*entry.input, operation["input"]["shape"], entry.name);
    is_reply_ = true;
    if (operation.contains("output")) {
      shape(*entry.output, operation["output"]["shape"], entry.name);
    }
  }

 private:
  const nlohmann::json& shape_of(const std::string& name) { return model_["shapes"][name]; }

  void shape(const core::Type& type, const std::string& name, std::string_view path) {
    if (!seen_.insert({&type, is_reply_}).second) return;
    switch (type.kind) {
      case core::Kind::kStructure:
        return structure(type, name, path);
      case core::Kind::kList:
        return shape(type.element(), shape_of(name)["member"]["shape"], path);
      case core::Kind::kMap:
        return shape(type.element(), shape_of(name)["value"]["shape"], path);
      default:
        if (!type.names.empty()) enumeration(type, name, path);
    }
  }

  void structure(const core::Type& type, const std::string& name, std::string_view path) {
    const auto& theirs = shape_of(name);
    ASSERT_EQ(theirs["type"], "structure") << path;
    std::set<std::string> missing;
    for (const auto& [member, unused] : theirs["members"].items()) missing.insert(member);
    for (const auto& member : type.members()) {
      const std::string member_name(member.name);
      const auto inner = base::cat(path, ".", member_name);
      missing.erase(member_name);
      if (kNewer.count(member_name) != 0 || is_new_here(inner)) continue;
      ASSERT_TRUE(theirs["members"].contains(member_name)) << inner << " is not AWS's";
      const std::string target = theirs["members"][member_name]["shape"];
      required(theirs, member, inner);
      constraint(member, shape_of(target), inner);
      shape(member.type(), target, inner);
    }
    for (const auto& member : missing) {
      EXPECT_TRUE(is_reply_ && kNotTold.count(member) != 0) << path << " lacks " << member;
    }
  }

  void required(const nlohmann::json& theirs, const core::Member& member, std::string_view path) {
    const auto list = theirs.value("required", nlohmann::json::array());
    const bool wanted = std::find(list.begin(), list.end(), member.name) != list.end();
    EXPECT_EQ(member.options.required, wanted && !is_optional_now(path)) << path;
  }

  /// Members that are newer than the model, with names that others have too.
  static bool is_new_here(std::string_view path) {
    return path == "BatchExecuteStatement.Responses.Error.Item";
  }

  /// What AWS has asked for less strictly since the model that Debian has: indexes of tables billed
  /// per request have no throughput.
  static bool is_optional_now(std::string_view path) {
    return path.ends_with(".Update.ProvisionedThroughput");
  }
  /// Keys of global indexes may have several attributes.
  static bool is_longer_now(std::string_view path) {
    return path.ends_with(".GlobalSecondaryIndexes.KeySchema") ||
           path.ends_with(".Create.KeySchema");
  }

  /// Members with a rule of their own have tests of their own; replies are not checked.
  void constraint(const core::Member& member, const nlohmann::json& theirs, std::string_view path) {
    if (is_reply_ || member.options.check != nullptr || member.name == "Keys") return;
    const core::Constraint none;
    const auto& own = member.options.constraint;
    const auto& ours = own.min == none.min && own.max == none.max ? member.type().constraint : own;
    EXPECT_EQ(ours.min, theirs.value("min", none.min)) << path;
    if (!is_longer_now(path)) {
      EXPECT_EQ(ours.max, theirs.value("max", none.max)) << path;
    }
    EXPECT_EQ(std::string(ours.pattern.text), theirs.value("pattern", "")) << path;
    if (member.type().kind == core::Kind::kMap && theirs["value"]["shape"] == "AttributeValue" &&
        theirs["key"]["shape"] == "AttributeName") {
      EXPECT_EQ(member.options.key_constraint.max, 65535) << path;
    }
  }

  void enumeration(const core::Type& type, const std::string& name, std::string_view path) {
    std::set<std::string> ours(type.names.begin(), type.names.end());
    std::set<std::string> theirs;
    for (const auto& value : shape_of(name)["enum"]) theirs.insert(value);
    // Tables here are never archived or out of reach.
    if (name == "TableStatus") {
      for (const auto* status : {"INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED"}) {
        theirs.erase(status);
      }
    }
    EXPECT_EQ(ours, theirs) << path;
  }

  nlohmann::json model_;
  bool is_reply_ = false;
  std::set<std::pair<const core::Type*, bool>> seen_;
};

TEST(Shapes, AreThoseOfAwsOwnModel) {
  std::ifstream file(kModelFile);
  if (!file) GTEST_SKIP() << "no botocore model at " << kModelFile;
  Comparison comparison(nlohmann::json::parse(file));
  for (const auto& entry : Operations::entries()) comparison.operation(entry);
}

}  // namespace
}  // namespace tertulia::dynamodb

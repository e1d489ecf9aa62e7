/// The folder that stands for S3, and that `tertulia seed` loads what is exported into it.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "emulator/app/item_file.hpp"
#include "emulator/app/object_folder.hpp"
#include "emulator/app/wiring.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

namespace fs = std::filesystem;

/// A folder "s3" with a bucket "lake", beside a folder "outside" that is none of its business.
class ObjectFolders : public testing::Test {
 protected:
  ObjectFolders() {
    fs::create_directories(s3_ / "lake");
    fs::create_directories(outside_);
    std::ofstream(outside_ / "secret") << "secret";
  }
  ~ObjectFolders() override { fs::remove_all(root_); }

  /// What is in "outside" besides the secret.
  [[nodiscard]] bool has_leaked() const {
    return std::distance(fs::directory_iterator(outside_), fs::directory_iterator()) != 1 ||
           std::distance(fs::directory_iterator(root_), fs::directory_iterator()) != 2;
  }

  const fs::path root_ = fs::path(testing::TempDir()) /
                         base::cat("objects-", getpid(), "-",
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  const fs::path s3_ = root_ / "s3";
  const fs::path outside_ = root_ / "outside";
  ObjectFolder folder_{s3_};
};

TEST_F(ObjectFolders, KeepWhatIsPutIntoThem) {
  EXPECT_TRUE(folder_.put("lake", "a/b.txt", "hello"));
  EXPECT_TRUE(folder_.put("lake", "a/b.txt", "again"));
  EXPECT_TRUE(folder_.put("lake", "z", ""));
  EXPECT_EQ(folder_.get("lake", "a/b.txt"), "again");
  EXPECT_EQ(folder_.get("lake", "z"), "");
  EXPECT_EQ(folder_.get("lake", "a"), std::nullopt);
  EXPECT_EQ(folder_.get("lake", "y"), std::nullopt);
  EXPECT_EQ(folder_.keys("lake", ""), (std::vector<std::string>{"a/b.txt", "z"}));
  EXPECT_EQ(folder_.keys("lake", "a"), (std::vector<std::string>{"a/b.txt"}));
  EXPECT_EQ(folder_.keys("lake", "b"), std::vector<std::string>());
}

TEST_F(ObjectFolders, HaveTheBucketsThatAreFoldersOfTheirs) {
  std::ofstream(s3_ / "file") << "";
  EXPECT_TRUE(folder_.has_bucket("lake"));
  for (const auto* bucket : {"desert", "file", ".", "..", "../outside", "", "/tmp", "lake/a"}) {
    EXPECT_FALSE(folder_.has_bucket(bucket)) << bucket;
    EXPECT_FALSE(folder_.put(bucket, "a", "b")) << bucket;
    EXPECT_EQ(folder_.keys(bucket, ""), std::vector<std::string>()) << bucket;
  }
  EXPECT_FALSE(has_leaked());
}

TEST_F(ObjectFolders, HaveNoKeysThatLeadOutOfThem) {
  for (const auto& key : {std::string("../../outside/secret"), std::string("/etc/passwd"),
                          (outside_ / "secret").string(), std::string("a/../../../outside/x")}) {
    EXPECT_FALSE(folder_.put("lake", key, "x")) << key;
    EXPECT_EQ(folder_.get("lake", key), std::nullopt) << key;
  }
  EXPECT_FALSE(has_leaked());
}

TEST_F(ObjectFolders, FollowNoLinks) {
  fs::create_directory_symlink(outside_, s3_ / "bucket");
  fs::create_directory_symlink(outside_, s3_ / "lake" / "folder");
  fs::create_symlink(outside_ / "secret", s3_ / "lake" / "file");
  fs::create_symlink(outside_ / "not-there", s3_ / "lake" / "dangling");
  EXPECT_FALSE(folder_.has_bucket("bucket"));
  for (const auto* key : {"folder/secret", "folder/new", "file", "dangling"}) {
    EXPECT_FALSE(folder_.put("lake", key, "x")) << key;
    EXPECT_EQ(folder_.get("lake", key), std::nullopt) << key;
  }
  EXPECT_EQ(folder_.keys("lake", ""), std::vector<std::string>());
  EXPECT_FALSE(has_leaked());
}

/// An emulator whose S3 is the folder, with a table "people" that has been exported.
class Exports : public ObjectFolders {
 protected:
  Exports() : emulator_(settings()) {
    call("CreateTable", R"({"TableName":"people","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})");
    call("UpdateContinuousBackups", R"({"TableName":"people",
        "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})");
    for (const auto& item : items_) {
      call("PutItem", json({{"TableName", "people"}, {"Item", item}}).dump());
    }
  }
  using json = nlohmann::json;

  [[nodiscard]] EmulatorSettings settings() const {
    EmulatorSettings settings;
    settings.env.clock = core::ClockMode::kVirtual;
    settings.s3_folder = s3_.string();
    return settings;
  }
  json call(std::string_view operation, std::string_view request) {
    const auto answer = emulator_.call("dynamodb", operation, request);
    EXPECT_EQ(answer.status, 200) << operation << answer.body;
    return json::parse(answer.body);
  }
  json start_export() {
    return call("ExportTableToPointInTime", R"({"S3Bucket":"lake","S3Prefix":"2026",
        "TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/people"})")["ExportDescription"];
  }
  /// The export's folder: "2026/AWSDynamoDB/ID".
  static std::string folder_of(const json& started) {
    const auto arn = started["ExportArn"].get<std::string>();
    return "2026/AWSDynamoDB/" + arn.substr(arn.rfind('/') + 1);
  }

  const std::vector<json> items_ = {
      json::parse(R"({"id":{"S":"a"},"n":{"N":"1.5"},"b":{"B":"AAE="},"l":{"L":[{"NULL":true}]}})"),
      json::parse(R"({"id":{"S":"ünï"},"ss":{"SS":["x","y"]},"m":{"M":{"k":{"BOOL":false}}}})")};
  Emulator emulator_;
};

TEST_F(Exports, AreLoadedBySeed) {
  const auto folder = s3_ / "lake" / folder_of(start_export());
  std::vector<json> read;
  const auto problem = read_items(folder.string(), "people", [&](json item, const model::Where&) {
    read.push_back(std::move(item));
    return std::optional<model::Problem>();
  });
  EXPECT_FALSE(problem) << problem->text();
  EXPECT_TRUE(std::is_permutation(read.begin(), read.end(), items_.begin(), items_.end()));
}

}  // namespace
}  // namespace tertulia::app

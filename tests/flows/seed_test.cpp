/// What `tertulia seed` reads from files, and what it loads of it.

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "emulator/app/item_file.hpp"
#include "emulator/app/table_loader.hpp"
#include "emulator/app/wiring.hpp"
#include "emulator/base/text.hpp"
#include "tests/harness/test_emulator.hpp"

namespace tertulia::app {
namespace {

using nlohmann::json;

constexpr const char* kExport = TERTULIA_SOURCE_DIR "/fixtures/export";

/// What was read: items with their lines, and what ended it.
struct Read {
  std::vector<json> items;
  std::vector<int> lines;
  std::string problem;
};

template <class From>
Read read_from(From from) {
  Read read;
  const auto problem = from([&](json item, const model::Where& where) {
    read.items.push_back(std::move(item));
    read.lines.push_back(where.line);
    return std::optional<model::Problem>();
  });
  if (problem) read.problem = problem->text();
  return read;
}
Read read_text(std::string_view text) {
  return read_from(
      [&](const TakeItem& take) { return read_items_of(text, "f.json", "people", take); });
}
Read read_path(const std::string& path) {
  return read_from([&](const TakeItem& take) { return read_items(path, "people", take); });
}

const json kA = {{"id", {{"S", "a"}}}};
const json kB = {{"id", {{"S", "b"}}}};

TEST(ItemFile, HasLinesOfItems) {
  const auto read = read_text(
      "{\"Item\":{\"id\":{\"S\":\"a\"}}}\n\n"
      "{\"Item\":{\"id\":{\"S\":\"b\"}}}\r\n");
  EXPECT_EQ(read.items, (std::vector{kA, kB}));
  EXPECT_EQ(read.lines, (std::vector{1, 3}));
  EXPECT_EQ(read.problem, "");
}

TEST(ItemFile, HasAListOfTypedOrPlainItems) {
  const auto read = read_text("[\n{\"id\":{\"S\":\"a\"}},\n{\"id\":\"b\"}]");
  EXPECT_EQ(read.items, (std::vector{kA, kB}));
  EXPECT_EQ(read.lines, (std::vector{2, 3}));
}

TEST(ItemFile, HasRequestsToPutIntoTheTable) {
  const auto read = read_text(R"({"people": [
      {"PutRequest": {"Item": {"id": {"S": "a"}}}},
      {"PutRequest": {"Item": {"id": {"S": "b"}}}}]})");
  EXPECT_EQ(read.items, (std::vector{kA, kB}));
  EXPECT_EQ(read.lines, (std::vector{2, 3}));
}

TEST(ItemFile, HasOneItemAsGetItemPrintsIt) {
  EXPECT_EQ(read_text("{\n  \"Item\": {\"id\": {\"S\": \"a\"}}\n}\n").items, std::vector{kA});
}

TEST(ItemFile, NamesTheLineOfWhatItCannotRead) {
  const std::string first = "{\"Item\":{\"id\":{\"S\":\"a\"}}}\n";
  EXPECT_EQ(read_text(first + "{\"Item\"").problem, "f.json:2: is not JSON");
  EXPECT_EQ(read_text(first + "\n{\"id\":1}").problem, "f.json:3: must be {\"Item\": {…}}");
  EXPECT_EQ(read_text("[{\"id\":1},\n2]").problem, "f.json:2: an item must be an object");
  EXPECT_EQ(read_text("{\"people\":[{\"DeleteRequest\":{}}]}").problem,
            "f.json:1: must be {\"PutRequest\": {\"Item\": {…}}}");
  EXPECT_EQ(read_text("{\"others\":[]}").problem,
            "f.json:1: has requests for others, none for people");
  EXPECT_EQ(read_text("3").problem,
            "f.json:1: must be a list of items, lines of {\"Item\": {…}} or requests to put");
  EXPECT_EQ(read_text("\n \n").problem, "f.json: has no items");
}

TEST(ItemFile, RefusesWhatAwsExportsOtherwiseByName) {
  EXPECT_EQ(read_text("{\"Metadata\":{},\"Keys\":{},\"NewImage\":{}}").problem,
            "f.json:1: incremental exports are not supported: export the whole table");
  EXPECT_EQ(read_path("/nowhere/part.ion.gz").problem,
            "/nowhere/part.ion.gz: Amazon Ion is not supported: export in DYNAMODB_JSON");
}

class ItemFolder : public testing::Test {
 protected:
  ItemFolder() {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(kExport, folder_, std::filesystem::copy_options::recursive);
  }
  ~ItemFolder() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
  }
  std::string summary_with(const std::string& name, const std::string& value) const {
    std::ifstream file(folder_ + "/manifest-summary.json");
    auto summary = json::parse(file);
    summary[name] = value;
    return summary.dump();
  }

  const std::string folder_ = base::cat(TERTULIA_BINARY_DIR, "/seed-", getpid());
};

TEST_F(ItemFolder, IsAnExport) {
  const auto read = read_path(folder_);
  EXPECT_EQ(read.problem, "");
  ASSERT_EQ(read.items.size(), 3U);
  EXPECT_EQ(read.items[1], json::parse(R"({"id":{"S":"b"},"n":{"N":"12345678901234567890"}})"));
}

TEST_F(ItemFolder, HasDataFilesThatStandAlone) {
  EXPECT_EQ(read_path(folder_ + "/data/nrkqvzllhe6ulcbzwmtgqfqwmy.json.gz").items.size(), 2U);
}

TEST_F(ItemFolder, OfAnotherFormatOrKindIsRefusedByName) {
  write("manifest-summary.json", summary_with("outputFormat", "ION"));
  EXPECT_EQ(read_path(folder_).problem,
            base::cat(folder_,
                      "/manifest-summary.json: exports in ION are not supported: export "
                      "in DYNAMODB_JSON"));
  write("manifest-summary.json", summary_with("outputFormat", "DYNAMODB_JSON"));
  write("manifest-summary.json", summary_with("exportType", "INCREMENTAL_EXPORT"));
  EXPECT_EQ(read_path(folder_).problem,
            base::cat(folder_,
                      "/manifest-summary.json: incremental exports are not supported: "
                      "export the whole table"));
}

TEST_F(ItemFolder, ThatIsNoExportIsRefused) {
  EXPECT_EQ(read_path(folder_ + "/data").problem,
            base::cat(folder_, "/data: is no export of a table: it has no manifest-summary.json"));
}

TEST_F(ItemFolder, LacksNothingThatItsManifestNames) {
  const auto part = folder_ + "/data/nrkqvzllhe6ulcbzwmtgqfqwmy.json.gz";
  std::filesystem::resize_file(part, std::filesystem::file_size(part) - 12);
  EXPECT_EQ(read_path(folder_).problem, part + ": is cut short");
  write("data/nrkqvzllhe6ulcbzwmtgqfqwmy.json.gz", "{\"Item\":{\"id\":{\"S\":\"a\"}}}\n");
  EXPECT_EQ(read_path(folder_).problem, part + ": has 1 items, and the manifest says 2");
  std::filesystem::remove(part);
  EXPECT_EQ(read_path(folder_).problem, part + ": cannot be read");
  write("manifest-files.json", "\n{}\n");
  EXPECT_EQ(read_path(folder_).problem, folder_ + "/manifest-files.json:2: names no data file");
}

class Loading : public testing::Test {
 protected:
  Loading() {
    emulator_.aws("dynamodb", "CreateTable",
                  {{"TableName", "people"},
                   {"BillingMode", "PAY_PER_REQUEST"},
                   {"AttributeDefinitions", {{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
                   {"KeySchema", {{{"AttributeName", "id"}, {"KeyType", "HASH"}}}}});
  }
  /// Loads what was read of `text`; the problem's text, if there is one.
  std::string load(std::string_view text) {
    auto problem = read_items_of(
        text, "f.json", "people",
        [&](json item, const model::Where& where) { return loader_.add(std::move(item), where); });
    if (!problem) problem = loader_.finish();
    return problem ? problem->text() : "";
  }
  std::size_t count() {
    return emulator_.aws("dynamodb", "Scan", {{"TableName", "people"}}).body.at("Count");
  }
  static std::string lines(int first, int last) {
    std::string text;
    for (int i = first; i <= last; ++i) {
      base::append(text, R"({"Item":{"id":{"S":")", i, "\"}}}\n");
    }
    return text;
  }

  harness::TestEmulator emulator_;
  int refusals_ = 0;
  std::vector<std::size_t> told_;
  TableLoader loader_{"people",
                      [this](const std::string& request) {
                        if (refusals_ > 0) {
                          --refusals_;
                          const auto items = json::parse(request).at("RequestItems");
                          return core::DoorAnswer{.status = 200,
                                                  .body = json{{"UnprocessedItems", items}}.dump(),
                                                  .request_id = {}};
                        }
                        return emulator_.emulator().call("dynamodb", "BatchWriteItem", request);
                      },
                      [this](std::size_t loaded) { told_.push_back(loaded); }};
};

TEST_F(Loading, SendsTwentyFiveItemsAtATimeAndTellsHowManyAreThere) {
  EXPECT_EQ(load(lines(1, 60)), "");
  EXPECT_EQ(count(), 60U);
  EXPECT_EQ(told_, (std::vector<std::size_t>{25, 50, 60}));
}

TEST_F(Loading, SendsAgainWhatWasLeftUnprocessed) {
  refusals_ = 3;
  EXPECT_EQ(load(lines(1, 3)), "");
  EXPECT_EQ(count(), 3U);
}

TEST_F(Loading, GivesUpATableThatNeverKeepsUp) {
  refusals_ = 1000;
  EXPECT_EQ(load(lines(1, 3)), "f.json: the table does not keep up: 3 items were left unprocessed");
}

TEST_F(Loading, NamesTheLineOfTheItemThatIsRefused) {
  EXPECT_EQ(load(lines(1, 30) + "{\"Item\":{\"name\":{\"S\":\"x\"}}}\n" + lines(32, 40)),
            "f.json:31: The provided key element does not match the schema");
  EXPECT_EQ(loader_.loaded(), 30U);
  EXPECT_EQ(count(), 30U);
}

TEST_F(Loading, LetsTheLastOfSeveralWithOneKeyWin) {
  EXPECT_EQ(load(R"([{"id":"a","v":1},{"id":"b"},{"id":"a","v":2}])"), "");
  const auto item =
      emulator_.aws("dynamodb", "GetItem", {{"TableName", "people"}, {"Key", kA}}).body.at("Item");
  EXPECT_EQ(item.at("v").at("N"), "2");
}

}  // namespace
}  // namespace tertulia::app

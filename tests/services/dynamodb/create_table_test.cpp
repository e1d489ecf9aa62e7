#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kOneKey =
    R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}])";
constexpr std::string_view kPerRequest = R"("BillingMode":"PAY_PER_REQUEST")";
constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";

std::string table(std::string_view name, std::string_view more = kPerRequest) {
  return base::cat("{\"TableName\":\"", name, "\",", kOneKey, ",", more, "}");
}

std::string schema(std::string_view definitions, std::string_view keys) {
  return base::cat(R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":)",
                   definitions, ",\"KeySchema\":", keys, "}");
}

TEST(CreateTable, SaysThatTheTableIsBeingCreated) {
  World world;
  const auto answer = world.call(
      "CreateTable",
      R"({"TableName":"trips","ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":2},
          "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                                  {"AttributeName":"n","AttributeType":"N"}],
          "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                       {"AttributeName":"n","KeyType":"RANGE"}]})");
  auto reply = nlohmann::json::parse(answer.body);
  reply["TableDescription"].erase("TableId");
  EXPECT_EQ(reply, nlohmann::json::parse(R"({"TableDescription":{
    "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                            {"AttributeName":"n","AttributeType":"N"}],
    "TableName":"trips",
    "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"n","KeyType":"RANGE"}],
    "TableStatus":"CREATING","CreationDateTime":1767225600,
    "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":3,"WriteCapacityUnits":2},
    "TableSizeBytes":0,"ItemCount":0,
    "TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/trips",
    "WarmThroughput":{"ReadUnitsPerSecond":3,"WriteUnitsPerSecond":2,"Status":"CREATING"},
    "DeletionProtectionEnabled":false}})"));
}

TEST(CreateTable, MakesATableThatIsActiveAtOnce) {
  World world;
  world.people();
  EXPECT_EQ(world.ok("DescribeTable", R"({"TableName":"people"})")["Table"]["TableStatus"],
            "ACTIVE");
}

TEST(CreateTable, TellsWhenATablePerRequestBecameSo) {
  World world;
  const auto created = world.ok("CreateTable", table("abc"))["TableDescription"];
  EXPECT_EQ(created["BillingModeSummary"],
            nlohmann::json::parse(R"({"BillingMode":"PAY_PER_REQUEST"})"));
  EXPECT_EQ(created["ProvisionedThroughput"]["ReadCapacityUnits"], 0);
  const auto described = world.ok("DescribeTable", R"({"TableName":"abc"})")["Table"];
  EXPECT_EQ(described["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"], 1767225600);
}

TEST(CreateTable, KeepsItsOptions) {
  World world;
  world.ok("CreateTable",
           table("abc", R"("BillingMode":"PAY_PER_REQUEST","DeletionProtectionEnabled":true,
             "TableClass":"STANDARD_INFREQUENT_ACCESS","SSESpecification":{"Enabled":true},
             "OnDemandThroughput":{"MaxReadRequestUnits":10,"MaxWriteRequestUnits":5},
             "StreamSpecification":{"StreamEnabled":false},"Tags":[{"Key":"a","Value":""}])"));
  world.service.reload();
  const auto described = world.ok("DescribeTable", R"({"TableName":"abc"})")["Table"];
  EXPECT_EQ(described["DeletionProtectionEnabled"], true);
  EXPECT_EQ(described["TableClassSummary"]["TableClass"], "STANDARD_INFREQUENT_ACCESS");
  EXPECT_EQ(described["SSEDescription"]["Status"], "ENABLED");
  EXPECT_EQ(described["SSEDescription"]["SSEType"], "KMS");
  EXPECT_TRUE(described["SSEDescription"]["KMSMasterKeyArn"].get<std::string>().starts_with(
      "arn:aws:kms:us-east-1:000000000000:key/"));
  EXPECT_EQ(described["OnDemandThroughput"]["MaxReadRequestUnits"], 10);
  EXPECT_EQ(described["OnDemandThroughput"]["MaxWriteRequestUnits"], 5);
}

TEST(CreateTable, RefusesATableThatExists) {
  World world;
  world.ok("CreateTable", table("abc"));
  EXPECT_EQ(world.error("CreateTable", table("abc")),
            "com.amazonaws.dynamodb.v20120810#ResourceInUseException: Table already exists: abc");
}

TEST(CreateTable, NeedsANameBeforeAnythingElse) {
  World world;
  EXPECT_EQ(world.invalid("CreateTable", "{}"),
            "The parameter 'TableName' is required but was not present in the request");
}

TEST(CreateTable, TakesNamesOfThreeTo255Characters) {
  World world;
  const auto refused = [&](std::string_view name) {
    return world.invalid("CreateTable", table(name));
  };
  EXPECT_EQ(refused(""),
            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1");
  EXPECT_EQ(refused("ab"),
            "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 3");
  const std::string long_name(256, 'a');
  EXPECT_EQ(refused(long_name),
            base::cat("1 validation error detected: Value '", long_name,
                      "' at 'tableName' failed to satisfy constraint: Member must have length less "
                      "than or equal to 255"));
  EXPECT_EQ(refused("abc;"),
            "1 validation error detected: Value 'abc;' at 'tableName' failed to satisfy "
            "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  world.ok("CreateTable", table(".a-"));
  world.ok("CreateTable", table(std::string(255, 'a')));
}

TEST(CreateTable, ReportsAllThatIsMissing) {
  World world;
  EXPECT_EQ(world.invalid("CreateTable", R"({"TableName":"abc","BillingMode":"A",
                "ProvisionedThroughput":{"ReadCapacityUnits":-1}})"),
            "5 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy "
            "constraint: Member must not be null; Value 'A' at 'billingMode' failed to satisfy "
            "constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value "
            "null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: "
            "Member must not be null; Value '-1' at 'provisionedThroughput.readCapacityUnits' "
            "failed to satisfy constraint: Member must have value greater than or equal to 1; "
            "Value null at 'keySchema' failed to satisfy constraint: Member must not be null");
}

TEST(CreateTable, ShowsAKeySchemaThatIsTooLong) {
  World world;
  EXPECT_EQ(
      world.invalid("CreateTable", schema("[]", R"([{"KeyType":"HASH","AttributeName":"a"},
                {"AttributeName":"b"},{"KeyType":"Woop","AttributeName":"c"}])")),
      "3 validation errors detected: Value '[KeySchemaElement(attributeName=a, keyType=HASH), "
      "KeySchemaElement(attributeName=b, keyType=HASH), KeySchemaElement(attributeName=c, "
      "keyType=HASH)]' at 'keySchema' failed to satisfy constraint: Member must have length less "
      "than or equal to 2; Value null at 'keySchema.2.member.keyType' failed to satisfy "
      "constraint: Member must not be null; Value 'Woop' at 'keySchema.3.member.keyType' failed to "
      "satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]");
}

TEST(CreateTable, NamesTheTypesThatAttributesMayHave) {
  World world;
  EXPECT_EQ(world.invalid("CreateTable", schema(R"([{"AttributeName":"a","AttributeType":"SS"}])",
                                                R"([{"KeyType":"HASH","AttributeName":"a"}])")),
            "1 validation error detected: Value 'SS' at "
            "'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member "
            "must satisfy enum value set: [B, N, S]");
}

TEST(CreateTable, BillsEitherByRequestOrByProvision) {
  World world;
  constexpr std::string_view kUnits =
      R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1})";
  EXPECT_EQ(world.invalid("CreateTable", table("abc", base::cat(kPerRequest, ",", kUnits))),
            base::cat(kInvalid,
                      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                      "BillingMode is PAY_PER_REQUEST"));
  for (const auto* mode : {R"("BillingMode":"PROVISIONED")", R"("TableClass":"STANDARD")"}) {
    EXPECT_EQ(world.invalid("CreateTable", table("abc", mode)),
              base::cat(kInvalid,
                        "ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                        "BillingMode is PROVISIONED"));
  }
  world.ok("CreateTable", table("abc", kUnits));
}

TEST(CreateTable, ProvidesUpToABillionUnits) {
  World world;
  const auto units = [](std::string_view read, std::string_view write) {
    return base::cat("\"ProvisionedThroughput\":{\"ReadCapacityUnits\":", read,
                     ",\"WriteCapacityUnits\":", write, "}");
  };
  EXPECT_EQ(world.invalid("CreateTable", table("abc", units("1000000000001", "1000000000001"))),
            "Given value 1000000000001 for ReadCapacityUnits is out of bounds");
  EXPECT_EQ(world.invalid("CreateTable", table("abc", units("1000000000000", "1000000000001"))),
            "Given value 1000000000001 for WriteCapacityUnits is out of bounds");
  world.ok("CreateTable", table("abc", units("1000000000000", "1000000000000")));
}

TEST(CreateTable, DefinesItsKeysAndNothingElse) {
  World world;
  const auto refused = [&](std::string_view definitions, std::string_view keys) {
    return world.invalid("CreateTable", schema(definitions, keys));
  };
  constexpr std::string_view kA = R"([{"AttributeName":"a","AttributeType":"S"}])";
  constexpr std::string_view kAb =
      R"([{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}])";
  EXPECT_EQ(refused(kA, R"([{"AttributeName":"a","KeyType":"HASH"},
                            {"AttributeName":"b","KeyType":"RANGE"}])"),
            "Invalid KeySchema: Some index key attribute have no definition");
  EXPECT_EQ(
      refused(kAb, R"([{"AttributeName":"a","KeyType":"HASH"},
                             {"AttributeName":"c","KeyType":"RANGE"}])"),
      base::cat(kInvalid,
                "Some index key attributes are not defined in AttributeDefinitions. Keys: [a, "
                "c], AttributeDefinitions: [a, b]"));
  EXPECT_EQ(refused(kAb, R"([{"AttributeName":"a","KeyType":"HASH"}])"),
            base::cat(kInvalid,
                      "Number of attributes in KeySchema does not exactly match number of "
                      "attributes defined in AttributeDefinitions"));
  EXPECT_EQ(refused(R"([{"AttributeName":"a","AttributeType":"S"},
                        {"AttributeName":"a","AttributeType":"N"}])",
                    R"([{"AttributeName":"a","KeyType":"HASH"}])"),
            base::cat(kInvalid, "Duplicate AttributeName in AttributeDefinitions: a"));
}

TEST(CreateTable, OrdersItsKeys) {
  World world;
  const auto refused = [&](std::string_view first, std::string_view second) {
    return world.invalid("CreateTable", schema(R"([{"AttributeName":"a","AttributeType":"S"},
                   {"AttributeName":"b","AttributeType":"S"}])",
                                               base::cat("[{\"AttributeName\":\"a\",\"KeyType\":\"",
                                                         first, "\"},", second, "]")));
  };
  EXPECT_EQ(refused("HASH", R"({"AttributeName":"a","KeyType":"RANGE"})"),
            "Both the Hash Key and the Range Key element in the KeySchema have the same name");
  EXPECT_EQ(refused("RANGE", R"({"AttributeName":"b","KeyType":"HASH"})"),
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  EXPECT_EQ(refused("HASH", R"({"AttributeName":"b","KeyType":"HASH"})"),
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
}

TEST(CreateTable, WantsIndexesInTheirLists) {
  World world;
  const auto refused = [&](std::string_view more) {
    return world.invalid("CreateTable", table("abc", base::cat(kPerRequest, ",", more)));
  };
  EXPECT_EQ(refused(R"("LocalSecondaryIndexes":[])"),
            base::cat(kInvalid, "List of LocalSecondaryIndexes is empty"));
  EXPECT_EQ(refused(R"("GlobalSecondaryIndexes":[])"),
            base::cat(kInvalid, "List of GlobalSecondaryIndexes is empty"));
  EXPECT_EQ(refused(R"("LocalSecondaryIndexes":[{"IndexName":"abc","Projection":{},
                       "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}])"),
            base::cat(kInvalid,
                      "Table KeySchema does not have a range key, which is required when "
                      "specifying a LocalSecondaryIndex"));
}

TEST(CreateTable, ReportsTenErrorsAtMost) {
  World world;
  const auto message = world.invalid(
      "CreateTable",
      table("abc",
            R"("LocalSecondaryIndexes":[{},{},{},{},{},{}],"BillingMode":"PAY_PER_REQUEST")"));
  EXPECT_TRUE(message.starts_with("10 validation errors detected: ")) << message;
  EXPECT_TRUE(
      message.ends_with("'localSecondaryIndexes.4.member.indexName' failed to satisfy "
                        "constraint: Member must not be null"))
      << message;
}

TEST(CreateTable, RefusesAViewOfAStreamThatIsOff) {
  World world;
  EXPECT_EQ(world.invalid("CreateTable", table("abc", R"("BillingMode":"PAY_PER_REQUEST",
                "StreamSpecification":{"StreamEnabled":false,"StreamViewType":"NEW_IMAGE"})")),
            base::cat(kInvalid,
                      "Table is being created with a stream disabled, UpdateViewType should not be "
                      "specified"));
}

TEST(CreateTable, ChecksTags) {
  World world;
  const auto refused = [&](std::string_view tags) {
    return world.invalid("CreateTable", table("abc", base::cat(kPerRequest, ",\"Tags\":", tags)));
  };
  EXPECT_EQ(refused(R"([{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}])"),
            "Duplicate Tag Keys provided as input: Duplicate Tag Key found a");
  EXPECT_EQ(refused(R"([{"Key":"","Value":"1"}])"), "The Tag Key provided is invalid, Key: ");
  EXPECT_EQ(refused(R"([{"Key":"aws:a","Value":"1"}])"),
            "Tag Key cannot be prefixed with aws:, Key: aws:a");
  world.error("DescribeTable", R"({"TableName":"abc"})");
}

}  // namespace
}  // namespace tertulia::dynamodb

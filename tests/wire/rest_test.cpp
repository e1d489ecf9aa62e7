#include "emulator/wire/rest/rest.hpp"

#include <gtest/gtest.h>

#include "emulator/wire/json/json.hpp"
#include "tests/wire/test_services.hpp"

namespace tertulia::wire::rest {
namespace {

using testing::GetPage;
using testing::InvokeBook;
using testing::Placed;
using testing::RestNotes;

/// Routes whose operations are told apart by their names.
struct Table {
  void add(std::string_view name, std::string_view method, std::string_view uri) {
    auto entry = core::entry_of<InvokeBook>();
    entry.name = name;
    entries.push_back(std::make_unique<core::OperationEntry>(entry));
    routes.add(*entries.back(), {.method = method, .uri = uri});
  }
  std::string found(std::string_view method, std::string_view path, std::string_view query = {}) {
    const auto match = routes.find(method, path, query);
    if (!match) return "";
    std::string text(match->operation->name);
    for (const auto& [name, value] : match->labels) base::append(text, " ", name, "=", value);
    return text;
  }
  std::vector<std::unique_ptr<core::OperationEntry>> entries;
  Routes routes;
};

TEST(RestRoutes, TellOperationsApartByMethodAndPath) {
  Table table;
  table.add("List", "GET", "/2015-03-31/functions/");
  table.add("Create", "POST", "/2015-03-31/functions");
  table.add("Get", "GET", "/2015-03-31/functions/{Name}");
  EXPECT_EQ(table.found("GET", "/2015-03-31/functions"), "List");
  EXPECT_EQ(table.found("GET", "/2015-03-31/functions/"), "List");
  EXPECT_EQ(table.found("POST", "/2015-03-31/functions/"), "Create");
  EXPECT_EQ(table.found("GET", "/2015-03-31/functions/f"), "Get Name=f");
  EXPECT_EQ(table.found("PUT", "/2015-03-31/functions"), "");
  EXPECT_EQ(table.found("GET", "/2015-03-31"), "");
  EXPECT_EQ(table.found("GET", "/"), "");
}

TEST(RestRoutes, SplitBeforeTheyDecode) {
  Table table;
  table.add("Tags", "GET", "/2017-03-31/tags/{Arn}");
  EXPECT_EQ(table.found("GET", "/2017-03-31/tags/arn%3Aaws%3Aa%2Fb"), "Tags Arn=arn:aws:a/b");
  EXPECT_EQ(table.found("GET", "/2017-03-31/tags/a/b"), "");
  EXPECT_EQ(table.found("GET", "/2017-03-31/tags/a+b"), "Tags Arn=a+b");
}

TEST(RestRoutes, PutLiteralsBeforeLabelsAndLabelsBeforeGreedyOnes) {
  Table table;
  table.add("Greedy", "GET", "/a/{Rest+}");
  table.add("Label", "GET", "/a/{X}");
  table.add("Literal", "GET", "/a/b");
  table.add("Between", "GET", "/a/{Rest+}/end");
  EXPECT_EQ(table.found("GET", "/a/b"), "Literal");
  EXPECT_EQ(table.found("GET", "/a/c"), "Label X=c");
  EXPECT_EQ(table.found("GET", "/a/b/c%20d"), "Greedy Rest=b/c d");
  EXPECT_EQ(table.found("GET", "/a/b/c/end"), "Between Rest=b/c");
}

TEST(RestRoutes, AskForQueryParametersWhereTheTemplateHasThem) {
  Table table;
  table.add("Plain", "POST", "/restapis");
  table.add("Import", "POST", "/restapis?mode=import");
  EXPECT_EQ(table.found("POST", "/restapis", "mode=import&x=1"), "Import");
  EXPECT_EQ(table.found("POST", "/restapis", "mode=other"), "Plain");
  EXPECT_EQ(table.found("POST", "/restapis"), "Plain");
}

TEST(RestRoutes, HaveNoEmptyLabels) {
  Table table;
  table.add("Invoke", "POST", "/functions/{Name}/invocations");
  EXPECT_EQ(table.found("POST", "/functions//invocations"), "");
}

struct Decoded {
  std::string json;
  std::string error;
};
template <class Input>
Decoded decoded(const core::HttpRequest& request, const Labels& labels) {
  Input input;
  core::Validator validator;
  const auto status =
      decode(core::type_of<Input>(), &input, labels, request, request.body, validator);
  Decoded result;
  json::encode(core::type_of<Input>(), &input, result.json, json::Members::kAll);
  if (!status.ok()) result.error = status.error().code + ": " + status.error().message;
  if (!validator.ok()) result.error += validator.message();
  return result;
}

TEST(RestInput, ReportsLabelsParametersAndBodiesThatTheShapeForbids) {
  core::HttpRequest request;
  request.body = R"({"Leaf":{}})";
  EXPECT_EQ(decoded<Placed>(request, {{"BookId", std::string(81, 'x')}}).error,
            base::cat("2 validation errors detected: Value '", std::string(81, 'x'),
                      "' at 'bookId' failed to satisfy constraint: Member must have length less "
                      "than or equal to 80; Value null at 'leaf.name' failed to satisfy "
                      "constraint: Member must not be null"));
}

TEST(RestInput, RefusesAParameterOfTheWrongKind) {
  core::HttpRequest request;
  request.target = "/?limit=many";
  EXPECT_EQ(decoded<Placed>(request, {{"BookId", "b"}}).error,
            "SerializationException: STRING_VALUE cannot be converted to Integer");
}

TEST(RestInput, TakesThePayloadAsItIs) {
  core::HttpRequest request;
  request.body = "\"raw\"";
  EXPECT_EQ(decoded<testing::Payload>(request, {{"BookId", "b"}}).json,
            R"({"BookId":"b","Payload":"raw"})");
  request.body.clear();
  EXPECT_EQ(decoded<testing::Payload>(request, {{"BookId", "b"}}).json, R"({"BookId":"b"})");
}

TEST(RestReply, PutsEachMemberInItsPlace) {
  testing::PlacedOutput output{.reason = "why\r\nX: y", .leaf = testing::Leaf{.name = "a"}};
  output.meta.emplace()["k\n"] = "v\r\n";
  const auto entry = core::entry_of<GetPage>();
  auto response = encode_reply(entry, &output);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.headers.get("X-Notes-Reason"), "whyX: y");
  EXPECT_EQ(response.headers.get("x-notes-meta-k"), "v");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(response.body, R"({"Leaf":{"Name":"a"}})");
  output.status = 207;
  EXPECT_EQ(encode_reply(entry, &output).status, 207);
}

TEST(RestReply, SendsAPayloadAsItIs) {
  const testing::PayloadOutput output{.status = 202, .payload = core::Blob{"no json"}};
  const auto entry = core::entry_of<InvokeBook>();
  const auto response = encode_reply(entry, &output);
  EXPECT_EQ(response.status, 202);
  EXPECT_EQ(response.body, "no json");
}

TEST(RestReply, HasNoBodyWithoutOutput) {
  const core::Empty nothing;
  const auto response = encode_reply(core::entry_of<testing::Touch<RestNotes>>(), &nothing);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
  const testing::Clear<RestNotes>::Output empty;
  EXPECT_EQ(encode_reply(core::entry_of<testing::Clear<RestNotes>>(), &empty).body, "{}");
}

TEST(RestError, IsInTheServicesStyle) {
  const core::ApiError error{
      .code = "ResourceNotFoundException", .message = "Function not found: \"f\"", .status = 404};
  const auto lambda = encode_error(core::RestErrors::kTypeAndMessage, error);
  EXPECT_EQ(lambda.status, 404);
  EXPECT_EQ(lambda.headers.get("x-amzn-ErrorType"), "ResourceNotFoundException");
  EXPECT_EQ(lambda.body, R"({"Type":"User","Message":"Function not found: \"f\""})");
  EXPECT_EQ(encode_error(core::RestErrors::kMessage, error).body,
            R"({"message":"Function not found: \"f\""})");
}

TEST(RestError, OfTheFrontEndIsTheSameForAllServices) {
  for (const auto style : {core::RestErrors::kTypeAndMessage, core::RestErrors::kMessage}) {
    EXPECT_EQ(encode_error(style, {.code = "AccessDeniedException", .message = "no"}).body,
              R"({"Message":"no"})");
    EXPECT_EQ(encode_error(style, {.code = "UnrecognizedClientException", .message = "no"}).body,
              R"({"message":"no"})");
  }
}

}  // namespace
}  // namespace tertulia::wire::rest

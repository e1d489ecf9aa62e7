/// GET api/getTogethers answers {"getTogethers":[{"id":1,"name":…},…],"nextToken":"…"}: eight
/// get-togethers a page. `nextToken` is there when more may follow; handed back as the query
/// parameter of that name it gives the next page, which may turn out to be empty.
///
/// The table's name is the parameter of SSM whose path the variable getTogethersTableNamePath has.
#include "emulator/sdk/client.hpp"
#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"

namespace gettogether {
namespace {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

constexpr int kPageSize = 8;

[[noreturn]] void refuse_token() { throw BadRequest("nextToken is not valid"); }

/// Where the page begins: empty for the first.
std::string start_of(const ApiRequest& request) {
  const auto token = request.query.get("nextToken");
  if (!token) return {};
  auto key = dynamodb::key_of(*token);
  if (!key) refuse_token();
  return *std::move(key);
}

dynamodb::Page page_from(const std::string& start, const Context& context) {
  try {
    return dynamodb::scan(
        context, {.table = context.value("tableName"), .limit = kPageSize, .start_key = start});
  } catch (const ServiceError& error) {
    // A token that was made up may hold a key of some other table.
    if (!start.empty() && error.code() == "ValidationException") refuse_token();
    throw;
  }
}

ApiResponse get_get_togethers(const ApiRequest& request, Context& context) {
  const dynamodb::Page page = page_from(start_of(request), context);
  std::string body = R"({"getTogethers":)" + page.items;
  if (!page.last_key.empty()) {
    body += R"(,"nextToken":")" + dynamodb::token_of(page.last_key) + '"';
  }
  body += '}';
  return json_text_reply(200, std::move(body));
}

TERTULIA_HANDLER(structured_log(), correlation_ids(), cors(), errors_to_replies(),
                 parameters({.paths = {{"tableName", path_from_env("getTogethersTableNamePath")}}}),
                 get_get_togethers);

}  // namespace
}  // namespace gettogether

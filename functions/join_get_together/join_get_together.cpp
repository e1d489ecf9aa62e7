/// POST api/getTogether {"getTogetherId": …, "userEmail": …} publishes
/// {"orderId","getTogetherId","userEmail"} to the topic of the variable joinGetTogetherSnsTopic and
/// answers {"orderId": …}. The id of the get-together is a string or an integer and is passed on as
/// it came; the user's address is a string.
#include <nlohmann/json.hpp>

#include "emulator/sdk/client.hpp"
#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"
#include "emulator/sdk/validation.hpp"

namespace gettogether {
namespace {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

ApiResponse join_get_together(const ApiRequest& request, Context& context) {
  const nlohmann::json body = json_body(request);
  const nlohmann::json get_together_id = required_text_or_integer(body, "getTogetherId");
  const std::string user_email = required_text(body, "userEmail");
  const std::string order_id = context.uuid();
  context.log().info("user joining get-together",
                     {{"getTogetherId", get_together_id}, {"userEmail", user_email}});

  const nlohmann::json order{
      {"orderId", order_id}, {"getTogetherId", get_together_id}, {"userEmail", user_email}};
  sns::publish(context, {.topic_arn = context.required_env("joinGetTogetherSnsTopic"),
                         .text = order.dump()});
  context.log().info(
      "published order",
      {{"orderId", order_id}, {"getTogetherId", get_together_id}, {"userEmail", user_email}});
  return json_reply(200, {{"orderId", order_id}});
}

TERTULIA_HANDLER(structured_log(), correlation_ids(), cors(), errors_to_replies(),
                 join_get_together);

}  // namespace
}  // namespace gettogether

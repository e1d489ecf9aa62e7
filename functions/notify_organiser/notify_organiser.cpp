/// Runs for each order on the topic of joinings, and logs "notified organiser". Fails for the
/// get-together "error", to show what happens to messages that cannot be worked off.
#include <nlohmann/json.hpp>

#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"
#include "emulator/sdk/validation.hpp"

namespace gettogether {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

class OrganiserNotReached : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace {

std::string notify_organiser(const SnsEvent& event, Context& context) {
  const nlohmann::json order = json_object(event.records.front().message, "The message");
  const nlohmann::json get_together_id = required_text_or_integer(order, "getTogetherId");
  if (get_together_id == "error") {
    throw OrganiserNotReached("the get-together \"error\" has no organiser");
  }
  context.log().info("notified organiser", {{"getTogetherId", get_together_id},
                                            {"orderId", required_text(order, "orderId")},
                                            {"userEmail", required_text(order, "userEmail")}});
  return "all done";
}

TERTULIA_HANDLER(structured_log(), correlation_ids(), notify_organiser);

}  // namespace
}  // namespace gettogether

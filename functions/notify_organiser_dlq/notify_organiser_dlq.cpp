/// Runs for each dead letter of notifyOrganiser and logs it: the order if there is one in it, or
/// else the event as it is, and why it was given up.
#include <nlohmann/json.hpp>

#include "emulator/sdk/handler.hpp"
#include "emulator/sdk/middleware.hpp"

namespace gettogether {
namespace {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

/// The order that the failed event carried; null when it carried none.
nlohmann::json order_in(const std::string& event) {
  try {
    const SnsEvent original = EventReader<SnsEvent>::read(event);
    return nlohmann::json::parse(original.records.front().message, nullptr, false);
  } catch (const EventError&) {
    return nullptr;
  }
}

std::string notify_organiser_dlq(const SnsEvent& event, Context& context) {
  const SnsRecord& record = event.records.front();
  const DeadLetter letter = dead_letter_of(record).value_or(DeadLetter{.event = record.message});
  const nlohmann::json order = order_in(letter.event);
  const bool known = order.is_object();
  const auto member = [&](const char* name) {
    return known && order.contains(name) ? order[name] : nlohmann::json();
  };
  context.log().info("received dead letter",
                     {{"getTogetherId", member("getTogetherId")},
                      {"orderId", member("orderId")},
                      {"userEmail", member("userEmail")},
                      {"failedRequestId", letter.request_id},
                      {"errorCode", letter.error_code},
                      {"errorMessage", letter.error_message},
                      {"event", known ? nlohmann::json() : nlohmann::json(letter.event)}});
  return "all done";
}

TERTULIA_HANDLER(structured_log(), correlation_ids(), notify_organiser_dlq);

}  // namespace
}  // namespace gettogether

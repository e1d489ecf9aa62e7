/// Takes the correlation ids of the event into the context, from where they get on every line of
/// the log and every message published.
///
/// They are the headers of an HTTP request and the attributes of an SNS message whose names begin
/// with "x-correlation-", whatever the case, and are put into lower case. Where none is named
/// x-correlation-id, it is the request id: API Gateway's for HTTP requests, else Lambda's. A
/// dead letter of Lambda has those of the event that it carries.
#pragma once

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/events/api.hpp"
#include "emulator/sdk/events/sns.hpp"

namespace tertulia::sdk {

/// Names and values that SNS would not take as attributes are passed over: a name may have letters,
/// digits, "_", "-" and single dots, and no value is empty.
void capture_correlation_ids(const ApiRequest& request, Context& context);
void capture_correlation_ids(const SnsEvent& event, Context& context);
/// For events that carry none.
void start_correlation(Context& context);
template <class Event>
void capture_correlation_ids(const Event&, Context& context) {
  start_correlation(context);
}

class CorrelationIds {
 public:
  template <class Event, class Next>
  auto operator()(const Event& event, Context& context, Next&& next) -> decltype(next()) {
    capture_correlation_ids(event, context);
    return next();
  }
};

[[nodiscard]] inline CorrelationIds correlation_ids() { return {}; }

}  // namespace tertulia::sdk

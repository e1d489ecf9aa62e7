#include "emulator/core/delivery.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::core {
namespace {

ApiError no_target(const Arn& target) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("The emulator delivers nothing to ", target.text()),
          .status = 404};
}

}  // namespace

ApiError sender_timed_out() {
  return {.code = "EndpointTimeout",
          .message = "The target did not answer within the time that its caller waits",
          .status = 504,
          .fault = Fault::kReceiver};
}

void DeliveryTarget::request(const Arn& target, Event /*event*/, Reply<EventReply> reply) {
  reply(no_target(target));
}

Status Delivery::deliver(const Arn& target, Event event) {
  const auto found = targets_.find(target.service);
  if (found == targets_.end()) return no_target(target);
  return found->second->deliver(target, std::move(event));
}

void Delivery::request(const Arn& target, Event event, Reply<EventReply> reply) {
  const auto found = targets_.find(target.service);
  if (found == targets_.end()) return reply(no_target(target));
  found->second->request(target, std::move(event), std::move(reply));
}

}  // namespace tertulia::core

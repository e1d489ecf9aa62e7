#include "emulator/edge/router/local_door.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "emulator/base/text.hpp"
#include "emulator/wire/errors.hpp"
#include "emulator/wire/json/json.hpp"

namespace tertulia::edge {
namespace {

std::string error_body(const core::ApiError& error) {
  std::string body = base::cat("{\"__type\":\"", error.code, "\",\"message\":");
  wire::json::encode_string(error.message, body);
  if (!error.more_json.empty()) base::append(body, ",", error.more_json);
  body += '}';
  return body;
}

core::DoorAnswer failed(const core::ApiError& error, std::string request_id) {
  return {.status = error.status, .body = error_body(error), .request_id = std::move(request_id)};
}

/// The answer of an operation that waits, handed from whoever gives it to the thread that blocks.
class Slot {
 public:
  void put(core::Result<core::Erased> result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    filled_.notify_one();
  }
  core::Result<core::Erased> take() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return result_.has_value(); });
    return std::move(*result_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::optional<core::Result<core::Erased>> result_;
};

}  // namespace

core::DoorAnswer LocalDoor::call(std::string_view service, std::string_view operation,
                                 std::string_view json, const core::Principal& caller,
                                 std::string_view region, std::string_view trace) {
  auto request_id = env_.ids.uuid(core::IdKind::kRequest);
  const auto* registered = dispatcher_.find(service);
  const core::OperationEntry* entry = nullptr;
  if (registered != nullptr) {
    const auto found = registered->operations.find(operation);
    if (found != registered->operations.end()) entry = &found->second;
  }
  if (entry == nullptr) {
    return failed(wire::unknown_operation(core::Protocol::kJson11, service, operation),
                  std::move(request_id));
  }
  const auto input = entry->make_input();
  core::Validator validator;
  if (auto decoded = wire::json::decode(*entry->input, input.get(), json, validator,
                                        wire::json::Members::kAll);
      !decoded.ok()) {
    return failed(decoded.error(), std::move(request_id));
  }
  if (!validator.ok()) {
    return failed(registered->info->validation_error(validator.message()), std::move(request_id));
  }
  const core::Call context{
      .env = env_,
      .account = caller.account.empty() ? env_.account : caller.account,
      .region = region.empty() ? env_.region : std::string(region),
      .principal = caller,
      .request_id = request_id,
      .trace = std::string(trace),
  };
  const auto result = entry->waits ? wait(*registered, *entry, input, context)
                                   : run(*registered, *entry, input, context);
  if (!result.ok()) return failed(result.error(), std::move(request_id));
  core::DoorAnswer answer{.status = entry->http.status, .body = {}, .request_id = {}};
  answer.request_id = std::move(request_id);
  wire::json::encode(*entry->output, result->get(), answer.body, wire::json::Members::kAll);
  return answer;
}

core::Result<core::Erased> LocalDoor::run(const core::Dispatcher::Registered& service,
                                          const core::OperationEntry& operation,
                                          const core::Erased& input, const core::Call& call) {
  core::Result<core::Erased> answer = core::internal_failure();
  const auto inside = core_.enter();
  dispatcher_.dispatch_inside(
      service, operation, input, call,
      [&answer](core::Result<core::Erased> result) { answer = std::move(result); });
  return answer;
}

core::Result<core::Erased> LocalDoor::wait(const core::Dispatcher::Registered& service,
                                           const core::OperationEntry& operation,
                                           const core::Erased& input, const core::Call& call) {
  const auto slot = std::make_shared<Slot>();
  {
    const auto inside = core_.enter();
    core_.end_running();
    dispatcher_.dispatch_inside(service, operation, input, call,
                                [this, slot](core::Result<core::Erased> result) {
                                  // Still inside: no time passes before the caller runs again.
                                  core_.begin_running();
                                  slot->put(std::move(result));
                                });
  }
  return slot->take();
}

}  // namespace tertulia::edge

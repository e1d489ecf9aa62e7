#include "emulator/core/dispatcher.hpp"

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "emulator/base/text.hpp"

namespace tertulia::core {
namespace {

/// What a request has for condition keys, for one of the things that it wants.
class AccessConditions final : public ConditionSource {
 public:
  AccessConditions(void* service, const void* input, const Call& call, const Access& access)
      : service_(service), input_(input), call_(call), access_(access) {}

  [[nodiscard]] ConditionValues values(std::string_view key) const override {
    if (access_.conditions == nullptr) return std::nullopt;
    return access_.conditions(
        {.service = service_, .input = input_, .call = call_, .access = access_, .key = key});
  }

 private:
  void* service_;
  const void* input_;
  const Call& call_;
  const Access& access_;
};

}  // namespace

ApiError internal_failure() {
  return {
      .code = "InternalFailure",
      .message =
          "The request processing has failed because of an unknown error, exception or failure.",
      .status = 500,
      .fault = Fault::kReceiver};
}

void Dispatcher::add(const ServiceInfo& info, void* service,
                     std::span<const OperationEntry> operations) {
  Registered registered{.info = &info, .service = service, .operations = {}};
  for (const auto& operation : operations) registered.operations.emplace(operation.name, operation);
  services_.insert_or_assign(info.id, std::move(registered));
}

const Dispatcher::Registered* Dispatcher::find(std::string_view service_id) const {
  const auto found = services_.find(service_id);
  return found == services_.end() ? nullptr : &found->second;
}

// Administrators are on every path that is measured: they are asked about only where some policy
// could refuse them.
bool Dispatcher::may_do_anything(const OperationEntry& operation, const Erased& input,
                                 const Call& call) const {
  if (call.principal.kind != PrincipalKind::kAdministrator) return false;
  if (authorizer_.may_refuse_administrators()) return false;
  return operation.may_leave_account == nullptr || !operation.may_leave_account(input.get());
}

Status Dispatcher::authorize(const Registered& service, const OperationEntry& operation,
                             const Erased& input, const Call& call) {
  if (may_do_anything(operation, input, call)) return ok();
  for (const auto& access : operation.resources(input.get(), call)) {
    const std::string action = access.action.empty()
                                   ? base::cat(operation.service->iam_prefix, ":", operation.name)
                                   : access.action;
    const AccessConditions conditions(service.service, input.get(), call, access);
    const AccessRequest request{.principal = call.principal,
                                .action = action,
                                .resource = access.resource,
                                .conditions = &conditions};
    const auto verdict = authorizer_.decide(request);
    if (verdict != Verdict::kAllowed) {
      return operation.service->access_denied(refusal(request, verdict));
    }
  }
  return ok();
}

void Dispatcher::dispatch(const Registered& service, const OperationEntry& operation,
                          const Erased& input, Call call, Reply<Erased> reply) {
  if (!operation.waits) {
    // Answered on this thread as soon as the monitor is free again.
    std::optional<Result<Erased>> answer;
    {
      const auto inside = core_.enter();
      answer.emplace(complete(service, operation, input, call));
    }
    return reply(std::move(*answer));
  }
  const auto inside = core_.enter();
  start(service, operation, input, call,
        [this, reply = std::make_shared<Reply<Erased>>(std::move(reply))](Result<Erased> result) {
          core_.after_leaving(
              [reply, result = std::move(result)]() mutable { (*reply)(std::move(result)); });
        });
}

void Dispatcher::dispatch_inside(const Registered& service, const OperationEntry& operation,
                                 const Erased& input, const Call& call, Reply<Erased> reply) {
  if (operation.waits) return start(service, operation, input, call, std::move(reply));
  reply(complete(service, operation, input, call));
}

Result<Erased> Dispatcher::complete(const Registered& service, const OperationEntry& operation,
                                    const Erased& input, const Call& call) {
  if (auto allowed = authorize(service, operation, input, call); !allowed.ok()) {
    served(operation, call, &allowed.error());
    return std::move(allowed.error());
  }
  std::optional<Result<Erased>> answer;
  std::string bug;
  if (!operation.read_only) transactions_.begin();
  try {
    operation.start(service.service, input.get(), call,
                    [&answer](Result<Erased> result) { answer.emplace(std::move(result)); });
  } catch (const std::exception& exception) {
    bug = exception.what();
    answer.emplace(internal_failure());
  }
  if (!operation.read_only) answer->ok() ? transactions_.commit() : transactions_.roll_back();
  served(operation, call, answer->ok() ? nullptr : &answer->error(), bug);
  return std::move(*answer);
}

/// A waiting operation commits what it changes itself, step by step; what it answers comes later.
void Dispatcher::start(const Registered& service, const OperationEntry& operation,
                       const Erased& input, const Call& call, Reply<Erased> reply) {
  if (auto allowed = authorize(service, operation, input, call); !allowed.ok()) {
    served(operation, call, &allowed.error());
    return reply(std::move(allowed.error()));
  }
  const auto shared = std::make_shared<Reply<Erased>>(std::move(reply));
  try {
    operation.start(service.service, input.get(), call,
                    [this, &operation, call, shared](Result<Erased> result) {
                      served(operation, call, result.ok() ? nullptr : &result.error());
                      (*shared)(std::move(result));
                    });
  } catch (const std::exception& bug) {
    const auto error = internal_failure();
    served(operation, call, &error, bug.what());
    (*shared)(error);
  }
}

void Dispatcher::served(const OperationEntry& operation, const Call& call, const ApiError* error,
                        std::string_view bug) {
  for (const auto& observer : observers_) {
    observer({.operation = operation, .call = call, .error = error, .bug = bug});
  }
}

}  // namespace tertulia::core

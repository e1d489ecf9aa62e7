/// The one path by which an operation is called: identity, policy, savepoint, execution, record.
/// What every operation needs is here, and nowhere else.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/authorizer.hpp"
#include "emulator/core/core.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/core/transactions.hpp"

namespace tertulia::core {

/// What the dispatcher says of each call when it is over; inside the monitor.
struct Served {
  const OperationEntry& operation;
  const Call& call;
  /// Null on success.
  const ApiError* error = nullptr;
  /// What an exception said, when one came out of an operation: a bug of ours.
  std::string_view bug = {};
};

class Dispatcher {
 public:
  Dispatcher(Core& core, Authorizer& authorizer, Transactions& transactions)
      : core_(core), authorizer_(authorizer), transactions_(transactions) {}

  struct Registered {
    const ServiceInfo* info = nullptr;
    void* service = nullptr;
    std::map<std::string_view, OperationEntry> operations;
  };

  /// Registers a service, which must outlive this, with the operations of its list. Before the
  /// first call.
  template <class Operations, class Service>
  void add(Service& service) {
    add(Service::kInfo, &service, Operations::entries());
  }

  [[nodiscard]] const std::map<std::string_view, Registered>& services() const { return services_; }
  /// Null when the emulator does not have it.
  [[nodiscard]] const Registered* find(std::string_view service_id) const;

  /// Hears of every call that was dispatched.
  void observe(std::function<void(const Served&)> observer) {
    observers_.push_back(std::move(observer));
  }

  /// Calls an operation with a decoded input. Enters the monitor; `reply` is called outside, on
  /// this thread for operations that run to completion. `call.request_id` is filled in when empty
  /// and known to `reply`'s owner by `request_id`.
  void dispatch(const Registered& service, const OperationEntry& operation, const Erased& input,
                Call call, Reply<Erased> reply);
  /// The same inside the monitor: for services' own tasks and for provisioning. `reply` is called
  /// inside.
  void dispatch_inside(const Registered& service, const OperationEntry& operation,
                       const Erased& input, const Call& call, Reply<Erased> reply);

  /// What the caller of `operation` may not do, if anything.
  [[nodiscard]] Status authorize(const Registered& service, const OperationEntry& operation,
                                 const Erased& input, const Call& call);

 private:
  [[nodiscard]] bool may_do_anything(const OperationEntry& operation, const Erased& input,
                                     const Call& call) const;
  [[nodiscard]] Result<Erased> complete(const Registered& service, const OperationEntry& operation,
                                        const Erased& input, const Call& call);
  void start(const Registered& service, const OperationEntry& operation, const Erased& input,
             const Call& call, Reply<Erased> reply);
  void add(const ServiceInfo& info, void* service, std::span<const OperationEntry> operations);
  void served(const OperationEntry& operation, const Call& call, const ApiError* error,
              std::string_view bug = {});

  Core& core_;
  Authorizer& authorizer_;
  Transactions& transactions_;
  std::map<std::string_view, Registered> services_;
  std::vector<std::function<void(const Served&)>> observers_;
};

/// 500 InternalFailure: something in the emulator went wrong.
[[nodiscard]] ApiError internal_failure();

}  // namespace tertulia::core

/// Service calls of in-process handlers: JSON in, JSON out, whatever protocol the service speaks on
/// the wire.
#pragma once

#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/service_door.hpp"

namespace tertulia::edge {

/// Every member of an input is set by its name, wherever it travels on the wire: labels, query
/// parameters and headers of REST services too. A payload of bytes (Lambda's Invoke) takes the text
/// of its JSON value, `"Payload":{"a":1}`, and gives its reply in the same way; one that is no JSON
/// is given as a string. All other blobs are base64.
///
/// Thread-safe. A call of an operation that waits blocks its thread; meanwhile the caller's
/// invocation counts as not running.
class LocalDoor final : public core::ServiceDoor {
 public:
  LocalDoor(core::Dispatcher& dispatcher, core::Core& core, core::Env& env)
      : dispatcher_(dispatcher), core_(core), env_(env) {}

  [[nodiscard]] core::DoorAnswer call(std::string_view service, std::string_view operation,
                                      std::string_view json, const core::Principal& caller,
                                      std::string_view region, std::string_view trace) override;

 private:
  [[nodiscard]] core::Result<core::Erased> run(const core::Dispatcher::Registered& service,
                                               const core::OperationEntry& operation,
                                               const core::Erased& input, const core::Call& call);
  [[nodiscard]] core::Result<core::Erased> wait(const core::Dispatcher::Registered& service,
                                                const core::OperationEntry& operation,
                                                const core::Erased& input, const core::Call& call);

  core::Dispatcher& dispatcher_;
  core::Core& core_;
  core::Env& env_;
};

}  // namespace tertulia::edge

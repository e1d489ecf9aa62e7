/// The port through which in-process handlers call AWS services: JSON in, JSON out, whatever
/// protocol the service speaks on the wire. The edge implements it.
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/call.hpp"

namespace tertulia::core {

struct DoorAnswer {
  /// The HTTP status that AWS would answer with.
  int status = 200;
  /// The output as JSON by its members' names; for an error `{"__type":"Code","message":"…"}`.
  std::string body;
  std::string request_id;
};

/// Thread-safe; called outside the monitor.
class ServiceDoor {
 public:
  virtual ~ServiceDoor() = default;
  /// `call` of "dynamodb", "Scan", `{"TableName":"t"}` by `caller`. Waits for operations whose
  /// answer comes later, and counts the caller's invocation as not running meanwhile.
  [[nodiscard]] virtual DoorAnswer call(std::string_view service, std::string_view operation,
                                        std::string_view json, const Principal& caller,
                                        std::string_view region, std::string_view trace) = 0;
};

}  // namespace tertulia::core

/// The error objects that the host answers in the runtime's stead, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/handler_host.hpp"

namespace tertulia::runtime {

/// Sandbox.Timedout: "RequestId: ID Error: Task timed out after 3.00 seconds".
[[nodiscard]] core::Outcome timed_out(std::string_view request_id, double seconds);
/// Runtime.ImportModuleError: no file of that name, with the paths that were tried.
[[nodiscard]] core::Outcome no_such_module(std::string_view request_id, std::string_view handler,
                                           const std::vector<std::string>& tried);
/// Runtime.ImportModuleError: the file cannot be loaded.
[[nodiscard]] core::Outcome cannot_load(std::string_view request_id, std::string_view why);
/// Runtime.HandlerNotFound: the file has no handler.
[[nodiscard]] core::Outcome no_handler(std::string_view request_id, std::string_view path);
/// Runtime.MarshalError: what the handler returned is not JSON.
[[nodiscard]] core::Outcome not_json(std::string_view request_id, std::string_view why);
/// Runtime.ExitError: the handler ended in a way that would have ended its process.
[[nodiscard]] core::Outcome exited(std::string_view request_id, std::string_view how);

}  // namespace tertulia::runtime

/// What a handler knows of its invocation and may ask of the world: time, randomness, environment,
/// log and AWS services.
///
/// One is made for each invocation and handed to the handler by reference; it must not outlive it.
/// Used from the handler's thread. Views that it gives out are valid as long as it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/sdk/fields.hpp"
#include "emulator/sdk/host.h"
#include "emulator/sdk/log.hpp"

namespace tertulia::sdk {

using Milliseconds = std::chrono::milliseconds;
/// A moment of UTC.
using Time = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

class Context {
 public:
  Context(const tertulia_host& host, const tertulia_invocation& invocation);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// AWS: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
  [[nodiscard]] std::string_view request_id() const;
  [[nodiscard]] std::string_view function_name() const;
  [[nodiscard]] std::string_view function_version() const;
  /// With the qualifier that the caller used.
  [[nodiscard]] std::string_view function_arn() const;
  /// In megabytes, a text as on AWS: "1024".
  [[nodiscard]] std::string_view memory_limit_mb() const;
  [[nodiscard]] std::string_view log_group() const;
  [[nodiscard]] std::string_view log_stream() const;
  /// "Root=1-…;Parent=…;Sampled=1", empty without one. Calls of services carry it on.
  [[nodiscard]] std::string_view trace_id() const;
  /// The caller's client context, JSON; empty without one.
  [[nodiscard]] std::string_view client_context() const;
  /// The region of the variables AWS_REGION or AWS_DEFAULT_REGION, else of the function's ARN.
  [[nodiscard]] std::string_view region() const;

  /// When the invocation is given up, and how long that is from now. Both in real time.
  [[nodiscard]] Time deadline() const;
  [[nodiscard]] Milliseconds remaining() const;
  /// The time of the function's world, which may be virtual.
  [[nodiscard]] Time now() const;

  /// The function's environment variable of that name. The process's own environment is not the
  /// function's: several functions may run in one process.
  [[nodiscard]] std::optional<std::string_view> env(std::string_view name) const;
  /// The same; throws ConfigurationError that names it when there is none.
  [[nodiscard]] std::string_view required_env(std::string_view name) const;

  /// 64 random bits, and a random UUID (version 4).
  [[nodiscard]] std::uint64_t random() const;
  [[nodiscard]] std::string uuid() const;

  /// Writes a line to the function's log as it is.
  void write_log(std::string_view line) const;
  [[nodiscard]] const Log& log() const { return log_; }

  /// Calls an AWS operation, `call("dynamodb", "Scan", {{"TableName", "t"}})`: input and output by
  /// AWS's members' names, as in its JSON protocols. Throws ServiceError when the service refuses.
  [[nodiscard]] nlohmann::json call(std::string_view service, std::string_view operation,
                                    const nlohmann::json& input) const;
  /// The same with JSON texts.
  [[nodiscard]] std::string call_text(std::string_view service, std::string_view operation,
                                      std::string_view input) const;

  /// What middleware sets for the handler, such as a parameter's value by the name that the
  /// function gave it. `value` throws ConfigurationError for a name that none has set.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  void set_value(std::string_view name, std::string_view text);

  /// Ids that tie together what one request set off in several functions, names in lower case.
  /// Set by `correlation_ids`; on each line of the log and each message published.
  [[nodiscard]] const Fields& correlation_ids() const { return correlation_ids_; }
  void set_correlation_id(std::string_view name, std::string_view id);

 private:
  const tertulia_host& host_;
  const tertulia_invocation& invocation_;
  Log log_;
  Fields values_;
  Fields correlation_ids_{Fields::Names::kAnyCase};
};

}  // namespace tertulia::sdk

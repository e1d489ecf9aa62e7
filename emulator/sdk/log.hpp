/// A function's structured log: one line of JSON per event, with what the platform knows of the
/// function and the correlation ids of the invocation on every line.
///
/// A line is {"message":…, fields…, "awsRegion", "functionName", "functionVersion",
/// "functionMemorySize", "environment", "awsRequestId", "x-correlation-id", …, "level":30,
/// "sLevel":"INFO"}. `environment` is the variable ENVIRONMENT or STAGE, absent without one. The
/// variable LOG_LEVEL (DEBUG, INFO, WARN, ERROR) is the least level that is written; DEBUG when it
/// has none of these values.
#pragma once

#include <concepts>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/sdk/host.h"

namespace tertulia::sdk {

class Context;

/// Numbered as in bunyan.
enum class LogLevel : unsigned char { kDebug = 20, kInfo = 30, kWarn = 40, kError = 50 };

/// A name with a text, number, bool or JSON value.
class LogField {
 public:
  LogField(std::string_view name, std::string_view text);
  LogField(std::string_view name, const std::string& text)
      : LogField(name, std::string_view(text)) {}
  LogField(std::string_view name, const char* text) : LogField(name, std::string_view(text)) {}
  LogField(std::string_view name, const nlohmann::json& value);
  LogField(std::string_view name, std::same_as<bool> auto value)
      : name_(name), json_(value ? "true" : "false") {}
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool>) LogField(std::string_view name, Integer value)
      : name_(name), json_(std::to_string(value)) {}

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view json() const { return json_; }

 private:
  std::string_view name_;
  std::string json_;
};

using LogFields = std::initializer_list<LogField>;

/// Belongs to one invocation's context.
class Log {
 public:
  explicit Log(const Context& context) : context_(context) {}

  void debug(std::string_view message, LogFields fields = {}) const;
  void info(std::string_view message, LogFields fields = {}) const;
  void warn(std::string_view message, LogFields fields = {}) const;
  void error(std::string_view message, LogFields fields = {}) const;
  /// Adds errorName and errorMessage of an exception.
  void error(std::string_view message, const std::exception_ptr& cause,
             LogFields fields = {}) const;

 private:
  [[nodiscard]] bool writes(LogLevel level) const;
  void write(LogLevel level, std::string_view name, std::string_view message, LogFields fields,
             std::string_view more = {}) const;

  const Context& context_;
};

}  // namespace tertulia::sdk

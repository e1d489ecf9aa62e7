#include "emulator/sdk/log.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/sdk/context.hpp"
#include "emulator/sdk/failure.hpp"
#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk {
namespace {

LogLevel least_level(const Context& context) {
  const std::string name = lower(context.env("LOG_LEVEL").value_or(""));
  if (name == "info") return LogLevel::kInfo;
  if (name == "warn") return LogLevel::kWarn;
  if (name == "error") return LogLevel::kError;
  return LogLevel::kDebug;
}

void append_member(std::string& line, std::string_view name, std::string_view json) {
  line += ',';
  append_json(line, name);
  line += ':';
  line += json;
}

/// What is on every line, unless one of the line's own fields has the name.
class Standing {
 public:
  Standing(std::string& line, LogFields fields) : line_(line), fields_(fields) {}

  void add(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    for (const LogField& field : fields_) {
      if (field.name() == name) return;
    }
    line_ += ',';
    append_json(line_, name);
    line_ += ':';
    append_json(line_, text);
  }

 private:
  std::string& line_;
  LogFields fields_;
};

void add_standing(Standing standing, const Context& context) {
  standing.add("awsRegion", context.region());
  standing.add("functionName", context.function_name());
  standing.add("functionVersion", context.function_version());
  standing.add("functionMemorySize", context.memory_limit_mb());
  const auto environment = context.env("ENVIRONMENT");
  standing.add("environment",
               environment ? *environment : context.env("STAGE").value_or(std::string_view()));
  standing.add("awsRequestId", context.request_id());
  for (const Field& id : context.correlation_ids()) standing.add(id.name, id.value);
}

}  // namespace

LogField::LogField(std::string_view name, std::string_view text) : name_(name) {
  append_json(json_, text);
}

LogField::LogField(std::string_view name, const nlohmann::json& value)
    : name_(name), json_(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) {}

bool Log::writes(LogLevel level) const { return level >= least_level(context_); }

void Log::write(LogLevel level, std::string_view name, std::string_view message, LogFields fields,
                std::string_view more) const {
  if (!writes(level)) return;
  std::string line = R"({"message":)";
  append_json(line, message);
  for (const LogField& field : fields) append_member(line, field.name(), field.json());
  line += more;
  add_standing(Standing(line, fields), context_);
  line += R"(,"level":)";
  line += std::to_string(static_cast<int>(level));
  append_member(line, "sLevel", "");
  append_json(line, name);
  line += '}';
  context_.write_log(line);
}

void Log::debug(std::string_view message, LogFields fields) const {
  write(LogLevel::kDebug, "DEBUG", message, fields);
}
void Log::info(std::string_view message, LogFields fields) const {
  write(LogLevel::kInfo, "INFO", message, fields);
}
void Log::warn(std::string_view message, LogFields fields) const {
  write(LogLevel::kWarn, "WARN", message, fields);
}
void Log::error(std::string_view message, LogFields fields) const {
  write(LogLevel::kError, "ERROR", message, fields);
}

void Log::error(std::string_view message, const std::exception_ptr& cause, LogFields fields) const {
  const Failure failure = failure_of(cause);
  std::string more;
  append_member(more, "errorName", LogField("", failure.type).json());
  append_member(more, "errorMessage", LogField("", failure.message).json());
  write(LogLevel::kError, "ERROR", message, fields, more);
}

}  // namespace tertulia::sdk

/// `tertulia invoke FUNCTION`

#include <cstdio>

#include <nlohmann/json.hpp>

#include "emulator/app/command_line.hpp"
#include "emulator/app/report.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

/// What the user may call a function: its name in serverless.yml or the one on AWS.
const model::FunctionInfo* find_function(const model::Application& application,
                                         const std::string& name) {
  for (const auto& function : application.functions) {
    if (function.name == name || function.function_name == name) return &function;
  }
  return nullptr;
}

std::string names_of(const model::Application& application) {
  std::vector<std::string> names;
  for (const auto& function : application.functions) names.push_back(function.name);
  return base::join(names, ", ");
}

}  // namespace

int run(const InvokeCommand& command) {
  if (!nlohmann::json::accept(command.payload)) {
    complain("the event is no JSON: give an object by --data or --path");
    return kUsageError;
  }
  auto emulator = launch_or_complain(command.run);
  if (emulator == nullptr) return kUsageError;
  const auto* application = emulator->application();
  if (application == nullptr) {
    complain("there is no serverless.yml here: name one with --config");
    return kUsageError;
  }
  const auto* function = find_function(*application, command.function);
  if (function == nullptr) {
    complain(
        base::cat("no function ", command.function, "; the service has ", names_of(*application)));
    return kUsageError;
  }
  const nlohmann::json input{{"FunctionName", function->function_name},
                             {"LogType", "Tail"},
                             {"Payload", nlohmann::json::parse(command.payload)}};
  const auto answer = emulator->call("lambda", "Invoke", input.dump());
  emulator->settle();
  emulator->save();
  const auto output = nlohmann::json::parse(answer.body);
  if (answer.status >= 300) {
    complain(output.value("message", answer.body));
    return 1;
  }
  std::fputs(base::from_base64(output.value("LogResult", "")).value_or("").c_str(), stderr);
  std::printf("%s\n", output.at("Payload").dump(2).c_str());
  return output.contains("FunctionError") ? 1 : 0;
}

}  // namespace tertulia::app

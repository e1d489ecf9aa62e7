/// Parameter Store alone.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/ssm/operations.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::ssm {

struct World : harness::ServiceWorld<Ssm, Operations> {
  nlohmann::json ok(std::string_view operation, std::string_view json) {
    const auto answer = call(operation, json);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    return nlohmann::json::parse(answer.body);
  }
  /// "Code: message" of a refusal.
  std::string refusal(std::string_view operation, std::string_view json) {
    const auto answer = call(operation, json);
    if (answer.status == 200) return "accepted";
    const auto error = nlohmann::json::parse(answer.body);
    return base::cat(error["__type"].get<std::string>(), ": ",
                     error.value("message", std::string()));
  }
  void given(std::string_view name, std::string_view value, std::string_view type = "String") {
    ok("PutParameter",
       nlohmann::json{{"Name", name}, {"Value", value}, {"Type", type}, {"Overwrite", true}}
           .dump());
  }
  std::string value_of(std::string_view name) {
    return ok(
        "GetParameter",
        nlohmann::json{{"Name", name}, {"WithDecryption", true}}.dump())["Parameter"]["Value"];
  }
};

}  // namespace tertulia::ssm

#include "emulator/sdk/client/ssm.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/sdk/errors.hpp"

namespace tertulia::sdk::ssm {
namespace {

/// What one call of GetParameters takes.
constexpr std::size_t kNamesMax = 10;

std::string joined(const nlohmann::json& names) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text += ", ";
    text += name.get<std::string>();
  }
  return text;
}

}  // namespace

std::map<std::string, std::string, std::less<>> get_parameters(
    const Context& context, const std::vector<std::string>& names, Decryption decryption) {
  std::map<std::string, std::string, std::less<>> values;
  for (std::size_t start = 0; start < names.size(); start += kNamesMax) {
    const std::size_t count = std::min(kNamesMax, names.size() - start);
    nlohmann::json some = nlohmann::json::array();
    for (std::size_t index = start; index < start + count; ++index) some.push_back(names[index]);

    const nlohmann::json answer = context.call(
        "ssm", "GetParameters",
        {{"Names", std::move(some)}, {"WithDecryption", decryption == Decryption::kYes}});
    if (const auto invalid = answer.find("InvalidParameters");
        invalid != answer.end() && !invalid->empty()) {
      throw ConfigurationError("SSM has no parameter " + joined(*invalid));
    }
    for (const auto& parameter : answer.at("Parameters")) {
      const std::string name = parameter.at("Name").get<std::string>();
      values[name + parameter.value("Selector", "")] = parameter.at("Value").get<std::string>();
    }
  }
  return values;
}

}  // namespace tertulia::sdk::ssm

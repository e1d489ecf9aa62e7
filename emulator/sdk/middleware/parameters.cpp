#include "emulator/sdk/middleware/parameters.hpp"

#include "emulator/sdk/errors.hpp"

namespace tertulia::sdk {

bool Parameters::fresh(Time now) const {
  // A clock that went back, as a restored snapshot's does, makes nothing fresh for longer.
  return fetched_ && now >= *fetched_ && now - *fetched_ < options_.kept_for;
}

void Parameters::fetch(const Context& context) {
  refresh();
  std::map<std::string, std::string> paths;
  std::vector<std::string> wanted;
  for (const auto& [name, where] : options_.paths) {
    paths[name] = where.in == ParameterPath::In::kText
                      ? where.text
                      : std::string(context.required_env(where.text));
    wanted.push_back(paths[name]);
  }
  const auto found = ssm::get_parameters(context, wanted, options_.decryption);
  for (const auto& [name, where] : paths) {
    const auto parameter = found.find(where);
    if (parameter == found.end()) throw ConfigurationError("SSM did not answer for " + where);
    values_[name] = parameter->second;
  }
  fetched_ = context.now();
}

void Parameters::provide(Context& context) {
  if (!fresh(context.now())) fetch(context);
  for (const auto& [name, value] : values_) context.set_value(name, value);
}

}  // namespace tertulia::sdk

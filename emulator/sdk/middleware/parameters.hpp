/// Gives a handler parameters of SSM as values of its context, fetched at most every three minutes.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emulator/sdk/client/ssm.hpp"
#include "emulator/sdk/context.hpp"

namespace tertulia::sdk {

/// Where a parameter is found: its path itself or the environment variable that holds it.
struct ParameterPath {
  enum class In : unsigned char { kText, kEnvironment };
  In in;
  std::string text;
};
[[nodiscard]] inline ParameterPath path(std::string text) {
  return {ParameterPath::In::kText, std::move(text)};
}
[[nodiscard]] inline ParameterPath path_from_env(std::string variable) {
  return {ParameterPath::In::kEnvironment, std::move(variable)};
}

struct ParametersOptions {
  /// By the name that `Context::value` will know it by.
  std::map<std::string, ParameterPath> paths;
  ssm::Decryption decryption = ssm::Decryption::kYes;
  /// By the clock of the function's world. Zero fetches for every invocation.
  Milliseconds kept_for = std::chrono::minutes(3);
};

/// All parameters are fetched together, with one call for each ten, by the first invocation and by
/// the first after their time. While SSM refuses, invocations fail with its ServiceError, also when
/// older values were known: a parameter that may no longer be read must not go on working.
class Parameters {
 public:
  explicit Parameters(ParametersOptions options) : options_(std::move(options)) {}

  template <class Event, class Next>
  auto operator()(const Event&, Context& context, Next&& next) -> decltype(next()) {
    provide(context);
    return next();
  }

  /// Sets the values in the context, fetching them if it is time.
  void provide(Context& context);
  /// The next invocation fetches the values again.
  void refresh() { fetched_.reset(); }

 private:
  [[nodiscard]] bool fresh(Time now) const;
  void fetch(const Context& context);

  ParametersOptions options_;
  std::map<std::string, std::string> values_;
  std::optional<Time> fetched_;
};

[[nodiscard]] inline Parameters parameters(ParametersOptions options) {
  return Parameters(std::move(options));
}

}  // namespace tertulia::sdk

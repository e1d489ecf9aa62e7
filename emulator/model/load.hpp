/// `serverless.yml` to a CloudFormation template: what the Serverless Framework's packaging does,
/// with the same logical ids and properties, plus where everything comes from.
///
/// A caller gets either the whole application or the first problem with file, line, key and remedy.
/// What the emulator does not have is listed in `unsupported` and left out of the template; the
/// caller decides whether that stops the start. Reads files below and beside the configuration, and
/// no environment, clock or network but what `LoadOptions` gives. Not for use on several threads
/// with one `LoadOptions` whose functions are not.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/time.hpp"
#include "emulator/model/problem.hpp"

namespace tertulia::model {

/// A parameter of SSM, decrypted. `type` is String, StringList or SecureString.
struct SsmValue {
  std::string type;
  std::string value;
};

struct LoadOptions {
  /// The path of serverless.yml, .yaml or .json, or of the folder that holds one.
  std::string config;
  /// The command line's options, for `${opt:…}`: "stage" and "region" also win over `provider`.
  std::map<std::string, std::string, std::less<>> options = {};
  /// `--param name=value`, for `${param:…}`.
  std::map<std::string, std::string, std::less<>> parameters = {};
  /// `${env:…}`; without it no variable is set.
  std::function<std::optional<std::string>(std::string_view name)> env = {};
  /// `${ssm:…}`; without it no parameter exists.
  std::function<std::optional<SsmValue>(std::string_view name, std::string_view region)> ssm = {};
  std::string account = "000000000000";
  /// Names the deployment: the framework's logical ids and artifact keys hold the time.
  core::Time now = core::from_epoch_ms(1'767'225'600'000);
};

/// An event that triggers a function.
struct EventInfo {
  /// "http" or "sns".
  std::string type;
  /// http: "GET api/hello/{name}"; sns: the topic's name.
  std::string trigger;
  Where where;
};

struct FunctionInfo {
  /// The key in `functions`.
  std::string name;
  /// "HelloLambdaFunction"
  std::string logical_id;
  /// "service-stage-hello"
  std::string function_name;
  std::string handler;
  std::vector<EventInfo> events;
  Where where;
};

struct Application {
  std::string service;
  std::string stage;
  std::string region;
  std::string stack_name;
  /// The absolute folder of the configuration: what its paths are relative to.
  std::string root;
  /// The CloudFormation template, as the framework would write it. Never null.
  std::shared_ptr<const nlohmann::json> cloudformation;
  /// `custom.tertulia`, an object. Never null.
  std::shared_ptr<const nlohmann::json> settings;
  /// Where each resource of the template comes from, by logical id.
  std::map<std::string, Where> places;
  std::vector<FunctionInfo> functions;
  std::vector<Problem> warnings;
  /// Events, properties and plugins that the emulator does not have.
  std::vector<Problem> unsupported;
};

using Loaded = Outcome<Application>;

[[nodiscard]] Loaded load(const LoadOptions& options);

/// The path of "serverless.yml" (or .yaml, .json) inside `folder`; empty when there is none.
[[nodiscard]] std::string find_config(const std::string& folder);

}  // namespace tertulia::model

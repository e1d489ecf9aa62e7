/// Makes the resources of a CloudFormation template real, in the order of their dependencies, by
/// asking each type's `Provider`.
///
/// Intrinsic functions, conditions, mappings, parameters with defaults and pseudo parameters are
/// resolved, so that providers see values only. `Fn::ImportValue`, `Fn::Cidr`, transforms and
/// dynamic references are refused by name. Nothing is undone when a resource fails: the caller
/// gives up on the start. `${AWS::…}` in a text without Fn::Sub is replaced as well.
///
/// Resources of the framework's deployment bucket get a name and nothing else: there is nothing
/// to upload.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/env.hpp"
#include "emulator/model/load.hpp"
#include "emulator/model/problem.hpp"
#include "emulator/model/provider.hpp"

namespace tertulia::model {

/// What is to be deployed. The references must outlive the call.
struct Deployment {
  const nlohmann::json& cloudformation;
  std::string stack_name;
  std::string region;
  /// The folder that paths of code are relative to.
  std::string root = {};
  /// Where the resources come from, by logical id.
  const std::map<std::string, Where>& places;
  /// Values of the template's parameters.
  std::map<std::string, std::string> parameters = {};
  /// Leave out resources of types that no provider makes, instead of refusing the template. What
  /// depends on them sees a name and an ARN that look real.
  bool skip_unsupported = false;
};

/// The deployment of a loaded application, which must outlive it.
[[nodiscard]] Deployment deployment_of(const Application& application);

struct StackResource {
  std::string type;
  Physical physical;
  /// It has a name, but does not exist.
  bool skipped = false;
};

struct Stack {
  std::string name;
  /// "arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID"
  std::string id;
  std::map<std::string, StackResource> resources;
  /// The logical ids in the order of their creation.
  std::vector<std::string> order;
  std::map<std::string, std::string> outputs;
  std::vector<Problem> warnings;
};

class Engine {
 public:
  /// The account is that of `env`.
  explicit Engine(core::Env& env) : env_(env) {}

  /// Registers who makes the types of `provider`, which must outlive this.
  void add(Provider& provider);

  /// Every resource of a type that no provider makes.
  [[nodiscard]] std::vector<Problem> unsupported(const Deployment& deployment) const;
  /// Inside the monitor. A problem names the resource, its type and its place, and has the
  /// provider's message.
  [[nodiscard]] Outcome<Stack> deploy(const Deployment& deployment);

 private:
  core::Env& env_;
  std::map<std::string, Provider*, std::less<>> providers_;
};

}  // namespace tertulia::model

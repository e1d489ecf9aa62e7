/// The port through which the resources of a template become real: each service provides for its
/// own types.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/env.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::model {

/// Where something is written, for messages; line 0 when it was made, not written.
struct Where {
  std::string file;
  int line = 0;
};

/// One resource of a template whose properties hold values only: every intrinsic function is
/// resolved.
struct ResourceRequest {
  std::string logical_id;
  /// "AWS::DynamoDB::Table"
  std::string type;
  const nlohmann::json& properties;
  std::string stack_name;
  std::string account;
  std::string region;
  /// The folder of serverless.yml: what paths of code are relative to.
  std::string root;
  Where where;
};

/// What the resource is called in the world, for `Ref` and `Fn::GetAtt`.
struct Physical {
  std::string ref;
  std::map<std::string, std::string> attributes = {};
};

/// Inside the monitor.
class Provider {
 public:
  virtual ~Provider() = default;
  /// The types that this provider makes: "AWS::SSM::Parameter".
  [[nodiscard]] virtual std::vector<std::string_view> types() const = 0;
  /// Makes the resource. An error names the property at fault; a property that the emulator does
  /// not support is an error that says so, never ignored.
  [[nodiscard]] virtual core::Result<Physical> create(const ResourceRequest& request) = 0;
};

/// "STACK-LOGICALID-ABCDEFGHIJKL": the name that CloudFormation makes for a resource that has none.
[[nodiscard]] std::string physical_name(core::Env& env, const ResourceRequest& request);

}  // namespace tertulia::model

/// Policies that resources have themselves: services keep them, IAM understands them, and neither
/// knows the other. Inside the monitor.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "emulator/core/authorizer.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::core {

/// A resource's policy, as IAM read it; what it allows is IAM's own.
class ReadPolicy {
 public:
  virtual ~ReadPolicy() = default;
  /// The document in the one form that all spellings of it have: no white space, the elements in
  /// AWS's order, lists of one element as that element, accounts as their ARNs.
  [[nodiscard]] const std::string& document() const { return document_; }
  /// Whether it allows something to everybody, without a condition on who that is.
  [[nodiscard]] bool is_public() const { return is_public_; }

 protected:
  ReadPolicy(std::string document, bool is_public)
      : document_(std::move(document)), is_public_(is_public) {}

 private:
  std::string document_;
  bool is_public_;
};
using ReadPolicyPtr = std::shared_ptr<const ReadPolicy>;

/// What a policy of one kind of resource may speak of.
struct PolicyTerms {
  /// The prefix of the actions: "dynamodb".
  std::string_view service;
  /// Their names without it.
  std::span<const std::string_view> actions;
  /// Whether the last part of one of the service's ARNs, which may have wildcards, can be such a
  /// resource: "table/t".
  bool (*is_resource)(std::string_view relative_id);
};

/// The port by which a service has its resources' policies read. IAM implements it.
class PolicyReader {
 public:
  virtual ~PolicyReader() = default;
  /// Errors: MalformedPolicyDocument, whose message says what is wrong. Services give it as an
  /// error of their own.
  [[nodiscard]] virtual Result<ReadPolicyPtr> read(std::string_view document,
                                                   const PolicyTerms& terms) = 0;
  /// Whether all whom the policy names exist.
  [[nodiscard]] virtual bool knows_principals_of(const ReadPolicy& policy) = 0;
  /// What `Authorizer::decide` would say if `policy` were the resource's.
  [[nodiscard]] virtual Verdict decide_under(const AccessRequest& request,
                                             const ReadPolicy& policy) = 0;
};

/// A service whose resources have policies and tags. IAM asks it, by the service of the resource's
/// ARN.
class ResourceKeeper {
 public:
  virtual ~ResourceKeeper() = default;
  /// Whether any resource has a policy; cheap.
  [[nodiscard]] virtual bool has_policies() const = 0;
  /// The policy that decides about the resource; null for none.
  [[nodiscard]] virtual ReadPolicyPtr policy_of(std::string_view arn) = 0;
  /// The value of the resource's tag.
  [[nodiscard]] virtual std::optional<std::string> tag_of(std::string_view arn,
                                                          std::string_view key) = 0;
};

}  // namespace tertulia::core

/// Identity and Access Management: roles, their policies, what they allow, and the keys that were
/// issued. State and rules; no HTTP.
///
/// Every operation asks `decide`; a role's policies are parsed once and kept until they change.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/authorizer.hpp"
#include "emulator/core/credentials.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/resource_policies.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/iam/evaluate.hpp"
#include "emulator/services/iam/resource_policy.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::iam {

/// A role as a template describes it.
struct Role {
  std::string name;
  /// "/" or "/a/b/".
  std::string path = "/";
  std::string description = {};
  std::string trust_policy = {};
  std::int64_t max_session_seconds = 3600;
  std::map<std::string, std::string> tags = {};
  /// Inline policies: documents by name.
  std::map<std::string, std::string> policies = {};
  std::vector<std::string> managed_policy_arns = {};
  /// Whose it is: only the same owner may replace it.
  std::string owner = {};
};

struct ManagedPolicy {
  std::string name;
  std::string path = "/";
  std::string document = {};
  std::string owner = {};
};

class Iam final : public core::Authorizer, public core::Credentials, public core::PolicyReader {
 public:
  Iam(store::Database& database, core::Env& env);
  ~Iam() override;
  Iam(const Iam&) = delete;
  Iam& operator=(const Iam&) = delete;

  /// Asks `keeper`, which must outlive this, for the policies and tags of `service`'s resources.
  void add(std::string service, core::ResourceKeeper& keeper);

  /// Services may do everything here (what a service may do is said by its target's own rules);
  /// administrators everything and roles what their policies say, as far as the resource's policy
  /// does not deny it; what that policy allows them they may do too. To use another account's
  /// resource, of a service that was added, both must allow it. A role that does not exist and
  /// anybody else is denied.
  [[nodiscard]] core::Verdict decide(const core::AccessRequest& request) override;
  [[nodiscard]] bool may_refuse_administrators() const override;
  /// What a role's own policies say, with the policy and statement that decided; valid until the
  /// next change.
  [[nodiscard]] Decision explain(const core::AccessRequest& request);

  [[nodiscard]] core::Result<core::ReadPolicyPtr> read(std::string_view document,
                                                       const core::PolicyTerms& terms) override;
  [[nodiscard]] bool knows_principals_of(const core::ReadPolicy& policy) override;
  [[nodiscard]] core::Verdict decide_under(const core::AccessRequest& request,
                                           const core::ReadPolicy& policy) override;

  [[nodiscard]] core::AccessKey issue(const core::Principal& principal,
                                      std::optional<core::Time> expires) override;
  [[nodiscard]] std::optional<Known> find(std::string_view key_id) override;

  /// Makes the role, or replaces it whole when its owner is the same. Errors:
  /// MalformedPolicyDocument, EntityAlreadyExists, NoSuchEntity (a managed policy), LimitExceeded.
  [[nodiscard]] core::Status put_role(std::string_view account, const Role& role);
  /// Adds or replaces an inline policy. Errors: NoSuchEntity, MalformedPolicyDocument,
  /// LimitExceeded.
  [[nodiscard]] core::Status put_role_policy(std::string_view account, std::string_view role,
                                             std::string_view name, std::string_view document);
  /// Errors: NoSuchEntity (role or policy), LimitExceeded.
  [[nodiscard]] core::Status attach_role_policy(std::string_view account, std::string_view role,
                                                std::string_view policy_arn);
  /// Makes or replaces a customer managed policy and returns its ARN.
  [[nodiscard]] core::Result<std::string> put_policy(std::string_view account,
                                                     const ManagedPolicy& policy);

  [[nodiscard]] bool has_role(std::string_view account, std::string_view role);
  /// The name of the role, or ARN of the policy, that a resource of a template made before.
  [[nodiscard]] std::optional<std::string> role_of_owner(std::string_view account,
                                                         std::string_view owner);
  [[nodiscard]] std::optional<std::string> policy_of_owner(std::string_view account,
                                                           std::string_view owner);

  /// Drops what is cached: after the database was restored or rolled back.
  void reload() { cache_.clear(); }

 private:
  /// What deciding for a role takes.
  struct Cached {
    bool exists = false;
    std::string arn;
    std::map<std::string, std::string> tags;
    std::vector<NamedPolicy> policies;
  };
  struct Statements;

  [[nodiscard]] core::ResourceKeeper* keeper_of(std::string_view resource) const;
  [[nodiscard]] Context context_of(const core::AccessRequest& request, const Cached* role) const;
  [[nodiscard]] core::Verdict decide(const core::AccessRequest& request,
                                     const ResourcePolicy* policy);
  [[nodiscard]] bool exists(std::string_view principal_arn);
  [[nodiscard]] const Cached& cached(std::string_view account, std::string_view role);
  [[nodiscard]] Cached load(std::string_view account, std::string_view role);
  [[nodiscard]] core::Status check_attachable(std::string_view arn);
  [[nodiscard]] core::Status check_inline_size(std::string_view account, std::string_view role);

  core::Env& env_;
  std::unique_ptr<Statements> sql_;
  std::map<std::string, core::ResourceKeeper*, std::less<>> keepers_;
  /// By account, then by role.
  std::map<std::string, std::map<std::string, Cached, std::less<>>, std::less<>> cache_;
};

/// "arn:aws:iam::ACCOUNT:role/PATH/NAME"
[[nodiscard]] std::string role_arn(std::string_view account, std::string_view path,
                                   std::string_view name);
/// "AROA…": the id that the role's sessions carry.
[[nodiscard]] std::string role_id(std::string_view account, std::string_view name);

}  // namespace tertulia::iam

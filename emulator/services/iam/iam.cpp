#include "emulator/services/iam/iam.hpp"

#include <algorithm>

#include "tertulia_iam/schema.sql.hpp"

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/iam/errors.hpp"
#include "emulator/services/iam/managed.hpp"

namespace tertulia::iam {
namespace {

constexpr std::size_t kInlinePoliciesMax = 10240;
constexpr std::size_t kManagedPolicyMax = 6144;
constexpr std::size_t kTrustPolicyMax = 2048;
constexpr std::int64_t kAttachmentsMax = 10;
constexpr std::int64_t kNever = 0;

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

/// The part of an ARN that stands behind so many colons: 2 for the service, 3 for the region, 4 for
/// the account; empty for "*" and what has no such part.
std::string_view part_of(std::string_view arn, int colons) {
  for (int i = 0; i < colons; ++i) {
    const auto colon = arn.find(':');
    if (colon == arn.npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

}  // namespace

struct Iam::Statements {
  explicit Statements(store::Database& database) : database_(with_schema(database)) {}

  store::Database& database_;
  store::Statement role{database_,
                        "SELECT path, owner FROM iam_roles WHERE account = ? AND name = ?"};
  store::Statement put_role{
      database_,
      "INSERT OR REPLACE INTO iam_roles (account, name, path, description, trust_policy,"
      " max_session_seconds, owner, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  store::Statement role_of_owner{database_,
                                 "SELECT name FROM iam_roles WHERE account = ? AND owner = ?"};
  store::Statement drop_tags{database_, "DELETE FROM iam_role_tags WHERE account = ? AND role = ?"};
  store::Statement put_tag{database_, "INSERT INTO iam_role_tags VALUES (?, ?, ?, ?)"};
  store::Statement tags{database_,
                        "SELECT tag, value FROM iam_role_tags WHERE account = ? AND role = ?"};
  store::Statement drop_inline{database_,
                               "DELETE FROM iam_role_policies WHERE account = ? AND role = ?"};
  store::Statement put_inline{database_,
                              "INSERT OR REPLACE INTO iam_role_policies VALUES (?, ?, ?, ?)"};
  store::Statement inline_policies{
      database_,
      "SELECT name, document FROM iam_role_policies WHERE account = ? AND role = ? ORDER BY name"};
  store::Statement drop_attachments{database_,
                                    "DELETE FROM iam_attachments WHERE account = ? AND role = ?"};
  store::Statement attach{database_, "INSERT OR REPLACE INTO iam_attachments VALUES (?, ?, ?)"};
  store::Statement attachments{database_,
                               "SELECT a.policy_arn, p.document FROM iam_attachments AS a"
                               " LEFT JOIN iam_policies AS p ON p.arn = a.policy_arn"
                               " WHERE a.account = ? AND a.role = ? ORDER BY a.policy_arn"};
  store::Statement count_attachments{
      database_, "SELECT count(*) FROM iam_attachments WHERE account = ? AND role = ?"};
  store::Statement policy{database_, "SELECT owner FROM iam_policies WHERE arn = ?"};
  store::Statement policy_of_owner{database_,
                                   "SELECT arn FROM iam_policies WHERE account = ? AND owner = ?"};
  store::Statement put_policy{
      database_,
      "INSERT OR REPLACE INTO iam_policies (arn, account, name, owner, document)"
      " VALUES (?, ?, ?, ?, ?)"};
  store::Statement put_key{database_, "INSERT INTO iam_keys VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  store::Statement key{database_,
                       "SELECT secret, session_token, expires, account, principal_arn, role,"
                       " user_id FROM iam_keys WHERE id = ?"};
};

Iam::Iam(store::Database& database, core::Env& env)
    : env_(env), sql_(std::make_unique<Statements>(database)) {}
Iam::~Iam() = default;

void Iam::add(std::string service, core::ResourceKeeper& keeper) {
  keepers_.insert_or_assign(std::move(service), &keeper);
}

core::ResourceKeeper* Iam::keeper_of(std::string_view resource) const {
  const auto found = keepers_.find(part_of(resource, 2));
  return found == keepers_.end() ? nullptr : found->second;
}

bool Iam::may_refuse_administrators() const {
  return std::any_of(keepers_.begin(), keepers_.end(),
                     [](const auto& keeper) { return keeper.second->has_policies(); });
}

core::Verdict Iam::decide(const core::AccessRequest& request) {
  auto* const keeper = keeper_of(request.resource);
  if (keeper == nullptr || !keeper->has_policies()) return decide(request, nullptr);
  const auto policy = keeper->policy_of(request.resource);
  return decide(request, static_cast<const ResourcePolicy*>(policy.get()));
}

core::Verdict Iam::decide_under(const core::AccessRequest& request,
                                const core::ReadPolicy& policy) {
  return decide(request, static_cast<const ResourcePolicy*>(&policy));
}

core::Verdict Iam::decide(const core::AccessRequest& request, const ResourcePolicy* policy) {
  const auto& principal = request.principal;
  if (principal.kind == core::PrincipalKind::kService) return core::Verdict::kAllowed;
  if (principal.kind == core::PrincipalKind::kAnonymous) return core::Verdict::kImplicitlyDenied;

  const auto* role = principal.kind == core::PrincipalKind::kRole
                         ? &cached(principal.account, principal.role)
                         : nullptr;
  if (role != nullptr && !role->exists) return core::Verdict::kImplicitlyDenied;
  const auto context = context_of(request, role);
  const auto own =
      role == nullptr ? core::Verdict::kAllowed : evaluate(role->policies, context).verdict;
  if (own == core::Verdict::kExplicitlyDenied) return own;
  const auto grant = policy == nullptr ? Grant() : evaluate(*policy, context);
  if (grant.denied) return core::Verdict::kDeniedByResource;

  const auto owner = part_of(request.resource, 4);
  const bool is_elsewhere =
      context.keeper != nullptr && !owner.empty() && owner != principal.account;
  if (!is_elsewhere) return grant.allowed == Mention::kIdentity ? core::Verdict::kAllowed : own;
  if (own != core::Verdict::kAllowed) return own;
  return grant.allowed == Mention::kNone ? core::Verdict::kNotAllowedByResource
                                         : core::Verdict::kAllowed;
}

Context Iam::context_of(const core::AccessRequest& request, const Cached* role) const {
  const auto region = part_of(request.resource, 3);
  return {.principal = request.principal,
          .action = request.action,
          .resource = request.resource,
          .principal_arn = role == nullptr ? request.principal.arn : role->arn,
          .principal_tags = role == nullptr ? nullptr : &role->tags,
          .now = env_.clock.now(),
          .region = region.empty() ? std::string_view(env_.region) : region,
          .request = request.conditions,
          .keeper = keeper_of(request.resource)};
}

Decision Iam::explain(const core::AccessRequest& request) {
  const auto& role = cached(request.principal.account, request.principal.role);
  if (!role.exists) return {};
  return evaluate(role.policies, context_of(request, &role));
}

core::Result<core::ReadPolicyPtr> Iam::read(std::string_view document,
                                            const core::PolicyTerms& terms) {
  auto policy = read_resource_policy(document, terms);
  if (!policy.ok()) return std::move(policy).error();
  return core::ReadPolicyPtr(std::move(policy).value());
}

bool Iam::knows_principals_of(const core::ReadPolicy& policy) {
  const auto& statements = static_cast<const ResourcePolicy&>(policy).policy().statements;
  return std::all_of(statements.begin(), statements.end(), [this](const Statement& statement) {
    const auto& arns = statement.principals.arns;
    return std::all_of(arns.begin(), arns.end(), [this](const auto& arn) { return exists(arn); });
  });
}

/// Accounts exist, roles when they were made; there are no users.
bool Iam::exists(std::string_view principal_arn) {
  if (principal_arn == "*") return true;
  const auto arn = core::Arn::parse(principal_arn);
  if (!arn || arn->account.size() != 12) return false;
  if (arn->service == "iam" && arn->resource == "root") return true;
  if (arn->service == "iam" && arn->resource.starts_with("role/")) {
    const auto name = arn->resource.substr(arn->resource.rfind('/') + 1);
    const auto& role = cached(arn->account, name);
    return role.exists && role.arn == principal_arn;
  }
  if (arn->service != "sts" || !arn->resource.starts_with("assumed-role/")) return false;
  const auto parts = base::split(arn->resource, '/');
  return parts.size() == 3 && has_role(arn->account, parts[1]);
}

const Iam::Cached& Iam::cached(std::string_view account, std::string_view role) {
  auto roles = cache_.find(account);
  if (roles == cache_.end()) roles = cache_.try_emplace(std::string(account)).first;
  auto found = roles->second.find(role);
  if (found == roles->second.end()) {
    found = roles->second.emplace(std::string(role), load(account, role)).first;
  }
  return found->second;
}

Iam::Cached Iam::load(std::string_view account, std::string_view role) {
  Cached result;
  {
    auto rows = sql_->role.bind(account, role);
    if (!rows.next()) return result;
    result.exists = true;
    result.arn = role_arn(account, rows.text(0), role);
  }
  {
    auto rows = sql_->tags.bind(account, role);
    while (rows.next()) result.tags.emplace(rows.text(0), rows.text(1));
  }
  const auto add = [&](std::string_view name, std::string_view document) {
    auto policy = parse_policy(document, PolicyKind::kIdentity);
    // It was parsed when it was put; should it not parse now, denying is the safe side.
    if (policy.ok()) result.policies.push_back({std::string(name), std::move(*policy)});
  };
  {
    auto rows = sql_->inline_policies.bind(account, role);
    while (rows.next()) add(rows.text(0), rows.text(1));
  }
  auto rows = sql_->attachments.bind(account, role);
  while (rows.next()) {
    const auto managed = aws_managed_policy(rows.text(0));
    add(rows.text(0), managed ? *managed : rows.text(1));
  }
  return result;
}

core::AccessKey Iam::issue(const core::Principal& principal, std::optional<core::Time> expires) {
  core::AccessKey key;
  key.id = "ASIA" + env_.ids.upper_alnum(core::IdKind::kCredential, 16);
  key.secret = env_.ids.alnum(core::IdKind::kCredential, 40);
  key.session_token = base::base64(env_.ids.bytes(core::IdKind::kCredential, 120));
  key.expires = expires;
  const std::int64_t expires_ms = expires ? core::epoch_ms(*expires) : kNever;
  sql_->put_key.run(key.id, key.secret, key.session_token, expires_ms, principal.account,
                    principal.arn, principal.role, principal.user_id);
  return key;
}

std::optional<core::Credentials::Known> Iam::find(std::string_view key_id) {
  auto rows = sql_->key.bind(key_id);
  if (!rows.next()) return std::nullopt;
  Known known;
  known.key = {.id = std::string(key_id),
               .secret = std::string(rows.text(0)),
               .session_token = std::string(rows.text(1))};
  if (rows.integer(2) != kNever) known.key.expires = core::from_epoch_ms(rows.integer(2));
  known.principal = {.kind = core::PrincipalKind::kRole,
                     .account = std::string(rows.text(3)),
                     .arn = std::string(rows.text(4)),
                     .role = std::string(rows.text(5)),
                     .user_id = std::string(rows.text(6))};
  // Only roles have names; the keys of anybody else are an administrator's.
  if (known.principal.role.empty()) known.principal.kind = core::PrincipalKind::kAdministrator;
  return known;
}

core::Status Iam::put_role(std::string_view account, const Role& role) {
  const auto trust = parse_policy(role.trust_policy, PolicyKind::kTrust);
  if (!trust.ok()) return trust.error();
  if (policy_size(role.trust_policy) > kTrustPolicyMax) return trust_policy_too_large();
  {
    auto rows = sql_->role.bind(account, role.name);
    if (rows.next() && rows.text(1) != role.owner) return role_exists(role.name);
  }
  store::Savepoint savepoint(sql_->database_);
  sql_->put_role.run(account, role.name, role.path, role.description, role.trust_policy,
                     role.max_session_seconds, role.owner, core::epoch_ms(env_.clock.now()));
  sql_->drop_tags.run(account, role.name);
  sql_->drop_inline.run(account, role.name);
  sql_->drop_attachments.run(account, role.name);
  for (const auto& [tag, value] : role.tags) sql_->put_tag.run(account, role.name, tag, value);
  for (const auto& [name, document] : role.policies) {
    TERTULIA_CHECK(put_role_policy(account, role.name, name, document));
  }
  for (const auto& arn : role.managed_policy_arns) {
    TERTULIA_CHECK(attach_role_policy(account, role.name, arn));
  }
  savepoint.keep();
  cache_.clear();
  return core::ok();
}

core::Status Iam::put_role_policy(std::string_view account, std::string_view role,
                                  std::string_view name, std::string_view document) {
  if (!has_role(account, role)) return no_such_role(role);
  const auto policy = parse_policy(document, PolicyKind::kIdentity);
  if (!policy.ok()) return policy.error();
  store::Savepoint savepoint(sql_->database_);
  sql_->put_inline.run(account, role, name, document);
  TERTULIA_CHECK(check_inline_size(account, role));
  savepoint.keep();
  cache_.clear();
  return core::ok();
}

core::Status Iam::check_inline_size(std::string_view account, std::string_view role) {
  std::size_t size = 0;
  auto rows = sql_->inline_policies.bind(account, role);
  while (rows.next()) size += policy_size(rows.text(1));
  if (size > kInlinePoliciesMax) return role_policy_too_large(role);
  return core::ok();
}

core::Status Iam::check_attachable(std::string_view arn) {
  if (is_aws_managed(arn)) {
    return aws_managed_policy(arn) ? core::ok() : core::Status(unknown_managed_policy(arn));
  }
  return sql_->policy.bind(arn).next() ? core::ok() : core::Status(no_such_policy(arn));
}

core::Status Iam::attach_role_policy(std::string_view account, std::string_view role,
                                     std::string_view policy_arn) {
  if (!has_role(account, role)) return no_such_role(role);
  TERTULIA_CHECK(check_attachable(policy_arn));
  store::Savepoint savepoint(sql_->database_);
  sql_->attach.run(account, role, policy_arn);
  {
    auto rows = sql_->count_attachments.bind(account, role);
    if (rows.next() && rows.integer(0) > kAttachmentsMax) return too_many_policies();
  }
  savepoint.keep();
  cache_.clear();
  return core::ok();
}

core::Result<std::string> Iam::put_policy(std::string_view account, const ManagedPolicy& policy) {
  const auto parsed = parse_policy(policy.document, PolicyKind::kIdentity);
  if (!parsed.ok()) return parsed.error();
  if (policy_size(policy.document) > kManagedPolicyMax) return managed_policy_too_large();
  auto arn = base::cat("arn:aws:iam::", account, ":policy", policy.path, policy.name);
  {
    auto rows = sql_->policy.bind(arn);
    if (rows.next() && rows.text(0) != policy.owner) return policy_exists(policy.name);
  }
  sql_->put_policy.run(arn, account, policy.name, policy.owner, policy.document);
  cache_.clear();
  return arn;
}

bool Iam::has_role(std::string_view account, std::string_view role) {
  return sql_->role.bind(account, role).next();
}

std::optional<std::string> Iam::role_of_owner(std::string_view account, std::string_view owner) {
  auto rows = sql_->role_of_owner.bind(account, owner);
  if (!rows.next()) return std::nullopt;
  return std::string(rows.text(0));
}

std::optional<std::string> Iam::policy_of_owner(std::string_view account, std::string_view owner) {
  auto rows = sql_->policy_of_owner.bind(account, owner);
  if (!rows.next()) return std::nullopt;
  return std::string(rows.text(0));
}

std::string role_arn(std::string_view account, std::string_view path, std::string_view name) {
  return base::cat("arn:aws:iam::", account, ":role", path, name);
}

std::string role_id(std::string_view account, std::string_view name) {
  auto id = core::assumed_role(account, name, "").user_id;
  id.pop_back();  // the colon before the session
  return id;
}

}  // namespace tertulia::iam

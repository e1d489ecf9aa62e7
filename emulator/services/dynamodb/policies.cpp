#include "emulator/services/dynamodb/policies.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kPolicyBytesMax = 20'480;

/// What a table's policy may allow or deny.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
constexpr std::array<std::string_view, 41> kActions{"BatchGetItem",
                                                    "BatchWriteItem",
                                                    "ConditionCheckItem",
                                                    "CreateBackup",
                                                    "CreateTableReplica",
                                                    "DeleteItem",
                                                    "DeleteResourcePolicy",
                                                    "DeleteTable",
                                                    "DeleteTableReplica",
                                                    "DescribeContinuousBackups",
                                                    "DescribeContributorInsights",
                                                    "DescribeKinesisStreamingDestination",
                                                    "DescribeTable",
                                                    "DescribeTableReplicaAutoScaling",
                                                    "DescribeTimeToLive",
                                                    "DisableKinesisStreamingDestination",
                                                    "EnableKinesisStreamingDestination",
                                                    "ExportTableToPointInTime",
                                                    "GetItem",
                                                    "GetResourcePolicy",
                                                    "ListTagsOfResource",
                                                    "PartiQLDelete",
                                                    "PartiQLInsert",
                                                    "PartiQLSelect",
                                                    "PartiQLUpdate",
                                                    "PutItem",
                                                    "PutResourcePolicy",
                                                    "Query",
                                                    "RestoreTableToPointInTime",
                                                    "Scan",
                                                    "StartAwsBackupJob",
                                                    "TagResource",
                                                    "UntagResource",
                                                    "UpdateContinuousBackups",
                                                    "UpdateContributorInsights",
                                                    "UpdateItem",
                                                    "UpdateKinesisStreamingDestination",
                                                    "UpdateTable",
                                                    "UpdateTableReplicaAutoScaling",
                                                    "UpdateTimeToLive",
                                                    "ReplicateSettings"};

/// What a stream's policy may.
constexpr std::array<std::string_view, 6> kStreamActions{
    "DeleteResourcePolicy", "DescribeStream",   "GetRecords",
    "GetResourcePolicy",    "GetShardIterator", "PutResourcePolicy"};

bool is_of_stream(std::string_view relative_id) {
  return relative_id.find("/stream/") != relative_id.npos;
}
bool is_table_or_index(std::string_view relative_id) {
  return (relative_id == "*" || relative_id.starts_with("table/")) && !is_of_stream(relative_id);
}
bool is_stream(std::string_view relative_id) {
  return relative_id == "*" || (relative_id.starts_with("table/") && is_of_stream(relative_id));
}

constexpr core::PolicyTerms kTableTerms{
    .service = "dynamodb", .actions = kActions, .is_resource = &is_table_or_index};
constexpr core::PolicyTerms kStreamTerms{
    .service = "dynamodb", .actions = kStreamActions, .is_resource = &is_stream};

const core::PolicyTerms& terms_of(PolicyKind kind) {
  return kind == PolicyKind::kTable ? kTableTerms : kStreamTerms;
}

}  // namespace

Policies::Policies(store::Database& database, core::PolicyReader& reader)
    : reader_(reader),
      all_(database, "SELECT kind, owner, document, revision FROM dynamodb_policies"),
      put_(database,
           "INSERT OR REPLACE INTO dynamodb_policies (kind, owner, document, revision)"
           " VALUES (?, ?, ?, ?)"),
      erase_(database, "DELETE FROM dynamodb_policies WHERE kind = ? AND owner = ?") {
  reload();
}

const Policies::Kept* Policies::find(const PolicyOwner& owner) const {
  const auto found = kept_.find(owner);
  return found == kept_.end() ? nullptr : &found->second;
}

core::Status Policies::check_revision(const PolicyOwner& owner, std::string_view name,
                                      const std::optional<std::string>& expected) const {
  if (!expected) return core::ok();
  const auto* kept = find(owner);
  const bool has_policy = kept != nullptr && kept->policy != nullptr;
  if (*expected == "NO_POLICY" ? !has_policy
                               : has_policy && *expected == std::to_string(kept->revision)) {
    return core::ok();
  }
  const auto head = base::cat("Requested update for policy with revision id ", *expected, ", but ");
  if (kept == nullptr) {
    return policy_not_found(base::cat(head, name, " has no associated policy."));
  }
  return policy_not_found(base::cat(head, "the policy associated to target ", name,
                                    " with revision id ", kept->revision, " did not match."));
}

core::Result<core::ReadPolicyPtr> Policies::read(PolicyKind kind, std::string_view document) {
  if (document.size() > kPolicyBytesMax) return policy_too_large();
  auto policy = reader_.read(document, terms_of(kind));
  if (!policy.ok()) return invalid_policy(policy.error().message);
  if (policy.value()->is_public()) return public_policy();
  if (!reader_.knows_principals_of(*policy.value())) return invalid_policy_principal();
  return policy;
}

const Policies::Kept& Policies::set(const PolicyOwner& owner, core::ReadPolicyPtr policy,
                                    core::Time now) {
  auto& kept = kept_[owner];
  const bool is_same = policy == nullptr || kept.policy == nullptr
                           ? policy == kept.policy && kept.revision != 0
                           : policy->document() == kept.policy->document();
  if (is_same) return kept;
  kept.policy = std::move(policy);
  kept.revision = std::max(core::epoch_ms(now), kept.revision + 1);
  std::optional<std::string_view> document;
  if (kept.policy != nullptr) document = kept.policy->document();
  put_.run(static_cast<std::int64_t>(owner.kind), owner.id, document, kept.revision);
  recount();
  return kept;
}

void Policies::forget(const PolicyOwner& owner) {
  if (kept_.erase(owner) == 0) return;
  erase_.run(static_cast<std::int64_t>(owner.kind), owner.id);
  recount();
}

// What was read once is read again, whoever it names by now; to go on without a policy that denies
// something is no way out.
void Policies::reload() {
  kept_.clear();
  auto rows = all_.bind();
  while (rows.next()) {
    const PolicyOwner owner{.kind = static_cast<PolicyKind>(rows.integer(0)),
                            .id = rows.integer(1)};
    Kept kept{.policy = nullptr, .revision = rows.integer(3)};
    if (!rows.is_null(2)) {
      auto policy = reader_.read(rows.text(2), terms_of(owner.kind));
      if (!policy.ok()) {
        throw store::StoreError(
            base::cat("a resource policy cannot be read: ", policy.error().message));
      }
      kept.policy = std::move(policy).value();
    }
    kept_.emplace(owner, std::move(kept));
  }
  recount();
}

void Policies::recount() {
  count_ =
      static_cast<std::size_t>(std::count_if(kept_.begin(), kept_.end(), [](const auto& entry) {
        return entry.second.policy != nullptr;
      }));
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/table_policies.hpp"

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

bool is_table_or_index(std::string_view relative_id) {
  return (relative_id == "*" || relative_id.starts_with("table/")) &&
         relative_id.find("/stream/") == relative_id.npos;
}

constexpr core::PolicyTerms kTerms{
    .service = "dynamodb", .actions = kActions, .is_resource = &is_table_or_index};

}  // namespace

TablePolicies::TablePolicies(store::Database& database, core::PolicyReader& reader)
    : reader_(reader),
      all_(database, "SELECT table_id, document, revision FROM dynamodb_policies"),
      put_(database,
           "INSERT OR REPLACE INTO dynamodb_policies (table_id, document, revision)"
           " VALUES (?, ?, ?)"),
      erase_(database, "DELETE FROM dynamodb_policies WHERE table_id = ?") {
  reload();
}

const TablePolicies::Kept* TablePolicies::find(const Table& table) const {
  const auto found = kept_.find(table.id);
  return found == kept_.end() ? nullptr : &found->second;
}

core::Status TablePolicies::check_revision(const Table& table,
                                           const std::optional<std::string>& expected) const {
  if (!expected) return core::ok();
  const auto* kept = find(table);
  const bool has_policy = kept != nullptr && kept->policy != nullptr;
  if (*expected == "NO_POLICY" ? !has_policy
                               : has_policy && *expected == std::to_string(kept->revision)) {
    return core::ok();
  }
  const auto head = base::cat("Requested update for policy with revision id ", *expected, ", but ");
  if (kept == nullptr) {
    return policy_not_found(base::cat(head, "table ", table.name, " has no associated policy."));
  }
  return policy_not_found(base::cat(head, "the policy associated to target table ", table.name,
                                    " with revision id ", kept->revision, " did not match."));
}

core::Result<core::ReadPolicyPtr> TablePolicies::read(std::string_view document) {
  if (document.size() > kPolicyBytesMax) return policy_too_large();
  auto policy = reader_.read(document, kTerms);
  if (!policy.ok()) return invalid_policy(policy.error().message);
  if (policy.value()->is_public()) return public_policy();
  if (!reader_.knows_principals_of(*policy.value())) return invalid_policy_principal();
  return policy;
}

const TablePolicies::Kept& TablePolicies::set(std::int64_t table_id, core::ReadPolicyPtr policy,
                                              core::Time now) {
  auto& kept = kept_[table_id];
  const bool is_same = policy == nullptr || kept.policy == nullptr
                           ? policy == kept.policy && kept.revision != 0
                           : policy->document() == kept.policy->document();
  if (is_same) return kept;
  kept.policy = std::move(policy);
  kept.revision = std::max(core::epoch_ms(now), kept.revision + 1);
  std::optional<std::string_view> document;
  if (kept.policy != nullptr) document = kept.policy->document();
  put_.run(table_id, document, kept.revision);
  count();
  return kept;
}

void TablePolicies::forget(const Table& table) {
  if (kept_.erase(table.id) == 0) return;
  erase_.run(table.id);
  count();
}

// What was read once is read again, whoever it names by now; to go on without a policy that denies
// something is no way out.
void TablePolicies::reload() {
  kept_.clear();
  auto rows = all_.bind();
  while (rows.next()) {
    Kept kept{.policy = nullptr, .revision = rows.integer(2)};
    if (!rows.is_null(1)) {
      auto policy = reader_.read(rows.text(1), kTerms);
      if (!policy.ok()) {
        throw store::StoreError(
            base::cat("a resource policy cannot be read: ", policy.error().message));
      }
      kept.policy = std::move(policy).value();
    }
    kept_.emplace(rows.integer(0), std::move(kept));
  }
  count();
}

void TablePolicies::count() {
  policies_ =
      static_cast<std::size_t>(std::count_if(kept_.begin(), kept_.end(), [](const auto& entry) {
        return entry.second.policy != nullptr;
      }));
}

}  // namespace tertulia::dynamodb

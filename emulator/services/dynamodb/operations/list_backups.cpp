#include "emulator/services/dynamodb/operations/list_backups.hpp"

#include "emulator/services/dynamodb/backups/backup_arn.hpp"
#include "emulator/services/dynamodb/backups/errors.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using backups::BackupTypeFilter;

void check_optional_name(core::Validator& validator, const void* name) {
  if (name != nullptr) check_table_name(validator, name);
}

std::optional<backups::BackupType> type_of(BackupTypeFilter filter) {
  if (filter == BackupTypeFilter::kAll) return std::nullopt;
  return static_cast<backups::BackupType>(filter);
}

backups::BackupSummary summary_of(const backups::Backup& backup, backups::BackupStatus status) {
  return {.table_name = backup.table.name,
          .table_id = backup.table.uuid,
          .table_arn = backup.table.arn(),
          .backup_arn = backup.arn(),
          .backup_name = backup.name,
          .backup_creation_date_time = backup.created,
          .backup_expiry_date_time = backup.expires,
          .backup_status = status,
          .backup_type = backup.type,
          .backup_size_bytes = backup.totals.bytes};
}

/// The key after which the list begins; the backup itself may be gone.
core::Result<std::string_view> start_of(const core::Call& call,
                                        const std::optional<std::string>& arn) {
  if (!arn) return std::string_view();
  const auto reference = backups::backup_of_arn(call, *arn);
  if (!reference.ok()) return reference.error();
  if (reference->region != call.region) return backups::start_of_another_region();
  return reference->key;
}

}  // namespace

std::span<const core::Member> backups::BackupSummary::members() {
  static constexpr std::array kMembers{
      core::member<&BackupSummary::table_name>("TableName"),
      core::member<&BackupSummary::table_id>("TableId"),
      core::member<&BackupSummary::table_arn>("TableArn"),
      core::member<&BackupSummary::backup_arn>("BackupArn"),
      core::member<&BackupSummary::backup_name>("BackupName"),
      core::member<&BackupSummary::backup_creation_date_time>("BackupCreationDateTime"),
      core::member<&BackupSummary::backup_expiry_date_time>("BackupExpiryDateTime"),
      core::member<&BackupSummary::backup_status>("BackupStatus"),
      core::member<&BackupSummary::backup_type>("BackupType"),
      core::member<&BackupSummary::backup_size_bytes>("BackupSizeBytes"),
  };
  return kMembers;
}

std::span<const core::Member> ListBackups::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_name>("TableName", {.check = &check_optional_name}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1, .max = 100}}),
      core::member<&Input::time_range_lower_bound>("TimeRangeLowerBound"),
      core::member<&Input::time_range_upper_bound>("TimeRangeUpperBound"),
      core::member<&Input::exclusive_start_backup_arn>("ExclusiveStartBackupArn",
                                                       {.constraint = backups::kBackupArn}),
      core::member<&Input::backup_type>("BackupType"),
  };
  return kMembers;
}

std::span<const core::Member> ListBackups::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::backup_summaries>("BackupSummaries"),
      core::member<&Output::last_evaluated_backup_arn>("LastEvaluatedBackupArn"),
  };
  return kMembers;
}

core::Resources ListBackups::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<ListBackups::Output> ListBackups::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  const auto& since = input.time_range_lower_bound;
  const auto& before = input.time_range_upper_bound;
  if (since && before && *since > *before) return backups::time_range_is_inverted();
  const auto start = start_of(call, input.exclusive_start_backup_arn);
  if (!start.ok()) return start.error();
  backups::Listing listing{.account = call.account,
                           .region = call.region,
                           .type = type_of(input.backup_type.value_or(BackupTypeFilter::kUser)),
                           .since = since,
                           .before = before,
                           .after = *start,
                           // One more than asked for tells whether there are more.
                           .limit = input.limit + 1};
  if (input.table_name) {
    const auto reference = reference_of(call, input.table_name->str());
    listing.account = reference.account;
    listing.region = reference.region;
    listing.table = reference.name;
  }
  auto found = dynamodb.backups().list(listing);
  Output output;
  if (found.size() > static_cast<std::size_t>(input.limit)) {
    found.pop_back();
    output.last_evaluated_backup_arn = found.back().arn();
  }
  for (const auto& backup : found) {
    output.backup_summaries.push_back(
        summary_of(backup, backups::status_of(dynamodb.backups(), backup)));
  }
  return output;
}

}  // namespace tertulia::dynamodb

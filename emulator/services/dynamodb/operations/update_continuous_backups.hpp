/// UpdateContinuousBackups.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/recovery/description.hpp"

namespace tertulia::dynamodb {

namespace recovery {

struct PointInTimeRecoverySpecification {
  bool point_in_time_recovery_enabled = false;
  std::optional<std::int32_t> recovery_period_in_days = std::nullopt;
  static std::span<const core::Member> members();
};

/// Does so with a table that is there, whatever its state. Errors: ValidationException.
[[nodiscard]] core::Status update(DynamoDb& dynamodb, const Table& table,
                                  const PointInTimeRecoverySpecification& wanted);

}  // namespace recovery

/// Turns a table's point-in-time recovery on or off, or changes how far back it reaches. What was
/// before it was turned on cannot be restored, nor what was before it was turned off.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
/// Errors: ContinuousBackupsUnavailableException, TableNotFoundException, ValidationException.
/// Differs: without a period the one that is there stays; what AWS does is not known.
struct UpdateContinuousBackups {
  static constexpr std::string_view kName = "UpdateContinuousBackups";
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    recovery::PointInTimeRecoverySpecification point_in_time_recovery_specification;
    static std::span<const core::Member> members();
  };
  struct Output {
    recovery::ContinuousBackupsDescription continuous_backups_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

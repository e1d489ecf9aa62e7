/// DescribeTimeToLive.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

enum class TimeToLiveStatus : std::uint8_t { kEnabling, kDisabling, kEnabled, kDisabled };

struct TimeToLiveDescription {
  TimeToLiveStatus time_to_live_status{};
  std::optional<std::string> attribute_name;
  static std::span<const core::Member> members();
};

/// Tells a table's time to live.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: nothing known.
struct DescribeTimeToLive {
  static constexpr std::string_view kName = "DescribeTimeToLive";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    static std::span<const core::Member> members();
  };
  struct Output {
    TimeToLiveDescription time_to_live_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::TimeToLiveStatus> {
  static constexpr std::array<std::string_view, 4> kNames{"ENABLING", "DISABLING", "ENABLED",
                                                          "DISABLED"};
};

/// UpdateTimeToLive.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

struct TimeToLiveSpecification {
  bool enabled = false;
  std::string attribute_name;
  static std::span<const core::Member> members();
};

/// Enables or disables a table's time to live: items whose attribute names a second that has passed
/// are deleted.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
/// Errors: ResourceInUseException, ResourceNotFoundException, ValidationException.
/// Differs: it is enabled and disabled at once, as often as one likes; items go as soon as their
/// second has passed, where AWS takes up to some days.
struct UpdateTimeToLive {
  static constexpr std::string_view kName = "UpdateTimeToLive";
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    TimeToLiveSpecification time_to_live_specification;
    static std::span<const core::Member> members();
  };
  struct Output {
    TimeToLiveSpecification time_to_live_specification;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

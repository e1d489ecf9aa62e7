/// DescribeLimits and DescribeEndpoints.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Returns the capacity limits that a new account has.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
/// Differs: nothing known.
struct DescribeLimits {
  static constexpr std::string_view kName = "DescribeLimits";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  using Input = core::Empty;
  struct Output {
    std::int64_t account_max_read_capacity_units = 80'000;
    std::int64_t account_max_write_capacity_units = 80'000;
    std::int64_t table_max_read_capacity_units = 40'000;
    std::int64_t table_max_write_capacity_units = 40'000;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

struct Endpoint {
  std::string address;
  std::int64_t cache_period_in_minutes = 0;
  static std::span<const core::Member> members();
};

/// Returns where DynamoDB is: here.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
/// Differs: nothing known.
struct DescribeEndpoints {
  static constexpr std::string_view kName = "DescribeEndpoints";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  using Input = core::Empty;
  struct Output {
    std::vector<Endpoint> endpoints;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

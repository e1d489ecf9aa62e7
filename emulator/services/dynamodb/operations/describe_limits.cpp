#include "emulator/services/dynamodb/operations/describe_limits.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeLimits::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::account_max_read_capacity_units>("AccountMaxReadCapacityUnits"),
      core::member<&Output::account_max_write_capacity_units>("AccountMaxWriteCapacityUnits"),
      core::member<&Output::table_max_read_capacity_units>("TableMaxReadCapacityUnits"),
      core::member<&Output::table_max_write_capacity_units>("TableMaxWriteCapacityUnits"),
  };
  return kMembers;
}

core::Resources DescribeLimits::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<DescribeLimits::Output> DescribeLimits::run(DynamoDb& /*dynamodb*/,
                                                         const Input& /*input*/,
                                                         const core::Call& /*call*/) {
  return Output{};
}

std::span<const core::Member> Endpoint::members() {
  static constexpr std::array kMembers{
      core::member<&Endpoint::address>("Address", {.required = true}),
      core::member<&Endpoint::cache_period_in_minutes>("CachePeriodInMinutes", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> DescribeEndpoints::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::endpoints>("Endpoints", {.required = true})};
  return kMembers;
}

core::Resources DescribeEndpoints::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<DescribeEndpoints::Output> DescribeEndpoints::run(DynamoDb& /*dynamodb*/,
                                                               const Input& /*input*/,
                                                               const core::Call& call) {
  constexpr std::int64_t kCacheMinutes = 1440;
  const auto host = base::split_once(call.endpoint, "://");
  return Output{{{.address = host ? std::string(host->second)
                                  : base::cat("dynamodb.", call.region, ".amazonaws.com"),
                  .cache_period_in_minutes = kCacheMinutes}}};
}

}  // namespace tertulia::dynamodb

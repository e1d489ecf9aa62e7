#include "emulator/services/dynamodb/throughput.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

/// How often throughput may be lowered on one UTC day, and how long one waits after that.
constexpr std::int64_t kDecreasesMax = 4;
constexpr auto kBetweenDecreases = std::chrono::hours(1);

core::Status check_decrease(core::Time now, Throughput& throughput) {
  const auto day = [](core::Time time) { return std::chrono::floor<std::chrono::days>(time); };
  if (!throughput.last_decrease || day(*throughput.last_decrease) != day(now)) {
    throughput.decreases_today = 0;
  }
  if (throughput.decreases_today >= kDecreasesMax &&
      now - *throughput.last_decrease < kBetweenDecreases) {
    return limit_exceeded(base::cat(
        "Provisioned throughput decreases are limited within a given UTC day. After the first 4 "
        "decreases, each subsequent decrease in the same UTC day can be performed at most once "
        "every 3600 seconds. Number of decreases today: ",
        throughput.decreases_today, ". Last decrease at ",
        core::http_date(*throughput.last_decrease), ". Next decrease can be made at ",
        core::http_date(*throughput.last_decrease + kBetweenDecreases)));
  }
  throughput.last_decrease = now;
  ++throughput.decreases_today;
  return core::ok();
}

std::string unchanged(std::string_view what, const Throughput& throughput) {
  return base::cat(
      "The provisioned throughput for the ", what,
      " will not change. The requested value equals the current value. Current ReadCapacityUnits "
      "provisioned for the ",
      what, ": ", throughput.read_units, ". Requested ReadCapacityUnits: ", throughput.read_units,
      ". Current WriteCapacityUnits provisioned for the ", what, ": ", throughput.write_units,
      ". Requested WriteCapacityUnits: ", throughput.write_units,
      ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher "
      "limits.");
}

/// All indexes of a table that becomes provisioned must say what they need.
core::Status check_indexes_named(const UpdateTable::Input& input, const Table& table) {
  std::string missing;
  for (const auto& index : table.indexes) {
    if (!index.is_global()) continue;
    bool is_named = false;
    for (const auto& update :
         input.global_secondary_index_updates.value_or(std::vector<GlobalSecondaryIndexUpdate>())) {
      is_named |= update.update && update.update->index_name.str() == index.name;
      is_named |= update.remove && update.remove->index_name.str() == index.name;
    }
    if (!is_named) base::append(missing, missing.empty() ? "" : ",", index.name);
  }
  if (missing.empty()) return core::ok();
  return invalid_parameter(
      base::cat("ProvisionedThroughput must be specified for index: ", missing));
}

}  // namespace

core::Status change_throughput(core::Time now, std::string_view index,
                               const ProvisionedThroughput& wanted, Throughput& throughput) {
  const auto reads = wanted.read_capacity_units - throughput.read_units;
  const auto writes = wanted.write_capacity_units - throughput.write_units;
  if (reads == 0 && writes == 0) {
    return validation_exception(
        unchanged(index.empty() ? "table" : base::cat("index ", index), throughput));
  }
  if (reads < 0 || writes < 0) TERTULIA_CHECK(check_decrease(now, throughput));
  if (reads > 0 || writes > 0) throughput.last_increase = now;
  throughput.read_units = wanted.read_capacity_units;
  throughput.write_units = wanted.write_capacity_units;
  return core::ok();
}

core::Status update_billing(core::Time now, const UpdateTable::Input& input, Table& table) {
  const auto mode = input.billing_mode.value_or(table.billing_mode);
  if (mode == BillingMode::kPayPerRequest) {
    if (input.provisioned_throughput) {
      return invalid_parameter(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
          "PAY_PER_REQUEST");
    }
    if (table.billing_mode == mode) return core::ok();
    table.billing_mode = mode;
    table.per_request_since = now;
    table.throughput = {};
    for (auto& index : table.indexes) index.throughput = {};
    return core::ok();
  }
  if (input.on_demand_throughput) {
    return invalid_parameter(
        "OnDemandThroughput can be specified only when BillingMode is PAY_PER_REQUEST");
  }
  if (!input.provisioned_throughput) return core::ok();
  if (table.billing_mode == mode) {
    return change_throughput(now, "", *input.provisioned_throughput, table.throughput);
  }
  TERTULIA_CHECK(check_indexes_named(input, table));
  table.billing_mode = mode;
  table.on_demand.reset();
  table.throughput = {.read_units = input.provisioned_throughput->read_capacity_units,
                      .write_units = input.provisioned_throughput->write_capacity_units};
  return core::ok();
}

}  // namespace tertulia::dynamodb

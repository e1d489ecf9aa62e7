#include "emulator/services/dynamodb/operations/scan.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::int64_t kPageBytesMax = 1024 * 1024;

core::Status check_parameters(const Scan::Input& input) {
  return check_expressions(
      {.operation = Scan::kName,
       .expressions = {{"ProjectionExpression", input.projection_expression.has_value()},
                       {"FilterExpression", input.filter_expression.has_value()}},
       .legacy = {{"AttributesToGet", input.attributes_to_get.has_value()},
                  {"ScanFilter", input.scan_filter.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()}},
       .others = {{"IndexName", input.index_name.has_value()}},
       .names = input.expression_attribute_names.has_value(),
       .values = input.expression_attribute_values.has_value()});
}

/// AWS says which key was wrong for some mistakes in its values, but not for those in numbers and
/// sets of numbers.
core::Status check_start_key_values(const Scan::Input& input) {
  if (!input.exclusive_start_key) return core::ok();
  auto checked = check_values(*input.exclusive_start_key);
  if (checked.ok()) return checked;
  const auto& message = checked.error().message;
  for (const auto* mark : {"contains duplicates", "number set", "numeric value",
                           "significant digits", "number with magnitude"}) {
    if (message.find(mark) != std::string::npos) return checked;
  }
  return invalid_starting_key(message);
}

core::Status check_segments(const Scan::Input& input) {
  if (input.segment && !input.total_segments) {
    return validation_exception(
        "The TotalSegments parameter is required but was not present in the request when Segment "
        "parameter is present");
  }
  if (!input.total_segments) return core::ok();
  if (!input.segment) {
    return validation_exception(
        "The Segment parameter is required but was not present in the request when parameter "
        "TotalSegments is present");
  }
  if (*input.segment >= *input.total_segments) {
    return validation_exception(
        base::cat("The Segment parameter is zero-based and must be less than parameter "
                  "TotalSegments: Segment: ",
                  *input.segment, " is not less than TotalSegments: ", *input.total_segments));
  }
  return core::ok();
}

core::Status check_select(const Scan::Input& input) {
  if (input.select == Select::kSpecificAttributes) {
    return validation_exception(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
        "SPECIFIC_ATTRIBUTES");
  }
  if (input.select == Select::kAllProjectedAttributes) {
    return invalid_parameter(
        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  return core::ok();
}

core::Status check_request(const Scan::Input& input) {
  TERTULIA_CHECK(check_parameters(input));
  TERTULIA_CHECK(check_start_key_values(input));
  TERTULIA_CHECK(check_segments(input));
  return check_select(input);
}

/// What is to be read: the segment, from the starting key on.
core::Result<KeyRange> range_of(const Table& table, const Scan::Input& input) {
  const auto total = input.total_segments.value_or(1);
  auto range = segment_range(input.segment.value_or(0), total);
  if (!input.exclusive_start_key) return range;
  auto start = key_of_key(table, *input.exclusive_start_key);
  if (!start.ok()) return invalid_starting_key(start.error().message);
  if (!range.contains(start.value())) {
    return invalid_starting_key(
        base::cat("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
                  "TotalSegments: ",
                  total, " Segment: ", *input.segment));
  }
  range.after = std::move(start).value();
  return range;
}

}  // namespace

std::span<const core::Member> Scan::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::select>("Select"),
      core::member<&Input::index_name>("IndexName"),
      core::member<&Input::total_segments>("TotalSegments",
                                           {.constraint = {.min = 1, .max = 1000000}}),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::table_name>("TableName",
                                       {.required = true, .check = &check_item_table_name}),
      core::member<&Input::conditional_operator>("ConditionalOperator"),
      core::member<&Input::scan_filter>("ScanFilter", {.key_constraint = kAttributeName}),
      core::member<&Input::segment>("Segment", {.constraint = {.min = 0, .max = 999999}}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1}}),
      core::member<&Input::attributes_to_get>("AttributesToGet", {.constraint = {.min = 1}}),
      core::member<&Input::exclusive_start_key>("ExclusiveStartKey",
                                                {.key_constraint = kAttributeName}),
      core::member<&Input::filter_expression>("FilterExpression"),
      core::member<&Input::projection_expression>("ProjectionExpression"),
      core::member<&Input::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Input::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Input::consistent_read>("ConsistentRead"),
  };
  return kMembers;
}

std::span<const core::Member> Scan::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::items>("Items"),
      core::member<&Output::count>("Count"),
      core::member<&Output::scanned_count>("ScannedCount"),
      core::member<&Output::last_evaluated_key>("LastEvaluatedKey"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources Scan::resources(const Input& input, const core::Call& call) {
  auto arn = table_arn(call, input.table_name.str());
  if (input.index_name) base::append(arn, "/index/", input.index_name->str());
  return {{.resource = std::move(arn)}};
}

core::Result<Scan::Output> Scan::run(DynamoDb& dynamodb, const Input& input,
                                     const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  auto range = range_of(*table.value(), input);
  if (!range.ok()) return std::move(range).error();

  Output output;
  if (input.select != Select::kCount) output.items.emplace();
  std::int64_t bytes = 0;
  auto cursor = dynamodb.items().scan(*table.value(), std::move(range).value());
  while (cursor.next()) {
    bytes += cursor.size();
    ++output.count;
    if (output.items) output.items->push_back({.json = std::string(cursor.json())});
    // Whether anything follows is not looked at, as AWS does not: the next page may be empty.
    if (output.count == input.limit || bytes >= kPageBytesMax) {
      output.last_evaluated_key = StoredItem{.json = key_json(*table.value(), cursor.key())};
      break;
    }
  }
  output.scanned_count = output.count;
  if (tells_capacity(input.return_consumed_capacity)) {
    output.consumed_capacity = consumed(*table.value(), read_units(bytes, input.consistent_read),
                                        *input.return_consumed_capacity);
  }
  return output;
}

}  // namespace tertulia::dynamodb

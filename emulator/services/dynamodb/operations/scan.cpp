#include "emulator/services/dynamodb/operations/scan.hpp"

#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_parameters(const Scan::Input& input) {
  return check_expressions(
      {.expressions = {{"ProjectionExpression", input.projection_expression.has_value()},
                       {"FilterExpression", input.filter_expression.has_value()}},
       .legacy = {{"AttributesToGet", input.attributes_to_get.has_value()},
                  {"ScanFilter", input.scan_filter.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()}},
       .names = input.expression_attribute_names.has_value(),
       .values = input.expression_attribute_values.has_value()});
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

core::Status check_request(const Scan::Input& input) {
  TERTULIA_CHECK(check_parameters(input));
  TERTULIA_CHECK(check_start_key_values(input.exclusive_start_key));
  TERTULIA_CHECK(check_segments(input));
  return check_select({.select = input.select,
                       .projection = input.projection_expression.has_value(),
                       .attributes_to_get = input.attributes_to_get.has_value(),
                       .index = input.index_name.has_value()});
}

core::ApiError starting_key_of_another_segment(const Scan::Input& input) {
  return invalid_starting_key(
      base::cat("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
                "TotalSegments: ",
                input.total_segments.value_or(1), " Segment: ", input.segment.value_or(0)));
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

core::Resources Scan::resources(const Input& input, const core::Call& call) {
  auto arn = table_arn(call, input.table_name.str());
  if (input.index_name) base::append(arn, "/index/", input.index_name->str());
  return {{.resource = std::move(arn), .conditions = &conditions_of<Scan>, .part = &input}};
}

core::Result<Scan::Output> Scan::run(DynamoDb& dynamodb, const Input& input,
                                     const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  expressions::Parser parser(pointer_to(input.expression_attribute_names),
                             pointer_to(input.expression_attribute_values));
  const auto projection =
      read_projection(parser, input.projection_expression, input.attributes_to_get);
  if (!projection.ok()) return projection.error();
  const auto filter =
      read_filter(parser, input.filter_expression, input.scan_filter, input.conditional_operator);
  if (!filter.ok()) return filter.error();
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  const auto source = source_of(*table.value(), {.index = input.index_name,
                                                 .consistent = input.consistent_read,
                                                 .select = input.select,
                                                 .projection = projection.value()});
  if (!source.ok()) return source.error();
  auto range = range_after(
      source.value(), segment_range(input.segment.value_or(0), input.total_segments.value_or(1)),
      Items::Order::kForward, input.exclusive_start_key, starting_key_of_another_segment(input));
  if (!range.ok()) return std::move(range).error();

  const bool wants_items = input.select != Select::kCount;
  auto page = read_page(dynamodb, {.source = source.value(),
                                   .range = std::move(range).value(),
                                   .limit = input.limit,
                                   .filter = pointer_to(filter.value()),
                                   .projection = projection.value(),
                                   .wants_items = wants_items});
  return reply_of(std::move(page), {.source = source.value(),
                                    .wants_items = wants_items,
                                    .consistent = input.consistent_read,
                                    .capacity = input.return_consumed_capacity});
}

}  // namespace tertulia::dynamodb

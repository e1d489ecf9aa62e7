/// Scan.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/reading.hpp"

namespace tertulia::dynamodb {

/// Returns a table's items page by page, in an order that is neither theirs nor random: that of a
/// hash of their partition keys, and of the sort key within one.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: indexes are refused by name; a page ends with the item that fills 1 MB, where AWS also
/// counts what it keeps beside the items.
struct Scan {
  static constexpr std::string_view kName = "Scan";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<Select> select;
    std::optional<IndexName> index_name;
    std::optional<std::int32_t> total_segments;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    TableName table_name;
    std::optional<ConditionalOperator> conditional_operator;
    std::optional<ConditionMap> scan_filter;
    std::optional<std::int32_t> segment;
    std::optional<std::int32_t> limit;
    std::optional<std::vector<std::string>> attributes_to_get;
    std::optional<AttributeMap> exclusive_start_key;
    std::optional<std::string> filter_expression;
    std::optional<std::string> projection_expression;
    std::optional<AttributeMap> expression_attribute_values;
    std::optional<NameMap> expression_attribute_names;
    bool consistent_read = false;
    static std::span<const core::Member> members();
  };
  using Output = PageReply;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

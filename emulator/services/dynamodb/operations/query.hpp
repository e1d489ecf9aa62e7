/// Query.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/reading.hpp"

namespace tertulia::dynamodb {

/// Returns the items of one partition in the order of their sort keys, page by page.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: indexes are refused by name; a page ends with the item that fills 1 MB, where AWS also
/// counts what it keeps beside the items.
struct Query {
  static constexpr std::string_view kName = "Query";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<Select> select;
    std::optional<IndexName> index_name;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    TableName table_name;
    std::optional<ConditionMap> query_filter;
    std::optional<ConditionalOperator> conditional_operator;
    std::optional<ConditionMap> key_conditions;
    std::optional<std::int32_t> limit;
    std::optional<std::vector<std::string>> attributes_to_get;
    std::optional<AttributeMap> exclusive_start_key;
    std::optional<bool> scan_index_forward;
    std::optional<std::string> filter_expression;
    std::optional<std::string> key_condition_expression;
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

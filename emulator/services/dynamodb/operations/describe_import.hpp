/// DescribeImport.
#pragma once

#include "emulator/services/dynamodb/transfers/import_description.hpp"

namespace tertulia::dynamodb {

/// Tells of an import, whatever became of its table.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeImport.html
/// Errors: AccessDeniedException, ImportNotFoundException, ValidationException.
/// Differs: nothing known.
struct DescribeImport {
  static constexpr std::string_view kName = "DescribeImport";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::string import_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    transfers::ImportTableDescription import_table_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

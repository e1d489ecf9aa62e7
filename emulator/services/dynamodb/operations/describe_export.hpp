/// DescribeExport.
#pragma once

#include "emulator/services/dynamodb/transfers/export_description.hpp"

namespace tertulia::dynamodb {

/// Tells of an export, whatever became of its table.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeExport.html
/// Errors: AccessDeniedException, ExportNotFoundException, ValidationException.
/// Differs: nothing known.
struct DescribeExport {
  static constexpr std::string_view kName = "DescribeExport";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::string export_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    transfers::ExportDescription export_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

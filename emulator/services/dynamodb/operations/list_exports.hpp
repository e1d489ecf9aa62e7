/// ListExports.
#pragma once

#include "emulator/services/dynamodb/transfers/export_description.hpp"

namespace tertulia::dynamodb {

namespace transfers {

struct ExportSummary {
  std::string export_arn;
  ExportStatus export_status{};
  std::optional<ExportType> export_type;
  static std::span<const core::Member> members();
};

}  // namespace transfers

/// Lists the caller's exports, or those of a table that is there, newest first, ten at a time
/// unless it is asked for up to 25.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListExports.html
/// Errors: AccessDeniedException, ValidationException.
/// Differs: nothing known.
struct ListExports {
  static constexpr std::string_view kName = "ListExports";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<std::string> table_arn;
    std::int32_t max_results = 10;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<transfers::ExportSummary> export_summaries;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

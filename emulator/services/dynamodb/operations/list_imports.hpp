/// ListImports.
#pragma once

#include "emulator/services/dynamodb/transfers/import_description.hpp"

namespace tertulia::dynamodb {

namespace transfers {

struct ImportSummary {
  std::string import_arn;
  ImportStatus import_status{};
  std::string table_arn;
  S3BucketSource s3_bucket_source;
  std::string cloud_watch_log_group_arn;
  InputFormat input_format{};
  core::Time start_time;
  std::optional<core::Time> end_time;
  static std::span<const core::Member> members();
};
[[nodiscard]] bool is_import_token(std::string_view text);
struct ImportNextToken : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .min = 112, .max = 1024, .pattern = {.text = "([0-9a-f]{16})+", .matches = &is_import_token}};
};

}  // namespace transfers

/// Lists the caller's imports, or those into tables of one name, newest first, ten at a time unless
/// it is asked for up to 25.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListImports.html
/// Errors: AccessDeniedException, ValidationException.
/// Differs: nothing known.
struct ListImports {
  static constexpr std::string_view kName = "ListImports";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<std::string> table_arn;
    std::int32_t page_size = 10;
    std::optional<transfers::ImportNextToken> next_token;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<transfers::ImportSummary> import_summary_list;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

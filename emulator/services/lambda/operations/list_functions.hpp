/// ListFunctions.
#pragma once

#include "emulator/services/lambda/lambda.hpp"
#include "emulator/services/lambda/shapes.hpp"

namespace tertulia::lambda {

/// Lists the functions of the account and region, 50 at a time, with all their versions when
/// FunctionVersion is ALL.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
/// Errors: InvalidParameterValueException.
/// Differs: functions come in the order of their names; MasterRegion (Lambda@Edge) selects none
/// unless it is ALL.
struct ListFunctions {
  static constexpr std::string_view kName = "ListFunctions";
  static constexpr core::HttpBinding kHttp{
      .method = "GET", .uri = "/2015-03-31/functions/", .status = 200};
  static constexpr bool kReadOnly = true;
  using Service = Lambda;

  struct Input {
    std::optional<MasterRegion> master_region;
    std::optional<FunctionVersion> function_version;
    std::optional<std::string> marker;
    std::optional<std::int32_t> max_items;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::optional<std::string> next_marker;
    std::vector<FunctionConfiguration> functions;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Lambda& lambda, const Input& input, const core::Call& call);
};

}  // namespace tertulia::lambda

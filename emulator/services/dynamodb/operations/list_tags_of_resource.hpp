/// ListTagsOfResource.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Returns the tags of a table, all that it may have on one page.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: no NextToken is ever given, so that any is refused.
struct ListTagsOfResource {
  static constexpr std::string_view kName = "ListTagsOfResource";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<Tag> tags;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

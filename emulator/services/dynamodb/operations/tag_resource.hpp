/// TagResource.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Gives a table tags, in place of those that it has under the same keys.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: the tags are there at once, and others may be given at once.
struct TagResource {
  static constexpr std::string_view kName = "TagResource";
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    std::vector<Tag> tags;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

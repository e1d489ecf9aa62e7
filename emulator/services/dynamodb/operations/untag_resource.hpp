/// UntagResource.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Takes tags away from a table; those that it does not have may be named.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: the tags are gone at once.
struct UntagResource {
  static constexpr std::string_view kName = "UntagResource";
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    std::vector<std::string> tag_keys;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

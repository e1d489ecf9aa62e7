/// GetResourcePolicy.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Returns the policy of a table or a stream, in the form in which AWS keeps it.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html
/// Errors: PolicyNotFoundException, ResourceNotFoundException, ValidationException.
/// Differs: it is never an older one.
struct GetResourcePolicy {
  static constexpr std::string_view kName = "GetResourcePolicy";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string policy;
    std::string revision_id;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

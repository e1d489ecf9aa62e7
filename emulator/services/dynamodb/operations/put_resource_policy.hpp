/// PutResourcePolicy.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Gives a table or a stream a policy of its own, or another one.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html
/// Errors: AccessDeniedException, PolicyNotFoundException, ResourceNotFoundException,
/// ValidationException.
/// Differs: the policy counts at once, and another may follow at once.
struct PutResourcePolicy {
  static constexpr std::string_view kName = "PutResourcePolicy";
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    std::string policy;
    std::optional<std::string> expected_revision_id;
    bool confirm_remove_self_resource_access = false;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string revision_id;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

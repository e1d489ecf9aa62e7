/// DeleteResourcePolicy.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Takes the policy of a table or a stream away; there need not be one. Returns the revision of the
/// policy that is gone, after that the one of its end.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html
/// Errors: PolicyNotFoundException, ResourceNotFoundException, ValidationException.
/// Differs: the policy counts no more at once.
struct DeleteResourcePolicy {
  static constexpr std::string_view kName = "DeleteResourcePolicy";
  using Service = DynamoDb;

  struct Input {
    std::string resource_arn;
    std::optional<std::string> expected_revision_id;
    static std::span<const core::Member> members();
  };
  struct Output {
    /// Absent when there never was a policy.
    std::optional<std::string> revision_id;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

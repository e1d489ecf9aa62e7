/// ResourceArn: the parameter by which tags and resource policies name a table.
#pragma once

#include <string_view>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/policies.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

inline constexpr core::Constraint kResourceArn{.min = 1, .max = 1283};

/// Whose tables an operation takes.
enum class Owner : std::uint8_t {
  kAnyAccount,  // as far as policies let
  kCaller,      // those of the caller's account alone
};

/// What an ARN names; views of it.
struct NamedResource {
  TableReference table;
  /// The label of the table's stream; empty for the table itself.
  std::string_view stream = {};
};
/// The table or stream of an ARN of DynamoDB, whether it exists or not; nothing for any other text.
[[nodiscard]] std::optional<NamedResource> parse_resource(std::string_view arn);

[[nodiscard]] inline PolicyKind kind_of(const NamedResource& resource) {
  return resource.stream.empty() ? PolicyKind::kTable : PolicyKind::kStream;
}
/// "table people" or "stream 2026-01-31T12:34:56.789"
[[nodiscard]] std::string name_of(const NamedResource& resource);

/// What a ResourceArn names. Errors (ValidationException): no ARN, another service's, another
/// region's, an index's.
[[nodiscard]] core::Result<NamedResource> resource_of_arn(const core::Call& call,
                                                          std::string_view arn, Owner owner);
/// The same for operations that take tables alone.
[[nodiscard]] core::Result<TableReference> table_of_arn(const core::Call& call,
                                                        std::string_view arn, Owner owner);

/// What IAM is asked for an operation on `arn`: nothing where `resource_of_arn` refuses it, as the
/// operation will.
[[nodiscard]] core::Resources resources_of_arn(const core::Call& call, std::string_view arn,
                                               Owner owner);

}  // namespace tertulia::dynamodb

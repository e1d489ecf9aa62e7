/// ResourceArn: the parameter by which tags and resource policies name a table.
#pragma once

#include <string_view>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

inline constexpr core::Constraint kResourceArn{.min = 1, .max = 1283};

/// Whose tables an operation takes.
enum class Owner : std::uint8_t {
  kAnyAccount,  // as far as policies let
  kCaller,      // those of the caller's account alone
};

/// The table that an ARN names, whether it exists or not; views of `arn`. Errors
/// (ValidationException): no ARN, another service's, another region's, an index's.
[[nodiscard]] core::Result<TableReference> reference_of_arn(const core::Call& call,
                                                            std::string_view arn, Owner owner);

/// What IAM is asked for an operation on `arn`: nothing where `reference_of_arn` refuses it, as the
/// operation will.
[[nodiscard]] core::Resources resources_of_arn(const core::Call& call, std::string_view arn,
                                               Owner owner);

}  // namespace tertulia::dynamodb

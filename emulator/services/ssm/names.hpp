/// The names of parameters: how they are written, which are allowed, and the ARNs of what they
/// name.
///
/// AWS:
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::ssm {

/// What a request calls a parameter: "/a/b", "/a/b:3", "/a/b:label", or an ARN of any of these.
struct Reference {
  std::string name;
  /// A version or label, without its colon; empty for the newest version.
  std::string selector;
  /// It was an ARN, whose slash before a name of one level is not part of the name.
  bool from_arn = false;

  [[nodiscard]] static Reference parse(std::string_view text);
};

/// Whether a parameter of that name may be made. Errors: ValidationException,
/// AccessDeniedException, HierarchyLevelLimitExceededException.
[[nodiscard]] core::Status check_new_name(std::string_view name);
/// Whether a parameter could have that name. Error: ValidationException.
[[nodiscard]] core::Status check_name(std::string_view name);
/// Whether it is a path of a hierarchy. Error: ValidationException.
[[nodiscard]] core::Status check_path(std::string_view path);

/// "arn:aws:ssm:REGION:ACCOUNT:parameter/a/b" of "/a/b"; "…:parameter/a" of "a".
[[nodiscard]] std::string arn_of(const core::Call& call, std::string_view name);
/// The ARN of what a request refers to, for IAM.
[[nodiscard]] std::string resource_of(const core::Call& call, std::string_view reference);

}  // namespace tertulia::ssm

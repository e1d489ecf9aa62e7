/// PutParameter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Makes a parameter, or adds a version to one that is there when `Overwrite` says so.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
/// Errors: ParameterAlreadyExists, ValidationException, AccessDeniedException (reserved names),
/// HierarchyLevelLimitExceededException, InvalidAllowedPatternException,
/// ParameterPatternMismatchException, InvalidKeyId.
/// Differs: Policies are refused; the only KMS key is alias/aws/ssm; an AllowedPattern may not have
/// back references; whether the image of an aws:ec2:image exists is not checked.
struct PutParameter {
  static constexpr std::string_view kName = "PutParameter";
  using Service = Ssm;

  struct Input {
    ParameterName name;
    std::optional<std::string> description;
    std::string value;
    std::optional<ParameterType> type;
    std::optional<std::string> key_id;
    bool overwrite = false;
    std::optional<std::string> allowed_pattern;
    std::vector<Tag> tags;
    std::optional<ParameterTier> tier;
    std::optional<std::string> policies;
    std::optional<std::string> data_type;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::int64_t version = 0;
    ParameterTier tier{};
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

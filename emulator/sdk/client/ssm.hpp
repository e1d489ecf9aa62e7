/// Parameters of SSM's Parameter Store for handlers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "emulator/sdk/context.hpp"

namespace tertulia::sdk::ssm {

/// Whether SecureStrings are given in clear text.
enum class Decryption : unsigned char { kNo, kYes };

/// The value of each name, which may end in a version or label (":3"). Throws ServiceError when SSM
/// refuses, and ConfigurationError that names the parameters that do not exist.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
[[nodiscard]] std::map<std::string, std::string, std::less<>> get_parameters(
    const Context& context, const std::vector<std::string>& names, Decryption decryption);

}  // namespace tertulia::sdk::ssm

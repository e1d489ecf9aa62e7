#include "emulator/services/lambda/function.hpp"

#include <algorithm>

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::lambda {

std::string Function::arn() const {
  return base::cat("arn:aws:lambda:", region, ":", account, ":function:", name);
}

std::string Function::qualified_arn() const { return base::cat(arn(), ":", version); }

std::string Function::log_group() const { return base::cat("/aws/lambda/", name); }

std::string Function::code_sha256() const { return base::base64(base::sha256(handler)); }

core::Principal Function::principal() const {
  const std::string_view text = role;
  return core::assumed_role(account, text.substr(text.rfind('/') + 1), name);
}

bool arn_is_like(std::string_view pattern, std::string_view arn) {
  // The resource, behind the fifth colon, is one part whatever it holds.
  for (int part = 0; part < 5; ++part) {
    const auto of_pattern = base::split_once(pattern, ":");
    const auto of_arn = base::split_once(arn, ":");
    if (!of_pattern || !of_arn || !base::matches_wildcard(of_pattern->first, of_arn->first)) {
      return false;
    }
    pattern = of_pattern->second;
    arn = of_arn->second;
  }
  return base::matches_wildcard(pattern, arn);
}

bool Permission::lets_in(std::string_view host, std::string_view arn,
                         std::string_view account) const {
  return (principal == host || principal == "*") &&
         base::matches_wildcard_ignoring_case(action, "lambda:InvokeFunction") &&
         (source_arn.empty() || arn_is_like(source_arn, arn)) &&
         (source_account.empty() || source_account == account);
}

bool Loaded::lets_in(std::string_view qualifier, std::string_view host, std::string_view source_arn,
                     std::string_view source_account) const {
  // The policy of the function itself is that of its unpublished version.
  if (qualifier == kLatest) qualifier = {};
  return std::any_of(permissions.begin(), permissions.end(), [&](const Permission& permission) {
    return permission.qualifier == qualifier &&
           permission.lets_in(host, source_arn, source_account);
  });
}

}  // namespace tertulia::lambda

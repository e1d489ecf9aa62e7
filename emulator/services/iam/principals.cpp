#include "emulator/services/iam/principals.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/errors.hpp"

namespace tertulia::iam {
namespace {

using nlohmann::json;

core::Status add(const json& value, std::vector<std::string>& target) {
  const auto add_one = [&](const json& element) {
    if (!element.is_string()) return false;
    target.push_back(element.get<std::string>());
    return true;
  };
  const bool well =
      value.is_array() ? std::all_of(value.begin(), value.end(), add_one) : add_one(value);
  return well && !target.empty() ? core::ok() : core::Status(syntax_error());
}

bool is_account(std::string_view text) {
  return text.size() == 12 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string principal_arn(std::string_view text) {
  return is_account(text) ? base::cat("arn:aws:iam::", text, ":root") : std::string(text);
}

core::Result<Principals> parse_principals(const json& value) {
  Principals principals;
  if (value.is_string()) {
    if (value != "*") return syntax_error();
    principals.everybody = true;
    return principals;
  }
  if (!value.is_object() || value.empty()) return syntax_error();
  for (const auto& [kind, names] : value.items()) {
    if (kind == "AWS") {
      TERTULIA_CHECK(add(names, principals.arns));
    } else if (kind == "Service") {
      TERTULIA_CHECK(add(names, principals.services));
    } else {
      return malformed_policy_document(
          base::cat("The emulator does not have principals of the kind ", kind, "."));
    }
  }
  for (auto& arn : principals.arns) {
    if (arn == "*") principals.everybody = true;
    arn = principal_arn(arn);
  }
  return principals;
}

Mention mention_of(const Context& context, const Principals& principals) {
  if (principals.everybody) return Mention::kIdentity;
  const auto has = [](const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const auto& principal = context.principal;
  if (principal.kind == core::PrincipalKind::kService) {
    return has(principals.services, principal.arn) ? Mention::kIdentity : Mention::kNone;
  }
  if (has(principals.arns, context.principal_arn) || has(principals.arns, principal.arn)) {
    return Mention::kIdentity;
  }
  const bool names_account = has(principals.arns, principal_arn(principal.account));
  return names_account ? Mention::kAccount : Mention::kNone;
}

}  // namespace tertulia::iam

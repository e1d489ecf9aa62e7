#include "emulator/services/iam/context.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::iam {
namespace {

constexpr std::string_view kPrincipalTag = "aws:principaltag/";

using Value = std::optional<std::string> (*)(const Context&);

struct Key {
  std::string_view name;
  Value value;
};

std::optional<std::string> none(const Context& /*context*/) { return std::nullopt; }
std::optional<std::string> yes(const Context& /*context*/) { return "true"; }
std::optional<std::string> no(const Context& /*context*/) { return "false"; }

// The request comes over loopback, or from a handler in this process; the deployed application's
// comes by TLS, so policies that demand it are satisfied.
constexpr std::array kKeys{
    Key{"aws:currenttime", [](const Context& c) { return std::optional(core::iso8601(c.now)); }},
    Key{"aws:epochtime",
        [](const Context& c) {
          return std::optional(std::to_string(core::epoch_ms(c.now) / 1000));
        }},
    Key{"aws:principalaccount",
        [](const Context& c) { return std::optional(c.principal.account); }},
    Key{"aws:principalarn",
        [](const Context& c) { return std::optional(std::string(c.role_arn)); }},
    Key{"aws:principaltype",
        [](const Context&) { return std::optional<std::string>("AssumedRole"); }},
    Key{"aws:userid", [](const Context& c) { return std::optional(c.principal.user_id); }},
    Key{"aws:requestedregion",
        [](const Context& c) { return std::optional(std::string(c.region)); }},
    Key{"aws:resourceaccount",
        [](const Context& c) {
          const auto arn = core::Arn::parse(c.resource);
          return std::optional(arn && !arn->account.empty() ? arn->account : c.principal.account);
        }},
    Key{"aws:sourceip", [](const Context&) { return std::optional<std::string>("127.0.0.1"); }},
    Key{"aws:securetransport", yes},
    Key{"aws:principalisawsservice", no},
    Key{"aws:viaawsservice", no},
    // Requests of a function's role never have these.
    Key{"aws:calledvia", none},
    Key{"aws:calledviafirst", none},
    Key{"aws:calledvialast", none},
    Key{"aws:federatedprovider", none},
    Key{"aws:multifactorauthage", none},
    Key{"aws:multifactorauthpresent", none},
    Key{"aws:principalorgid", none},
    Key{"aws:principalorgpaths", none},
    Key{"aws:principalservicename", none},
    Key{"aws:principalservicenameslist", none},
    Key{"aws:referer", none},
    Key{"aws:resourceorgid", none},
    Key{"aws:resourceorgpaths", none},
    Key{"aws:sourceaccount", none},
    Key{"aws:sourcearn", none},
    Key{"aws:sourceidentity", none},
    Key{"aws:sourceorgid", none},
    Key{"aws:sourcevpc", none},
    Key{"aws:sourcevpce", none},
    Key{"aws:username", none},
    Key{"aws:vpcsourceip", none},
};

const Key* find(std::string_view key) {
  const auto* found = std::find_if(
      kKeys.begin(), kKeys.end(), [&](const Key& known) { return base::iequals(known.name, key); });
  return found == kKeys.end() ? nullptr : found;
}

/// The tag's name of "aws:PrincipalTag/NAME".
std::optional<std::string_view> principal_tag(std::string_view key) {
  if (key.size() <= kPrincipalTag.size()) return std::nullopt;
  if (!base::iequals(key.substr(0, kPrincipalTag.size()), kPrincipalTag)) return std::nullopt;
  return key.substr(kPrincipalTag.size());
}

struct Variable {
  std::string_view key;
  std::optional<std::string_view> otherwise;
};

/// The inside of `${…}`: a key, and a default in single quotes behind a comma.
Variable parse_variable(std::string_view inside) {
  const auto parts = base::split_once(inside, ",");
  if (!parts) return {base::trim(inside), std::nullopt};
  auto otherwise = base::trim(parts->second);
  if (otherwise.size() >= 2 && otherwise.front() == '\'' && otherwise.back() == '\'') {
    otherwise = otherwise.substr(1, otherwise.size() - 2);
  }
  return {base::trim(parts->first), otherwise};
}

bool is_escape(std::string_view key) { return key == "*" || key == "?" || key == "$"; }

}  // namespace

bool is_known_key(std::string_view key) {
  return find(key) != nullptr || principal_tag(key).has_value();
}

std::optional<std::string> value_of_key(const Context& context, std::string_view key) {
  if (const auto* known = find(key)) return known->value(context);
  if (const auto name = principal_tag(key); name && context.principal_tags != nullptr) {
    for (const auto& [tag, value] : *context.principal_tags) {
      if (base::iequals(tag, *name)) return value;
    }
  }
  return std::nullopt;
}

std::optional<std::string> substitute(const Context& context, std::string_view text) {
  std::string result;
  while (true) {
    const auto start = text.find("${");
    const auto end = start == text.npos ? text.npos : text.find('}', start);
    if (end == text.npos) {
      result += text;
      return result;
    }
    result += text.substr(0, start);
    const auto variable = parse_variable(text.substr(start + 2, end - start - 2));
    if (is_escape(variable.key)) {
      result += variable.key;
    } else if (const auto value = value_of_key(context, variable.key)) {
      result += *value;
    } else if (variable.otherwise) {
      result += *variable.otherwise;
    } else {
      return std::nullopt;
    }
    text.remove_prefix(end + 1);
  }
}

std::string_view unknown_variable(std::string_view text) {
  while (true) {
    const auto start = text.find("${");
    const auto end = start == text.npos ? text.npos : text.find('}', start);
    if (end == text.npos) return {};
    const auto key = parse_variable(text.substr(start + 2, end - start - 2)).key;
    if (!is_escape(key) && !is_known_key(key)) return text.substr(start, end + 1 - start);
    text.remove_prefix(end + 1);
  }
}

}  // namespace tertulia::iam

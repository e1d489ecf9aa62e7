#include "emulator/services/iam/context.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::iam {
namespace {

constexpr std::string_view kPrincipalTag = "aws:PrincipalTag/";
constexpr std::string_view kRequestTag = "aws:RequestTag/";
constexpr std::string_view kResourceTag = "aws:ResourceTag/";

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
        [](const Context& c) { return std::optional(std::string(c.principal_arn)); }},
    Key{"aws:principaltype",
        [](const Context& c) {
          const bool is_role = c.principal.kind == core::PrincipalKind::kRole;
          return std::optional<std::string>(is_role ? "AssumedRole" : "Account");
        }},
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

enum class Valued : std::uint8_t { kOnce, kManyTimes };

/// Keys whose values the operation tells.
struct RequestKey {
  std::string_view name;
  Valued valued;
};

constexpr std::string_view kTagKeys = "aws:TagKeys";
constexpr std::array kRequestKeys{
    RequestKey{kTagKeys, Valued::kManyTimes},
    RequestKey{"dynamodb:Attributes", Valued::kManyTimes},
    RequestKey{"dynamodb:EnclosingOperation", Valued::kOnce},
    RequestKey{"dynamodb:FirstPartitionKeyValues", Valued::kManyTimes},
    RequestKey{"dynamodb:FourthPartitionKeyValues", Valued::kManyTimes},
    RequestKey{"dynamodb:FullTableScan", Valued::kOnce},
    RequestKey{"dynamodb:LeadingKeys", Valued::kManyTimes},
    RequestKey{"dynamodb:ReturnConsumedCapacity", Valued::kOnce},
    RequestKey{"dynamodb:ReturnValues", Valued::kOnce},
    RequestKey{"dynamodb:SecondPartitionKeyValues", Valued::kManyTimes},
    RequestKey{"dynamodb:Select", Valued::kOnce},
    RequestKey{"dynamodb:ThirdPartitionKeyValues", Valued::kManyTimes},
};

template <class Known>
const Known* find_in(const auto& keys, std::string_view key) {
  const auto* found = std::find_if(
      keys.begin(), keys.end(), [&](const Known& known) { return base::iequals(known.name, key); });
  return found == keys.end() ? nullptr : found;
}
const Key* find(std::string_view key) { return find_in<Key>(kKeys, key); }
const RequestKey* find_request_key(std::string_view key) {
  return find_in<RequestKey>(kRequestKeys, key);
}

/// The tag's name of "aws:PrincipalTag/NAME" and its like.
std::optional<std::string_view> tag_in(std::string_view key, std::string_view prefix) {
  if (key.size() <= prefix.size()) return std::nullopt;
  if (!base::iequals(key.substr(0, prefix.size()), prefix)) return std::nullopt;
  return key.substr(prefix.size());
}

std::optional<std::string> principal_tag(const Context& context, std::string_view name) {
  if (context.principal_tags == nullptr) return std::nullopt;
  for (const auto& [tag, value] : *context.principal_tags) {
    if (base::iequals(tag, name)) return value;
  }
  return std::nullopt;
}

core::ConditionValues one(std::optional<std::string> value) {
  if (!value) return std::nullopt;
  return std::vector{std::move(*value)};
}

bool is_known_variable(std::string_view key) {
  const auto* of_request = find_request_key(key);
  return of_request != nullptr ? of_request->valued == Valued::kOnce : is_known_key(key);
}

std::optional<std::string> value_of_variable(const Context& context, std::string_view key) {
  auto values = values_of_key(context, key);
  if (!values || values->size() != 1) return std::nullopt;
  return std::move(values->front());
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
  return find(key) != nullptr || find_request_key(key) != nullptr || tag_in(key, kPrincipalTag) ||
         is_tag_key(key);
}

bool is_tag_key(std::string_view key) {
  return tag_in(key, kRequestTag) || tag_in(key, kResourceTag) || base::iequals(key, kTagKeys);
}

core::ConditionValues values_of_key(const Context& context, std::string_view key) {
  if (const auto* known = find(key)) return one(known->value(context));
  if (const auto name = tag_in(key, kPrincipalTag)) return one(principal_tag(context, *name));
  if (const auto name = tag_in(key, kResourceTag)) {
    if (context.keeper == nullptr) return std::nullopt;
    return one(context.keeper->tag_of(context.resource, *name));
  }
  return context.request == nullptr ? std::nullopt : context.request->values(key);
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
    } else if (const auto value = value_of_variable(context, variable.key)) {
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
    if (!is_escape(key) && !is_known_variable(key)) return text.substr(start, end + 1 - start);
    text.remove_prefix(end + 1);
  }
}

}  // namespace tertulia::iam

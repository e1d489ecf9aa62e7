#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

json& Service::add(const std::string& logical_id, json resource, const Where& where) {
  places[logical_id] = where;
  json& slot = resources[logical_id];
  slot = std::move(resource);
  return slot;
}

const Function* Service::function(std::string_view function_name) const {
  for (const Function& each : functions) {
    if (each.name == function_name) return &each;
  }
  return nullptr;
}

json arn_of(const std::string& logical_id) {
  return {{"Fn::GetAtt", json::array({logical_id, "Arn"})}};
}

json ref_to(std::string_view logical_id) { return {{"Ref", std::string(logical_id)}}; }

json joined(json parts) { return {{"Fn::Join", json::array({"", std::move(parts)})}}; }

json statements_of(const Section& section, std::string_view key) {
  json statements = json::array();
  const Value* list = section.list(key);
  if (list == nullptr) return statements;
  for (std::size_t index = 0; index < list->items.size(); ++index) {
    const Value& each = list->items[index];
    const std::string path = base::cat(section.path(key), ".", index);
    const auto wrong = [&](std::string message) {
      section.found().error(section.found().where(each), path, std::move(message));
    };
    if (!each.is_map()) {
      wrong("must be a map with Effect, Action and Resource");
      continue;
    }
    const Value* effect = each.find("Effect");
    if (effect == nullptr || (effect->text != "Allow" && effect->text != "Deny")) {
      wrong("Effect must be Allow or Deny");
    }
    if ((each.find("Action") == nullptr) == (each.find("NotAction") == nullptr)) {
      wrong("needs either Action or NotAction");
    }
    if ((each.find("Resource") == nullptr) == (each.find("NotResource") == nullptr)) {
      wrong("needs either Resource or NotResource");
    }
    json statement = to_json(each);
    for (const char* name : {"Action", "NotAction"}) {
      const auto found = statement.find(name);
      if (found != statement.end() && found->is_string()) *found = json::array({*found});
    }
    statements.push_back(std::move(statement));
  }
  return statements;
}

json tags_of(const Value& map) {
  json tags = json::array();
  for (const Member& each : map.members) {
    tags.push_back(
        {{"Key", each.key},
         {"Value", each.value.is_scalar() ? json(each.value.scalar()) : to_json(each.value)}});
  }
  return tags;
}

namespace {

// A role written as an ARN, a logical id or an intrinsic function, and not as settings of a new
// one.
bool is_reference(const Value& role) {
  if (role.is_text()) return true;
  return role.is_map() && role.members.size() == 1 &&
         (role.members[0].key.starts_with("Fn::") || role.members[0].key == "Ref");
}

}  // namespace

const Value* existing_role(const Service& service, const Section& function) {
  if (const Value* own = function.find("role")) return own;
  if (const Value* iam = service.provider.find("iam")) {
    const Value* role = iam->find("role");
    if (role != nullptr && is_reference(*role)) return role;
  }
  return service.provider.find("role");
}

json* shared_statements(Service& service) {
  const auto role = service.resources.find("IamRoleLambdaExecution");
  if (role == service.resources.end()) return nullptr;
  return &(*role)["Properties"]["Policies"][0]["PolicyDocument"]["Statement"];
}

}  // namespace tertulia::model::compile

#include "emulator/model/compile/finish.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/keys.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

// As model::merge, for what is compiled already.
void merge_json(json& under, const json& over) {
  if (under.is_object() && over.is_object()) {
    for (const auto& [key, value] : over.items()) {
      const auto found = under.find(key);
      if (found == under.end()) {
        under[key] = value;
      } else {
        merge_json(*found, value);
      }
    }
  } else if (under.is_array() && over.is_array()) {
    for (std::size_t index = 0; index < over.size(); ++index) {
      if (index < under.size()) {
        merge_json(under[index], over[index]);
      } else {
        under.push_back(over[index]);
      }
    }
  } else {
    under = over;
  }
}

void extend(Service& service, json& resource, const Member& attribute, const std::string& path) {
  static constexpr std::array<std::string_view, 5> kReplaced = {
      "Condition", "CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"};
  const bool replaced =
      std::find(kReplaced.begin(), kReplaced.end(), attribute.key) != kReplaced.end();
  if (replaced) {
    resource[attribute.key] = to_json(attribute.value);
  } else if ((attribute.key == "Properties" || attribute.key == "Metadata") &&
             attribute.value.is_map()) {
    json& extended = resource[attribute.key];
    if (!extended.is_object()) extended = json::object();
    for (const Member& each : attribute.value.members) extended[each.key] = to_json(each.value);
  } else if (attribute.key == "DependsOn") {
    json& depends = resource["DependsOn"];
    if (depends.is_string()) depends = json::array({depends});
    if (!depends.is_array()) depends = json::array();
    for (const Value& each : attribute.value.items) depends.push_back(to_json(each));
    if (attribute.value.is_text()) depends.push_back(attribute.value.text);
  } else {
    service.found.error(service.found.where(attribute), base::cat(path, ".", attribute.key),
                        "a resource cannot be extended by this");
  }
}

void apply_extensions(Service& service, json& cloudformation, const Section& extensions) {
  for (const Member& each : extensions.value().members) {
    json& resources = cloudformation["Resources"];
    const auto found = resources.find(each.key);
    const std::string path = extensions.path(each.key);
    if (found == resources.end() || !found->is_object()) {
      service.found.error(service.found.where(each), path, "there is no such resource to extend");
      continue;
    }
    for (const Member& attribute : each.value.members) extend(service, *found, attribute, path);
  }
}

// "#{Name}" → "${Name}", "#@{Name}" → "#{Name}". Says whether there was any of the first.
bool substitute(std::string& text) {
  bool found = false;
  std::string result;
  std::size_t at = 0;
  for (auto next = text.find('#'); next != std::string::npos; next = text.find('#', at)) {
    result.append(text, at, next - at);
    const auto close = text.find('}', next);
    const bool plain = text.compare(next, 2, "#{") == 0;
    const bool escaped = text.compare(next, 3, "#@{") == 0;
    at = next + 1;
    if (close == std::string::npos || close < next + 3 || (!plain && !escaped)) {
      result += '#';
    } else if (plain) {
      found = true;
      result += '$';
    } else {
      result += '#';
      ++at;
    }
  }
  result.append(text, at, std::string::npos);
  text = std::move(result);
  return found;
}

void substitute_in(json& value, bool inside_sub) {
  if (value.is_string()) {
    auto& text = value.get_ref<std::string&>();
    if (text.find('#') == std::string::npos) return;
    if (substitute(text) && !inside_sub) value = {{"Fn::Sub", std::string(text)}};
  } else if (value.is_array()) {
    for (std::size_t index = 0; index < value.size(); ++index) {
      substitute_in(value[index], inside_sub && index == 0);
    }
  } else if (value.is_object()) {
    for (auto& [key, each] : value.items()) substitute_in(each, key == "Fn::Sub");
  }
}

void strip_nulls(json& value) {
  if (value.is_object()) {
    for (auto each = value.begin(); each != value.end();) {
      if (each->is_null()) {
        each = value.erase(each);
      } else {
        strip_nulls(*each);
        ++each;
      }
    }
  } else if (value.is_array()) {
    for (json& each : value) strip_nulls(each);
  }
}

void warn_in(Service& service, const Value& value, const std::string& path, bool inside_sub) {
  if (value.is_text()) {
    if (!inside_sub && value.text.find("${AWS::") != std::string::npos) {
      service.found.warn(
          service.found.where(value), path,
          "\"${AWS::…}\" outside Fn::Sub reaches AWS as it is written; it is replaced here",
          "write !Sub before the text");
    }
    if (!service.pseudo_parameters && value.text.find("#{AWS::") != std::string::npos) {
      service.found.warn(
          service.found.where(value), path,
          "\"#{AWS::…}\" means something to the plugin serverless-pseudo-parameters only",
          "add it to \"plugins\", or write !Sub and \"${AWS::…}\"");
    }
  }
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    warn_in(service, value.items[index], base::cat(path, ".", index), inside_sub && index == 0);
  }
  for (const Member& each : value.members) {
    warn_in(service, each.value, base::cat(path, ".", each.key), each.key == "Fn::Sub");
  }
}

}  // namespace

void merge_resources(Service& service, json& cloudformation, const Value* resources) {
  if (resources == nullptr) return;
  const Section section(service.found, *resources, "resources");
  section.check(resources_keys());
  for (const Member& part : resources->members) {
    if (part.key == "extensions" || part.value.is_null()) continue;
    if (part.value.kind != Kind::kMap && (part.key == "Resources" || part.key == "Outputs")) {
      service.found.error(service.found.where(part), section.path(part.key), "must be a map");
      continue;
    }
    if (part.key == "Resources") {
      for (const Member& each : part.value.members) {
        service.places[each.key] = service.found.where(each);
      }
    }
    json over = to_json(part.value);
    // One transform counts as a list of one.
    if (part.key == "Transform" && over.is_string()) over = json::array({over});
    const auto found = cloudformation.find(part.key);
    if (found == cloudformation.end()) {
      cloudformation[part.key] = std::move(over);
    } else {
      merge_json(*found, over);
    }
  }
  apply_extensions(service, cloudformation, section.section("extensions"));
}

void apply_pseudo_parameters(json& cloudformation) { substitute_in(cloudformation, false); }

void tidy(const Service& service, json& cloudformation) {
  for (auto& [id, resource] : cloudformation["Resources"].items()) {
    if (!resource.is_object()) continue;
    if (const auto properties = resource.find("Properties"); properties != resource.end()) {
      if (properties->is_null()) {
        resource.erase("Properties");
      } else {
        strip_nulls(*properties);
      }
    }
  }
  for (auto& [id, output] : cloudformation["Outputs"].items()) {
    if (!output.is_object() || output.contains("Export")) continue;
    output["Export"] = {{"Name", base::cat("sls-", service.name, "-", service.stage, "-", id)}};
  }
}

void warn_of_pseudo_parameters(Service& service) {
  for (const char* key : {"provider", "functions", "resources"}) {
    if (const Value* part = service.root.find(key)) warn_in(service, *part, key, false);
  }
}

}  // namespace tertulia::model::compile

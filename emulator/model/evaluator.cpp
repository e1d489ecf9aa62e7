#include "emulator/model/evaluator.hpp"

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::model {

using nlohmann::json;

namespace {

constexpr int kNestingMax = 200;
constexpr std::size_t kBytesMax = 64 * 1024 * 1024;

// {"Fn::X": …} or {"Ref": …}: an object with one key.
bool is_function(const json& value) {
  if (!value.is_object() || value.size() != 1) return false;
  const std::string& name = value.begin().key();
  return name == "Ref" || name.starts_with("Fn::");
}

bool is_two(const json& argument) { return argument.is_array() && argument.size() == 2; }

const std::string& text_of(const json& value) { return value.get_ref<const std::string&>(); }

}  // namespace

std::vector<std::string> names_in_sub(std::string_view text) {
  std::vector<std::string> names;
  for (auto open = text.find("${"); open != std::string_view::npos;
       open = text.find("${", open + 2)) {
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = base::trim(text.substr(open + 2, close - open - 2));
    if (!name.starts_with('!')) names.emplace_back(name);
  }
  return names;
}

bool Evaluator::fail(std::string message) {
  if (message_.empty()) message_ = std::move(message);
  return false;
}

bool Evaluator::spend(std::size_t bytes) {
  bytes_ += bytes;
  return bytes_ <= kBytesMax || fail("the template's values grow too large");
}

bool Evaluator::read_parameters(const std::map<std::string, std::string>& given) {
  const auto section = cloudformation_.find("Parameters");
  if (section == cloudformation_.end() || !section->is_object()) return true;
  for (const auto& [name, declared] : section->items()) {
    const bool is_typed =
        declared.is_object() && declared.contains("Type") && declared["Type"].is_string();
    const std::string type = is_typed ? text_of(declared["Type"]) : "String";
    if (type.starts_with("AWS::SSM::")) {
      return fail(base::cat("the parameter \"", name, "\" has the type ", type,
                            ", which is not supported"));
    }
    json value;
    if (const auto own = given.find(name); own != given.end()) {
      value = own->second;
    } else if (declared.is_object() && declared.contains("Default")) {
      value = declared["Default"];
    } else {
      return fail(base::cat("Parameters: [", name, "] must have values"));
    }
    const bool is_list = type == "CommaDelimitedList" || type.starts_with("List<");
    if (is_list && value.is_string()) {
      json list = json::array();
      for (const std::string_view each : base::split(text_of(value), ',')) {
        list.push_back(base::trim(each));
      }
      value = std::move(list);
    } else if (value.is_number() || value.is_boolean()) {
      value = value.dump();
    }
    parameters_[name] = std::move(value);
  }
  return true;
}

bool Evaluator::resolve(const json& value, json& result) {
  if (++depth_ > kNestingMax) return fail("the template is nested too deeply");
  bool fine = true;
  if (value.is_string()) {
    std::string text = text_of(value);
    fine = spend(text.size()) && replace_pseudo_parameters(text);
    result = std::move(text);
  } else if (is_function(value)) {
    fine = function(value.begin().key(), value.begin().value(), result);
  } else if (value.is_object()) {
    result = json::object();
    for (const auto& [key, each] : value.items()) {
      json member;
      fine = fine && resolve(each, member);
      if (fine && !member.is_discarded()) result[key] = std::move(member);
    }
  } else if (value.is_array()) {
    result = json::array();
    for (const json& each : value) {
      json element;
      fine = fine && resolve(each, element);
      if (fine && !element.is_discarded()) result.push_back(std::move(element));
    }
  } else {
    result = value;
  }
  --depth_;
  return fine;
}

bool Evaluator::resolve_text(const json& value, std::string& result) {
  json resolved;
  if (!resolve(value, resolved)) return false;
  if (resolved.is_string()) {
    result = text_of(resolved);
  } else if (resolved.is_number() || resolved.is_boolean()) {
    result = resolved.dump();
  } else {
    return fail("a text is needed where a list, a map or nothing stands");
  }
  return true;
}

bool Evaluator::function(const std::string& name, const json& argument, json& result) {
  if (name == "Ref") return ref(argument, result);
  if (name == "Fn::GetAtt") return get_att(argument, result);
  if (name == "Fn::Sub") return sub(argument, result);
  if (name == "Fn::Join") return join(argument, result);
  if (name == "Fn::Select") return select(argument, result);
  if (name == "Fn::Split") return split(argument, result);
  if (name == "Fn::If") return choose(argument, result);
  if (name == "Fn::FindInMap") return find_in_map(argument, result);
  if (name == "Fn::Base64") return base64(argument, result);
  if (name == "Fn::GetAZs") return zones(argument, result);
  if (name == "Fn::ImportValue" || name == "Fn::Cidr" || name == "Fn::Transform" ||
      name == "Fn::ToJsonString" || name == "Fn::Length") {
    return fail(base::cat(name, " is not supported"));
  }
  return fail(base::cat("Template error: Encountered unsupported function: ", name));
}

bool Evaluator::ref(const json& argument, json& result) {
  if (!argument.is_string()) {
    return fail("Template format error: All Ref references must be of type string");
  }
  const std::string& name = text_of(argument);
  if (name == "AWS::NoValue") {
    result = json(json::value_t::discarded);
    return true;
  }
  if (name == "AWS::NotificationARNs") {
    result = json::array();
    return true;
  }
  if (const auto found = names_.refs.find(name); found != names_.refs.end()) {
    result = found->second;
    return spend(found->second.size());
  }
  if (const auto found = parameters_.find(name); found != parameters_.end()) {
    result = found->second;
    return spend(result.is_string() ? text_of(result).size() : 64);
  }
  return fail(base::cat("Template format error: Unresolved resource dependencies [", name,
                        "] in the Resources block of the template"));
}

bool Evaluator::get_att(const json& argument, json& result) {
  std::string id;
  std::string attribute;
  if (argument.is_string()) {
    const auto parts = base::split_once(text_of(argument), ".");
    if (parts) {
      id = parts->first;
      attribute = parts->second;
    }
  } else if (is_two(argument) && argument[0].is_string()) {
    id = text_of(argument[0]);
    if (!resolve_text(argument[1], attribute)) return false;
  }
  if (id.empty() || attribute.empty()) {
    return fail(
        "Template error: every Fn::GetAtt object requires two non-empty parameters, the "
        "resource name and the resource attribute");
  }
  const auto resource = names_.attributes.find(id);
  if (resource == names_.attributes.end()) {
    return fail(
        base::cat("Template error: instance of Fn::GetAtt references undefined resource ", id));
  }
  const auto found = resource->second.find(attribute);
  if (found == resource->second.end()) {
    return fail(base::cat("Template error: resource ", id, " does not support attribute type ",
                          attribute, " in Fn::GetAtt"));
  }
  result = found->second;
  return spend(found->second.size());
}

bool Evaluator::name_in_sub(std::string_view name, std::string& result) {
  json value;
  const auto dot = name.find('.');
  const bool fine = dot == std::string_view::npos ? ref(json(std::string(name)), value)
                                                  : get_att(json(std::string(name)), value);
  if (!fine) return false;
  return resolve_text(value.is_discarded() ? json("") : value, result);
}

bool Evaluator::sub(const json& argument, json& result) {
  const bool has_map = is_two(argument) && argument[1].is_object();
  const json& text_json = has_map ? argument[0] : argument;
  if (!text_json.is_string()) {
    return fail(
        "Template error: One or more Fn::Sub intrinsic functions don't specify expected "
        "arguments. Specify a string as first argument, and an optional second argument to "
        "specify a mapping of values to replace in the string");
  }
  const std::string& text = text_of(text_json);
  std::string out;
  std::size_t at = 0;
  for (auto open = text.find("${"); open != std::string::npos; open = text.find("${", at)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) break;
    out.append(text, at, open - at);
    at = close + 1;
    const std::string_view inside = std::string_view(text).substr(open + 2, close - open - 2);
    const std::string name(base::trim(inside));
    if (name.starts_with('!')) {
      base::append(out, "${", inside.substr(inside.find('!') + 1), "}");
      continue;
    }
    std::string replacement;
    const bool own = has_map && argument[1].contains(name);
    if (!(own ? resolve_text(argument[1][name], replacement) : name_in_sub(name, replacement))) {
      return false;
    }
    if (!spend(replacement.size())) return false;
    out += replacement;
  }
  out.append(text, at, std::string::npos);
  result = std::move(out);
  return spend(text.size());
}

bool Evaluator::join(const json& argument, json& result) {
  std::string separator;
  json parts;
  if (!is_two(argument)) {
    return fail(
        "Template error: every Fn::Join object requires two parameters, (1) a string "
        "delimiter and (2) a list of strings to be joined or a function that returns a list");
  }
  if (!resolve_text(argument[0], separator) || !resolve(argument[1], parts)) return false;
  if (!parts.is_array()) return fail("Fn::Join needs a list of texts");
  std::string out;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    std::string part;
    if (!resolve_text(parts[index], part)) return false;
    base::append(out, index == 0 ? std::string_view() : std::string_view(separator), part);
    if (!spend(part.size() + separator.size())) return false;
  }
  result = std::move(out);
  return true;
}

bool Evaluator::select(const json& argument, json& result) {
  std::string index_text;
  json list;
  if (!is_two(argument)) return fail("Fn::Select needs an index and a list");
  if (!resolve_text(argument[0], index_text) || !resolve(argument[1], list)) return false;
  const auto index = base::parse_integer(index_text);
  if (!list.is_array() || !index || *index < 0 || static_cast<std::size_t>(*index) >= list.size()) {
    return fail(base::cat("Template error: Fn::Select cannot select nonexistent value at index ",
                          index_text));
  }
  json chosen = list[static_cast<std::size_t>(*index)];
  result = std::move(chosen);
  return true;
}

bool Evaluator::split(const json& argument, json& result) {
  std::string separator;
  std::string text;
  if (!is_two(argument)) return fail("Fn::Split needs a delimiter and a text");
  if (!resolve_text(argument[0], separator) || !resolve_text(argument[1], text)) return false;
  if (separator.empty()) return fail("Fn::Split needs a delimiter that is not empty");
  json list = json::array();
  std::string_view rest = text;
  while (const auto parts = base::split_once(rest, separator)) {
    list.push_back(parts->first);
    rest = parts->second;
  }
  list.push_back(rest);
  result = std::move(list);
  return spend(text.size());
}

bool Evaluator::taken_branch(const json& argument, const json*& branch) {
  if (!argument.is_array() || argument.size() != 3 || !argument[0].is_string()) {
    return fail(
        "Template error: Fn::If requires a list argument with three elements, a condition's "
        "name first");
  }
  bool truth_of_it = false;
  if (!condition(text_of(argument[0]), truth_of_it)) return false;
  branch = &argument[truth_of_it ? 1 : 2];
  return true;
}

bool Evaluator::choose(const json& argument, json& result) {
  const json* branch = nullptr;
  return taken_branch(argument, branch) && resolve(*branch, result);
}

bool Evaluator::find_in_map(const json& argument, json& result) {
  if (!argument.is_array() || argument.size() != 3) {
    return fail(
        "Template error: every Fn::FindInMap object requires three parameters, the map name, "
        "map key and the attribute for return value");
  }
  std::string keys[3];
  for (std::size_t index = 0; index < 3; ++index) {
    if (!resolve_text(argument[index], keys[index])) return false;
  }
  const json* at = &cloudformation_;
  for (const std::string& key : {std::string("Mappings"), keys[0], keys[1], keys[2]}) {
    const bool inside = at->is_object() && at->contains(key);
    if (!inside) {
      return fail(base::cat("Template error: Unable to get mapping for ", keys[0], "::", keys[1],
                            "::", keys[2]));
    }
    at = &(*at)[key];
  }
  result = *at;
  return spend(result.is_string() ? text_of(result).size() : 64);
}

bool Evaluator::base64(const json& argument, json& result) {
  std::string text;
  if (!resolve_text(argument, text)) return false;
  result = base::base64(text);
  return spend(text.size() * 2);
}

bool Evaluator::zones(const json& argument, json& result) {
  std::string region;
  if (!resolve_text(argument, region)) return false;
  if (region.empty()) {
    if (const auto own = names_.refs.find("AWS::Region"); own != names_.refs.end()) {
      region = own->second;
    }
  }
  result = json::array({region + "a", region + "b", region + "c"});
  return true;
}

bool Evaluator::replace_pseudo_parameters(std::string& text) {
  if (text.find("{{resolve:") != std::string::npos) {
    return fail(base::cat("the dynamic reference in \"", text, "\" is not supported"));
  }
  std::size_t at = 0;
  while ((at = text.find("${AWS::", at)) != std::string::npos) {
    const auto close = text.find('}', at);
    if (close == std::string::npos) break;
    const auto found = names_.refs.find(std::string_view(text).substr(at + 2, close - at - 2));
    if (found == names_.refs.end()) {
      ++at;
      continue;
    }
    text.replace(at, close + 1 - at, found->second);
    at += found->second.size();
    if (!spend(text.size())) return false;
  }
  return true;
}

// ---- conditions

bool Evaluator::condition(const std::string& name, bool& result) {
  if (const auto known = conditions_.find(name); known != conditions_.end()) {
    result = known->second;
    return true;
  }
  const auto section = cloudformation_.find("Conditions");
  if (section == cloudformation_.end() || !section->is_object() || !section->contains(name)) {
    return fail(base::cat("Template format error: Unresolved condition dependency ", name,
                          " in the Resources block of the template"));
  }
  if (!deciding_.insert(name).second) {
    return fail(base::cat("the condition \"", name, "\" depends on itself"));
  }
  const bool fine = truth((*section)[name], result);
  deciding_.erase(name);
  if (fine) conditions_[name] = result;
  return fine;
}

bool Evaluator::truth(const json& expression, bool& result) {
  if (++depth_ > kNestingMax) return fail("the conditions are nested too deeply");
  bool fine = false;
  if (!expression.is_object() || expression.size() != 1) {
    fine = fail("Template format error: every condition is a function such as Fn::Equals");
    --depth_;
    return fine;
  }
  const std::string& name = expression.begin().key();
  const json& argument = expression.begin().value();
  if (name == "Condition" && argument.is_string()) {
    fine = condition(text_of(argument), result);
  } else if (name == "Fn::Equals" && is_two(argument)) {
    json left;
    json right;
    fine = resolve(argument[0], left) && resolve(argument[1], right);
    const auto comparable = [](const json& value) {
      return value.is_string() ? value : json(value.dump());
    };
    if (fine) result = comparable(left) == comparable(right);
  } else if (name == "Fn::Not" && argument.is_array() && argument.size() == 1) {
    fine = truth(argument[0], result);
    result = !result;
  } else if ((name == "Fn::And" || name == "Fn::Or") && argument.is_array() &&
             argument.size() >= 2 && argument.size() <= 10) {
    const bool is_and = name == "Fn::And";
    bool all = true;
    bool any = false;
    fine = true;
    for (const json& each : argument) {
      bool one = false;
      fine = fine && truth(each, one);
      all = all && one;
      any = any || one;
    }
    result = is_and ? all : any;
  } else {
    fine = fail(base::cat("Template error: ", name, " has the wrong arguments for a condition"));
  }
  --depth_;
  return fine;
}

bool Evaluator::references(const json& value, std::set<std::string>& result) {
  if (++depth_ > kNestingMax) return fail("the template is nested too deeply");
  bool fine = true;
  if (is_function(value)) {
    const std::string& name = value.begin().key();
    const json& argument = value.begin().value();
    if (name == "Ref" && argument.is_string()) {
      result.insert(text_of(argument));
    } else if (name == "Fn::GetAtt") {
      if (argument.is_string()) {
        result.insert(text_of(argument).substr(0, text_of(argument).find('.')));
      } else if (is_two(argument) && argument[0].is_string()) {
        result.insert(text_of(argument[0]));
      }
    } else if (name == "Fn::Sub") {
      const bool has_map = is_two(argument) && argument[1].is_object();
      const json& text = has_map ? argument[0] : argument;
      if (text.is_string()) {
        for (const std::string& each : names_in_sub(text_of(text))) {
          if (has_map && argument[1].contains(each)) continue;
          result.insert(each.substr(0, each.find('.')));
        }
      }
      fine = !has_map || references(argument[1], result);
    } else if (name == "Fn::If") {
      const json* branch = nullptr;
      fine = taken_branch(argument, branch) && references(*branch, result);
    } else {
      fine = references(argument, result);
    }
  } else if (value.is_structured()) {
    for (const json& each : value) fine = fine && references(each, result);
  }
  --depth_;
  return fine;
}

}  // namespace tertulia::model

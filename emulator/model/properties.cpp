#include "emulator/model/properties.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::model {
namespace {

/// The Java class that CloudFormation's validator names in "expected type: String, found: …".
std::string_view found_type(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::object:
      return "JSONObject";
    case nlohmann::json::value_t::array:
      return "JSONArray";
    case nlohmann::json::value_t::boolean:
      return "Boolean";
    case nlohmann::json::value_t::number_float:
      return "Double";
    case nlohmann::json::value_t::number_integer:
    case nlohmann::json::value_t::number_unsigned:
      return "Integer";
    default:
      return "String";
  }
}

std::optional<std::string> as_text(const nlohmann::json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

std::string wrong(std::string_view expected, const nlohmann::json& value) {
  return base::cat("expected type: ", expected, ", found: ", found_type(value));
}

}  // namespace

Properties::Properties(const ResourceRequest& request)
    : Properties(request, request.properties, {}) {}

Properties::Properties(const ResourceRequest& request, const nlohmann::json& object,
                       std::string path)
    : logical_id_(request.logical_id), object_(object), path_(std::move(path)) {
  if (!object_.is_object() && !object_.is_null()) {
    fail(base::cat("#", path_, ": ", wrong("JSONObject", object_)));
  }
}

void Properties::fail(std::string what) {
  if (problem_.empty()) problem_ = std::move(what);
}

void Properties::problem(std::string_view name, std::string_view what) {
  fail(base::cat("#", path_, "/", name, ": ", what));
}

const nlohmann::json* Properties::find(std::string_view name) {
  known_.emplace_back(name);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

const nlohmann::json* Properties::required(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) fail(base::cat("#", path_, ": required key [", name, "] not found"));
  return value;
}

std::optional<std::string> Properties::text(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  auto result = as_text(*value);
  if (!result) problem(name, wrong("String", *value));
  return result;
}

std::string Properties::required_text(std::string_view name) {
  if (required(name) == nullptr) return {};
  return text(name).value_or("");
}

std::optional<std::int64_t> Properties::integer(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  const auto parsed =
      value->is_string() ? base::parse_integer(value->get_ref<const std::string&>()) : std::nullopt;
  if (!parsed) problem(name, wrong("Integer", *value));
  return parsed;
}

std::optional<bool> Properties::boolean(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  if (*value == "true" || *value == "false") return *value == "true";
  problem(name, wrong("Boolean", *value));
  return std::nullopt;
}

std::vector<std::string> Properties::texts(std::string_view name) {
  const auto* value = find(name);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  if (!value->is_array()) {
    if (auto one = text(name)) result.push_back(std::move(*one));
    return result;
  }
  for (std::size_t i = 0; i < value->size(); ++i) {
    auto element = as_text((*value)[i]);
    if (!element) problem(base::cat(name, "/", i), wrong("String", (*value)[i]));
    result.push_back(std::move(element).value_or(""));
  }
  return result;
}

std::vector<const nlohmann::json*> Properties::list(std::string_view name) {
  const auto* value = find(name);
  std::vector<const nlohmann::json*> result;
  if (value == nullptr) return result;
  if (!value->is_array()) {
    problem(name, wrong("JSONArray", *value));
    return result;
  }
  for (const auto& element : *value) result.push_back(&element);
  return result;
}

std::map<std::string, std::string> Properties::tags(std::string_view name) {
  const auto* value = find(name);
  std::map<std::string, std::string> result;
  if (value == nullptr) return result;
  if (value->is_object()) {
    for (const auto& [key, tag] : value->items()) {
      const auto one = as_text(tag);
      if (!one) problem(base::cat(name, "/", key), wrong("String", tag));
      result.insert_or_assign(key, one.value_or(""));
    }
    return result;
  }
  const auto elements = list(name);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto* key =
        elements[i]->is_object() && elements[i]->contains("Key") ? &(*elements[i])["Key"] : nullptr;
    const auto* tag =
        key != nullptr && elements[i]->contains("Value") ? &(*elements[i])["Value"] : nullptr;
    const auto key_text = key == nullptr ? std::nullopt : as_text(*key);
    const auto tag_text = tag == nullptr ? std::nullopt : as_text(*tag);
    if (!key_text || !tag_text) {
      problem(base::cat(name, "/", i), "a tag has a Key and a Value");
      continue;
    }
    result.insert_or_assign(*key_text, *tag_text);
  }
  return result;
}

void Properties::accept(std::initializer_list<std::string_view> names) {
  known_.insert(known_.end(), names.begin(), names.end());
}

void Properties::refuse(std::string_view name) {
  if (find(name) != nullptr) problem(name, "the emulator does not support this property");
}

core::Status Properties::finish() {
  if (problem_.empty() && object_.is_object()) {
    for (const auto& entry : object_.items()) {
      if (std::find(known_.begin(), known_.end(), entry.key()) != known_.end()) continue;
      fail(base::cat("#", path_, ": extraneous key [", entry.key(), "] is not permitted"));
    }
  }
  if (problem_.empty()) return core::ok();
  return core::ApiError{.code = "ValidationError",
                        .message = base::cat("Properties validation failed for resource ",
                                             logical_id_, " with message:\n", problem_)};
}

}  // namespace tertulia::model

#include "emulator/model/given.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"
#include "emulator/model/diagnostics.hpp"
#include "emulator/model/parse.hpp"

namespace tertulia::model {

namespace {

constexpr std::array<std::string_view, 2> kSections = {"ssm", "items"};
constexpr std::array<std::string_view, 3> kParameterTypes = {"String", "StringList",
                                                             "SecureString"};

std::optional<Problem> read_parameter(const Member& member, Diagnostics& found, Given& given) {
  const std::string key = base::cat("ssm.", member.key);
  GivenParameter parameter{
      .name = member.key, .type = "String", .value = {}, .where = found.where(member)};
  const Value* value = &member.value;
  if (member.value.is_map()) {
    for (const Member& each : member.value.members) {
      if (each.key == "type" || each.key == "value") continue;
      return Problem{.where = found.where(each),
                     .key = base::cat(key, ".", each.key),
                     .message = "unknown property",
                     .remedy = nearest(each.key, {"type", "value"})};
    }
    value = member.value.find("value");
    if (const Value* type = member.value.find("type")) {
      parameter.type = type->scalar();
      if (std::find(kParameterTypes.begin(), kParameterTypes.end(), parameter.type) ==
          kParameterTypes.end()) {
        return Problem{
            .where = found.where(*type),
            .key = key + ".type",
            .message = base::cat("\"", parameter.type, "\" is no type of a parameter"),
            .remedy = nearest(parameter.type, {kParameterTypes.begin(), kParameterTypes.end()})};
      }
    }
  }
  if (value == nullptr || !value->is_scalar()) {
    return Problem{
        .where = found.where(member), .key = key, .message = "needs a \"value\" that is a text"};
  }
  parameter.value = value->scalar();
  given.parameters.push_back(std::move(parameter));
  return std::nullopt;
}

std::optional<Problem> read_items(const Member& member, Diagnostics& found, Given& given) {
  auto items = items_of(member.value, found.files);
  if (!items) {
    Problem problem = items.problem();
    problem.key = base::cat("items.", member.key, problem.key.empty() ? "" : ".", problem.key);
    return problem;
  }
  given.items.push_back(
      {.table = member.key, .items = *std::move(items), .where = found.where(member)});
  return std::nullopt;
}

std::optional<Problem> read_section(const Member& section, Diagnostics& found, Given& given) {
  const bool known = std::find(kSections.begin(), kSections.end(), section.key) != kSections.end();
  if (!known) {
    return Problem{.where = found.where(section),
                   .key = section.key,
                   .message = "unknown section",
                   .remedy = nearest(section.key, {kSections.begin(), kSections.end()})};
  }
  if (section.value.is_null()) return std::nullopt;
  if (!section.value.is_map()) {
    return Problem{.where = found.where(section), .key = section.key, .message = "must be a map"};
  }
  for (const Member& each : section.value.members) {
    auto problem =
        section.key == "ssm" ? read_parameter(each, found, given) : read_items(each, found, given);
    if (problem) return problem;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SsmValue> Given::parameter(std::string_view name) const {
  for (const GivenParameter& each : parameters) {
    if (each.name == name) return SsmValue{.type = each.type, .value = each.value};
  }
  return std::nullopt;
}

Outcome<Given> parse_given(std::string_view text, std::string_view name) {
  Diagnostics found;
  const auto file = found.files.add(std::string(name));
  const auto root = name.ends_with(".json") ? parse_json(text, found.files, file)
                                            : parse_yaml(text, found.files, file);
  if (!root) return root.problem();
  Given given;
  if (root->is_null()) return given;
  if (!root->is_map()) {
    return Problem{.where = {std::string(name), 1},
                   .message = "must be a map with \"ssm\" and \"items\""};
  }
  for (const Member& section : root->members) {
    if (auto problem = read_section(section, found, given)) return *std::move(problem);
  }
  return given;
}

Outcome<Given> load_given(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return text.problem();
  return parse_given(*text, path.substr(path.rfind('/') + 1));
}

}  // namespace tertulia::model

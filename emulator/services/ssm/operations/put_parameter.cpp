#include "emulator/services/ssm/operations/put_parameter.hpp"

#include <algorithm>

namespace tertulia::ssm {
namespace {

bool is_key_id(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
           c == '/' || c == '_' || c == '-';
  });
}

constexpr core::Pattern kKeyIdPattern{.text = "^([a-zA-Z0-9:/_-]+)$", .matches = &is_key_id};

}  // namespace

std::span<const core::Member> PutParameter::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::name>("Name", {.required = true}),
      core::member<&Input::description>("Description", {.constraint = {.min = 0, .max = 1024}}),
      core::member<&Input::value>("Value", {.required = true, .constraint = {.min = 1}}),
      core::member<&Input::type>("Type"),
      core::member<&Input::key_id>(
          "KeyId", {.constraint = {.min = 1, .max = 256, .pattern = kKeyIdPattern}}),
      core::member<&Input::overwrite>("Overwrite"),
      core::member<&Input::allowed_pattern>("AllowedPattern",
                                            {.constraint = {.min = 0, .max = 1024}}),
      core::member<&Input::tags>("Tags", {.constraint = {.min = 0, .max = 1000}}),
      core::member<&Input::tier>("Tier"),
      core::member<&Input::policies>("Policies", {.constraint = {.min = 1, .max = 4096}}),
      core::member<&Input::data_type>("DataType", {.constraint = {.min = 0, .max = 128}}),
  };
  return kMembers;
}

std::span<const core::Member> PutParameter::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::version>("Version"),
      core::member<&Output::tier>("Tier"),
  };
  return kMembers;
}

core::Resources PutParameter::resources(const Input& input, const core::Call& call) {
  return {{.resource = resource_of(call, input.name.str())}};
}

core::Result<PutParameter::Output> PutParameter::run(Ssm& ssm, const Input& input,
                                                     const core::Call& call) {
  if (input.overwrite && !input.tags.empty()) return tags_with_overwrite();
  if (input.policies) return unsupported("Policies");
  TERTULIA_CHECK(check_new_name(input.name.str()));
  const bool exists = ssm.details(call, input.name.str()).has_value();
  if (exists && !input.overwrite) return parameter_already_exists();
  NewVersion parameter{.name = input.name.str(),
                       .value = input.value,
                       .type = input.type,
                       .tier = input.tier,
                       .description = input.description,
                       .allowed_pattern = input.allowed_pattern,
                       .data_type = input.data_type,
                       .key_id = input.key_id};
  for (const auto& tag : input.tags) parameter.tags.insert_or_assign(tag.key, tag.value);
  const auto put = ssm.put(call, parameter);
  if (!put.ok()) return put.error();
  return Output{put->version, put->tier};
}

}  // namespace tertulia::ssm

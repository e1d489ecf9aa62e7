#include "emulator/services/ssm/shapes.hpp"

#include <algorithm>

namespace tertulia::ssm {
namespace {

/// Letters, separators and numbers of any script, and `_.:/=+-@`. Beyond ASCII all is taken for
/// one of those.
bool is_tag_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
  });
}

bool is_filter_key(std::string_view text) {
  for (const std::string_view key :
       {"Name", "Type", "KeyId", "Path", "Label", "Tier", "DataType"}) {
    if (text == key) return true;
  }
  return text.starts_with("tag:") && text.size() > 4;
}

constexpr core::Pattern kTagPattern{.text = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
                                    .matches = &is_tag_text};
constexpr core::Pattern kFilterKeyPattern{.text = "tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType",
                                          .matches = &is_filter_key};

}  // namespace

std::span<const core::Member> Parameter::members() {
  static constexpr std::array kMembers{
      core::member<&Parameter::name>("Name"),
      core::member<&Parameter::type>("Type"),
      core::member<&Parameter::value>("Value"),
      core::member<&Parameter::version>("Version"),
      core::member<&Parameter::selector>("Selector"),
      core::member<&Parameter::last_modified>("LastModifiedDate"),
      core::member<&Parameter::arn>("ARN"),
      core::member<&Parameter::data_type>("DataType"),
  };
  return kMembers;
}

std::span<const core::Member> Tag::members() {
  static constexpr std::array kMembers{
      core::member<&Tag::key>(
          "Key", {.required = true, .constraint = {.min = 1, .max = 128, .pattern = kTagPattern}}),
      core::member<&Tag::value>(
          "Value",
          {.required = true, .constraint = {.min = 1, .max = 256, .pattern = kTagPattern}}),
  };
  return kMembers;
}

std::span<const core::Member> ParameterStringFilter::members() {
  using Self = ParameterStringFilter;
  static constexpr std::array kMembers{
      core::member<&Self::key>(
          "Key",
          {.required = true, .constraint = {.min = 1, .max = 132, .pattern = kFilterKeyPattern}}),
      core::member<&Self::option>("Option", {.constraint = {.min = 1, .max = 10}}),
      core::member<&Self::values>("Values", {.constraint = {.min = 1, .max = 50}}),
  };
  return kMembers;
}

}  // namespace tertulia::ssm

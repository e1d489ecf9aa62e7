#include "emulator/services/ssm/operations/get_parameters_by_path.hpp"

#include <algorithm>
#include <set>

#include "emulator/base/encoding.hpp"

namespace tertulia::ssm {
namespace {

constexpr std::int32_t kMaxResults = 10;

core::Status check_filter(const ParameterStringFilter& filter) {
  if (filter.key != "Type" && filter.key != "KeyId" && filter.key != "Label") {
    return invalid_filter_key(filter.key);
  }
  if (filter.values.empty()) return missing_filter_values(filter.key);
  if (filter.option && *filter.option != "Equals" && *filter.option != "BeginsWith") {
    return invalid_filter_option(*filter.option);
  }
  if (filter.key == "Type") {
    for (const auto& value : filter.values) {
      if (!core::value_of<ParameterType>(value)) return invalid_type_filter(value);
    }
  }
  return core::ok();
}

core::Status check_filters(const std::vector<ParameterStringFilter>& filters) {
  std::set<std::string_view> keys;
  for (const auto& filter : filters) {
    TERTULIA_CHECK(check_filter(filter));
    if (!keys.insert(filter.key).second) return duplicate_filter(filter.key);
  }
  return core::ok();
}

bool fits(const ParameterStringFilter& filter, std::string_view actual) {
  const bool begins = filter.option == "BeginsWith";
  return std::any_of(filter.values.begin(), filter.values.end(), [&](const std::string& value) {
    return begins ? actual.starts_with(value) : actual == value;
  });
}

}  // namespace

std::span<const core::Member> GetParametersByPath::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::path>("Path", {.required = true}),
      core::member<&Input::recursive>("Recursive"),
      core::member<&Input::filters>("ParameterFilters"),
      core::member<&Input::with_decryption>("WithDecryption"),
      core::member<&Input::max_results>("MaxResults", {.constraint = {.min = 1, .max = 10}}),
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> GetParametersByPath::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::parameters>("Parameters"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources GetParametersByPath::resources(const Input& input, const core::Call& call) {
  return {{.resource = arn_of(call, input.path.str())}};
}

core::Result<GetParametersByPath::Output> GetParametersByPath::run(Ssm& ssm, const Input& input,
                                                                   const core::Call& call) {
  TERTULIA_CHECK(check_path(input.path.str()));
  TERTULIA_CHECK(check_filters(input.filters));
  // A token is the name behind which the page starts.
  std::string after;
  if (input.next_token) {
    auto decoded = base::from_base64(*input.next_token);
    if (!decoded || !check_name(*decoded).ok()) return invalid_next_token();
    after = std::move(*decoded);
  }
  const auto keep = [&](const Parameter& parameter) {
    return std::all_of(input.filters.begin(), input.filters.end(), [&](const auto& filter) {
      if (filter.key == "Type") return fits(filter, core::name_of(parameter.type));
      if (filter.key == "Label") return false;
      const auto details = ssm.details(call, parameter.name);
      return details && !details->key_id.empty() && fits(filter, details->key_id);
    });
  };
  const auto limit = static_cast<std::size_t>(input.max_results.value_or(kMaxResults));
  Output output;
  output.parameters = ssm.below(
      call,
      {.path = input.path.str(), .recursive = input.recursive, .after = after, .limit = limit},
      input.with_decryption ? Secrets::kDecrypted : Secrets::kEncrypted, keep);
  if (output.parameters.size() > limit) {
    output.parameters.resize(limit);
    output.next_token = base::base64(output.parameters.back().name);
  }
  return output;
}

}  // namespace tertulia::ssm

#include "emulator/services/lambda/operations/list_functions.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::lambda {
namespace {

/// AWS returns no more than this, whatever is asked for.
constexpr std::int32_t kPageMax = 50;

/// Where a page ended: "NAME:VERSION" in base64.
struct Marker {
  std::string name;
  std::string version;
};

std::optional<Marker> parse(const std::string& text) {
  const auto decoded = base::from_base64(text);
  if (!decoded) return std::nullopt;
  const auto parts = base::split_once(*decoded, ":");
  if (!parts || parts->first.empty() || parts->second.empty()) return std::nullopt;
  return Marker{.name = std::string(parts->first), .version = std::string(parts->second)};
}

}  // namespace

std::span<const core::Member> ListFunctions::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::master_region>("MasterRegion", {.place = Place::kQuery}),
      core::member<&Input::function_version>("FunctionVersion", {.place = Place::kQuery}),
      core::member<&Input::marker>("Marker", {.place = Place::kQuery}),
      core::member<&Input::max_items>(
          "MaxItems", {.constraint = {.min = 1, .max = 10'000}, .place = Place::kQuery}),
  };
  return kMembers;
}

std::span<const core::Member> ListFunctions::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::next_marker>("NextMarker"),
      core::member<&Output::functions>("Functions"),
  };
  return kMembers;
}

core::Resources ListFunctions::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<ListFunctions::Output> ListFunctions::run(Lambda& lambda, const Input& input,
                                                       const core::Call& call) {
  Output output;
  Marker after;
  if (input.marker && !input.marker->empty()) {
    const auto marker = parse(*input.marker);
    if (!marker) return invalid_parameter_value("Invalid marker");
    after = *marker;
  }
  // No function is a replica of Lambda@Edge here.
  if (input.master_region && input.master_region->str() != "ALL") return output;
  const auto count = std::min(input.max_items.value_or(kPageMax), kPageMax);
  const bool all_versions = input.function_version.has_value();
  auto functions = lambda.catalogue().list(call.account, call.region, after.name, after.version,
                                           all_versions, count + 1);
  if (functions.size() > static_cast<std::size_t>(count)) {
    functions.resize(static_cast<std::size_t>(count));
    const auto& last = functions.back();
    output.next_marker = base::base64(base::cat(last.name, ":", last.version));
  }
  for (const auto& function : functions) {
    output.functions.push_back(FunctionConfiguration::of(function, all_versions));
  }
  return output;
}

}  // namespace tertulia::lambda

#include "emulator/services/lambda/function_name.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "emulator/base/text.hpp"
#include "emulator/services/lambda/errors.hpp"

namespace tertulia::lambda {
namespace {

bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
using base::is_digit;
bool is_letter(char letter) { return is_lower(letter) || (letter >= 'A' && letter <= 'Z'); }

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

/// (aws[a-zA-Z-]*)?
bool is_partition(std::string_view text) {
  return text.empty() || (text.starts_with("aws") && all(text.substr(3), [](char letter) {
                            return is_letter(letter) || letter == '-';
                          }));
}

/// [a-z]{2}(-gov)?-[a-z]+-\d{1}
bool is_region(std::string_view text) {
  const auto parts = base::split(text, '-');
  const bool gov = parts.size() == 4 && parts[1] == "gov";
  if (parts.size() != 3 && !gov) return false;
  const auto area = parts[parts.size() - 2];
  const auto number = parts.back();
  return parts[0].size() == 2 && all(parts[0], is_lower) && !area.empty() && all(area, is_lower) &&
         number.size() == 1 && is_digit(number[0]);
}

bool is_account(std::string_view text) { return text.size() == 12 && all(text, is_digit); }

bool is_name(std::string_view text) {
  return !text.empty() && all(text, [](char letter) {
    return is_letter(letter) || is_digit(letter) || letter == '-' || letter == '_' || letter == '.';
  });
}

bool is_qualifier(std::string_view text) {
  return text == "$LATEST" || (is_name(text) && text.find('.') == std::string_view::npos);
}

/// The prefix in front of the name, each part of which may be missing; takes as much as it can, as
/// the expression of AWS's model does.
enum class Stage { kRegion, kAccount, kFunction, kName };

bool parse(std::span<const std::string_view> parts, Stage stage, NameParts& found) {
  if (parts.empty()) return false;
  switch (stage) {
    case Stage::kRegion:
      if (is_region(parts[0]) && parse(parts.subspan(1), Stage::kAccount, found)) {
        found.region = parts[0];
        return true;
      }
      return parse(parts, Stage::kAccount, found);
    case Stage::kAccount:
      if (is_account(parts[0]) && parse(parts.subspan(1), Stage::kFunction, found)) {
        found.account = parts[0];
        return true;
      }
      return parse(parts, Stage::kFunction, found);
    case Stage::kFunction:
      if (parts[0] == "function" && parse(parts.subspan(1), Stage::kName, found)) return true;
      return parse(parts, Stage::kName, found);
    case Stage::kName:
      break;
  }
  if (!is_name(parts[0]) || parts.size() > 2 || (parts.size() == 2 && !is_qualifier(parts[1]))) {
    return false;
  }
  found.name = parts[0];
  found.qualifier = parts.size() == 2 ? parts[1] : std::string_view{};
  return true;
}

}  // namespace

std::optional<NameParts> parse_function_name(std::string_view text) {
  const auto parts = base::split(text, ':');
  NameParts found;
  std::span<const std::string_view> rest(parts);
  if (parts.size() > 3 && parts[0] == "arn" && is_partition(parts[1]) && parts[2] == "lambda") {
    rest = rest.subspan(3);
  }
  if (!parse(rest, Stage::kRegion, found)) return std::nullopt;
  return found;
}

std::string FunctionReference::arn() const {
  auto result = base::cat("arn:aws:lambda:", region, ":", account, ":function:", name);
  if (!qualifier.empty()) base::append(result, ":", qualifier);
  return result;
}

core::Result<FunctionReference> refer(const core::Call& call, std::string_view name,
                                      std::string_view qualifier) {
  const auto parts = parse_function_name(name);
  if (!parts) return function_not_found(name);
  if (!parts->region.empty() && parts->region != call.region) {
    return not_reachable(parts->region, call.region);
  }
  if (!parts->qualifier.empty() && !qualifier.empty() && parts->qualifier != qualifier) {
    return qualifiers_differ();
  }
  return FunctionReference{
      .account =
          std::string(parts->account.empty() ? std::string_view(call.account) : parts->account),
      .region = call.region,
      .name = std::string(parts->name),
      .qualifier = std::string(parts->qualifier.empty() ? qualifier : parts->qualifier)};
}

}  // namespace tertulia::lambda

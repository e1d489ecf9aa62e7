#include "emulator/services/ssm/names.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"
#include "emulator/services/ssm/errors.hpp"

namespace tertulia::ssm {
namespace {

constexpr std::size_t kLevelsMax = 15;

bool has_letters_of_names(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '/';
  });
}

/// The first level in small letters: "a" of "/A/b".
std::string first_level(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  return base::lower(name.substr(0, name.find('/')));
}

}  // namespace

Reference Reference::parse(std::string_view text) {
  Reference reference;
  if (const auto arn = core::Arn::parse(text);
      arn && arn->service == "ssm" && arn->resource.starts_with("parameter/")) {
    reference.from_arn = true;
    text = text.substr(text.find(":parameter/") + 10);
  }
  const auto colon = text.find(':');
  reference.name = text.substr(0, colon);
  if (colon != text.npos) reference.selector = text.substr(colon + 1);
  return reference;
}

core::Status check_name(std::string_view name) {
  const bool valid = !name.empty() && has_letters_of_names(name) && name.find("//") == name.npos &&
                     !name.ends_with('/') && (name.starts_with('/') || name.find('/') == name.npos);
  return valid ? core::ok() : core::Status(bad_name());
}

core::Status check_new_name(std::string_view name) {
  if (!name.starts_with('/') && name.find('/') != name.npos) return not_fully_qualified();
  const auto first = first_level(name);
  if (first.starts_with("ssm")) return bad_name();
  TERTULIA_CHECK(check_name(name));
  if (first.starts_with("aws")) return reserved_name(name);
  if (static_cast<std::size_t>(std::count(name.begin(), name.end(), '/')) > kLevelsMax) {
    return too_many_levels();
  }
  return core::ok();
}

core::Status check_path(std::string_view path) {
  const bool valid =
      path.starts_with('/') && has_letters_of_names(path) && path.find("//") == path.npos;
  return valid ? core::ok() : core::Status(bad_path());
}

std::string arn_of(const core::Call& call, std::string_view name) {
  return call.arn("ssm", base::cat("parameter", name.starts_with('/') ? "" : "/", name));
}

std::string resource_of(const core::Call& call, std::string_view reference) {
  return arn_of(call, Reference::parse(reference).name);
}

}  // namespace tertulia::ssm

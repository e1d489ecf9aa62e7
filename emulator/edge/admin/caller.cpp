#include "emulator/edge/admin/caller.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::edge {
namespace {

/// "localhost" of "LocalHost:4566", "::1" of "[::1]:4566".
std::string name_of(std::string_view authority) {
  if (authority.starts_with('[')) {
    return base::lower(authority.substr(1, authority.find(']') - 1));
  }
  return base::lower(authority.substr(0, authority.rfind(':')));
}

bool is_ipv4(std::string_view name) {
  const auto parts = base::split(name, '.');
  return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           const auto number = part.size() > 3 || part.starts_with('-') || part.starts_with('+')
                                   ? std::nullopt
                                   : base::parse_integer(part);
           return number && *number <= 255;
         });
}

bool is_address(std::string_view name) {
  return is_ipv4(name) || (name.find(':') != std::string_view::npos &&
                           name.find_first_not_of("0123456789abcdef:.%") == name.npos);
}

bool is_here(std::string_view name, const std::vector<std::string>& host_names) {
  return name == "localhost" || name.ends_with(".localhost") ||
         std::any_of(host_names.begin(), host_names.end(),
                     [&](const std::string& known) { return base::iequals(known, name); });
}

}  // namespace

// Two ways lead from a page on the web to a server on loopback. In DNS rebinding the page's own
// name comes to mean 127.0.0.1, so that Host is that name: an address cannot be rebound, a strange
// name is refused. A plain cross-site POST has our address as its Host, but browsers then say
// whose page it was in Origin.
std::optional<std::string> refuse_caller(const core::HttpRequest& request,
                                         const std::vector<std::string>& host_names) {
  const auto host = request.headers.get("Host");
  if (!host.empty()) {
    const auto name = name_of(host);
    if (!is_address(name) && !is_here(name, host_names)) {
      return base::cat("The admin API does not answer to the name ", name,
                       ", so that no web page can reach it by pointing its own name at this "
                       "machine (DNS rebinding): use localhost or the address");
    }
  }
  if (const auto origin = request.headers.find("Origin")) {
    const auto parts = base::split_once(*origin, "://");
    const auto name = parts ? name_of(parts->second) : std::string();
    const bool loopback = name == "::1" || (is_ipv4(name) && name.starts_with("127."));
    if (!loopback && !is_here(name, host_names)) {
      return base::cat("The admin API does not answer to web pages of other machines (Origin: ",
                       *origin, "): call it from a program or from a page on localhost");
    }
  }
  return std::nullopt;
}

}  // namespace tertulia::edge

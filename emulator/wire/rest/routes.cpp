#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/rest/rest.hpp"

namespace tertulia::wire::rest {
namespace {

/// The segments of a path, still encoded: an encoded slash belongs to its segment. A slash at the
/// end makes no segment.
std::vector<std::string_view> segments_of(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return {};
  return base::split(path, '/');
}

bool has_parameter(std::string_view query,
                   const std::pair<std::string_view, std::string_view>& wanted) {
  for (const auto parameter : base::split(query, '&')) {
    const auto equals = parameter.find('=');
    if (parameter.substr(0, equals) != wanted.first) continue;
    const auto value =
        equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1);
    if (wanted.second.empty() || value == wanted.second) return true;
  }
  return false;
}

}  // namespace

void Routes::add(const core::OperationEntry& operation, const core::HttpBinding& binding) {
  Route route{.operation = &operation, .method = binding.method, .segments = {}, .parameters = {}};
  const auto mark = binding.uri.find('?');
  for (auto text : segments_of(binding.uri.substr(0, mark))) {
    if (!text.starts_with('{')) {
      route.segments.push_back({SegmentKind::kLiteral, text});
    } else if (text.ends_with("+}")) {
      route.segments.push_back({SegmentKind::kGreedy, text.substr(1, text.size() - 3)});
    } else {
      route.segments.push_back({SegmentKind::kLabel, text.substr(1, text.size() - 2)});
    }
  }
  if (mark != std::string_view::npos) {
    for (const auto parameter : base::split(binding.uri.substr(mark + 1), '&')) {
      const auto equals = parameter.find('=');
      route.parameters.emplace_back(
          parameter.substr(0, equals),
          equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1));
    }
  }
  const auto place = std::upper_bound(routes_.begin(), routes_.end(), route, precedes);
  routes_.insert(place, std::move(route));
}

bool Routes::precedes(const Route& left, const Route& right) {
  const auto size = std::min(left.segments.size(), right.segments.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (left.segments[i].kind != right.segments[i].kind) {
      return left.segments[i].kind < right.segments[i].kind;
    }
  }
  if (left.segments.size() != right.segments.size()) {
    return left.segments.size() > right.segments.size();
  }
  return left.parameters.size() > right.parameters.size();
}

bool Routes::matches(const Route& route, const std::vector<std::string_view>& segments,
                     Labels& labels) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    const auto& wanted = route.segments[i];
    const std::size_t still_due = route.segments.size() - i - 1;
    if (segments.size() < at + 1 + still_due) return false;
    if (wanted.kind == SegmentKind::kGreedy) {
      const auto last = segments.size() - still_due - 1;
      const char* begin = segments[at].data();
      const char* end = segments[last].data() + segments[last].size();
      labels.emplace_back(wanted.text,
                          base::percent_decode({begin, static_cast<std::size_t>(end - begin)}));
      at = last + 1;
      continue;
    }
    const auto segment = segments[at++];
    if (wanted.kind == SegmentKind::kLabel) {
      if (segment.empty()) return false;
      labels.emplace_back(wanted.text, base::percent_decode(segment));
    } else if (segment != wanted.text && base::percent_decode(segment) != wanted.text) {
      return false;
    }
  }
  return at == segments.size();
}

std::optional<Routes::Match> Routes::find(std::string_view method, std::string_view path,
                                          std::string_view query) const {
  const auto segments = segments_of(path);
  for (const auto& route : routes_) {
    if (route.method != method) continue;
    Match match{.operation = route.operation, .labels = {}};
    if (!matches(route, segments, match.labels)) continue;
    if (std::all_of(route.parameters.begin(), route.parameters.end(),
                    [&](const auto& wanted) { return has_parameter(query, wanted); })) {
      return match;
    }
  }
  return std::nullopt;
}

}  // namespace tertulia::wire::rest

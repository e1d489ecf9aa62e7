#include "emulator/services/apigateway/fields.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

/// What no integration sees, and what API Gateway sets itself.
constexpr std::array<std::string_view, 15> kKept{
    "connection",      "content-length",     "content-md5",      "expect",
    "max-forwards",    "proxy-authenticate", "server",           "te",
    "trailer",         "transfer-encoding",  "upgrade",          "www-authenticate",
    "x-forwarded-for", "x-forwarded-port",   "x-forwarded-proto"};

unsigned char lower(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte;
}

bool less_ignoring_case(std::string_view left, std::string_view right) {
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [](char a, char b) { return lower(a) < lower(b); });
}

bool is_forwarded(std::string_view name) {
  return std::none_of(kKept.begin(), kKept.end(),
                      [&](std::string_view kept) { return base::iequals(kept, name); }) &&
         !base::iequals(name, "x-amzn-trace-id");
}

/// Stable. Requests have few fields, and for those insertion beats the general algorithm and its
/// buffer.
template <class Less>
void sort(Fields& fields, Less less) {
  constexpr std::size_t kFew = 40;
  const auto by_name = [&](const Field& a, const Field& b) { return less(a.name, b.name); };
  if (fields.size() > kFew) {
    std::stable_sort(fields.begin(), fields.end(), by_name);
    return;
  }
  for (auto next = fields.begin(); next != fields.end(); ++next) {
    std::rotate(std::upper_bound(fields.begin(), next, *next, by_name), next, next + 1);
  }
}

bool same(std::string_view left, std::string_view right, Case letters) {
  return letters == Case::kMatters ? left == right : base::iequals(left, right);
}

/// Calls `group(first, last)` for each run of one name.
template <class Group>
void for_each_group(const Fields& fields, Case letters, Group group) {
  for (auto first = fields.begin(); first != fields.end();) {
    auto last = first + 1;
    while (last != fields.end() && same(last->name, first->name, letters)) ++last;
    group(first, last);
    first = last;
  }
}

void close(std::string& out, char bracket) {
  if (out.back() == ',') {
    out.back() = bracket;
  } else {
    out += bracket;
  }
}

std::string_view decode(std::string_view text, std::vector<std::string>& decoded) {
  if (text.find_first_of("%+") == std::string_view::npos) return text;
  return decoded.emplace_back(base::form_decode(text));
}

}  // namespace

Fields forwarded_headers(const core::Headers& headers, const Fields& more) {
  Fields fields;
  fields.reserve(headers.size() + more.size());
  for (const auto& [name, value] : headers) {
    if (!is_forwarded(name)) continue;
    // AWS spells this one its own way, however the client did.
    const bool authorization = base::iequals(name, "authorization");
    fields.push_back({authorization ? std::string_view("Authorization") : name, value});
  }
  fields.insert(fields.end(), more.begin(), more.end());
  sort(fields, less_ignoring_case);
  return fields;
}

/// A semicolon splits as an ampersand does.
Fields query_parameters(std::string_view query, std::vector<std::string>& decoded) {
  Fields fields;
  if (query.empty()) return fields;
  const auto count = 1 + std::count_if(query.begin(), query.end(),
                                       [](char letter) { return letter == '&' || letter == ';'; });
  fields.reserve(static_cast<std::size_t>(count));
  // Views of its texts are taken: it must not grow.
  decoded.reserve(decoded.size() + 2 * static_cast<std::size_t>(count));
  while (!query.empty()) {
    const auto end = query.find_first_of("&;");
    const auto pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    const auto equals = pair.find('=');
    const auto name = pair.substr(0, equals);
    const auto value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (name.empty()) continue;
    const auto decoded_name = decode(name, decoded);
    fields.push_back({decoded_name, decode(value, decoded)});
  }
  sort(fields, std::less<>());
  return fields;
}

void append_single(std::string& out, const Fields& fields, Case letters) {
  out += '{';
  for_each_group(fields, letters, [&](auto first, auto last) {
    base::append_json_string(out, first->name);
    out += ':';
    base::append_json_string(out, (last - 1)->value);
    out += ',';
  });
  close(out, '}');
}

void append_multi(std::string& out, const Fields& fields, Case letters) {
  out += '{';
  for_each_group(fields, letters, [&](auto first, auto last) {
    base::append_json_string(out, first->name);
    out += ":[";
    for (auto field = first; field != last; ++field) {
      base::append_json_string(out, field->value);
      out += ',';
    }
    close(out, ']');
    out += ',';
  });
  close(out, '}');
}

}  // namespace tertulia::apigateway

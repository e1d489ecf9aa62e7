#include <array>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::wire::sigv4 {
namespace {

constexpr std::string_view kPrefix = "AWS4-";
constexpr std::string_view kHmac = "AWS4-HMAC-SHA256";
constexpr std::string_view kEcdsa = "AWS4-ECDSA-P256-SHA256";

Refusal incomplete(std::string message) { return {Trouble::kIncomplete, std::move(message)}; }

std::optional<Algorithm> algorithm_of(std::string_view name) {
  if (name == kHmac) return Algorithm::kHmacSha256;
  if (name == kEcdsa) return Algorithm::kEcdsaP256;
  return std::nullopt;
}

/// Splits "AKID/20150830/us-east-1/iam/aws4_request", from the right: nothing forbids a slash in a
/// key's id.
bool take_credential(std::string_view credential, Signed& found) {
  const auto parts = base::split(credential, '/');
  const std::size_t after_key = found.algorithm == Algorithm::kHmacSha256 ? 4 : 3;
  if (parts.size() <= after_key || parts.back() != "aws4_request") return false;
  const auto first = parts.size() - after_key;
  std::size_t key_size = 0;
  for (std::size_t i = 0; i < first; ++i) key_size += parts[i].size() + (i == 0 ? 0 : 1);
  found.key_id = credential.substr(0, key_size);
  found.date = parts[first];
  if (after_key == 4) found.region = parts[first + 1];
  found.service = parts[parts.size() - 2];
  return !found.key_id.empty() && !found.date.empty();
}

bool is_timestamp(std::string_view text) {
  return text.size() == 16 && text[8] == 'T' && core::parse_iso8601(text).has_value();
}

/// `Credential=…`, `SignedHeaders=…` and `Signature=…`, between commas, spaces or both.
struct HeaderParts {
  std::string_view credential, signed_headers, signature;
};
HeaderParts parts_of(std::string_view parameters) {
  HeaderParts parts;
  while (!parameters.empty()) {
    const auto end = parameters.find_first_of(", \t");
    const auto parameter = parameters.substr(0, end);
    parameters = end == std::string_view::npos ? std::string_view() : parameters.substr(end + 1);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    const auto value = parameter.substr(equals + 1);
    const auto name = parameter.substr(0, equals);
    if (name == "Credential") parts.credential = value;
    if (name == "SignedHeaders") parts.signed_headers = value;
    if (name == "Signature") parts.signature = value;
  }
  return parts;
}

/// The time of X-Amz-Date or, in its place, Date, which may be an HTTP date.
std::string date_header(const core::HttpRequest& request) {
  if (const auto amz = request.headers.find("X-Amz-Date")) return std::string(*amz);
  const auto date = request.headers.get("Date");
  const auto time = parse_http_date(date);
  return time ? core::iso8601_basic(*time) : std::string(date);
}

std::string missing_parts(const HeaderParts& parts, std::string_view date,
                          std::string_view authorization) {
  std::string message;
  const auto need = [&](std::string_view value, std::string_view name) {
    if (value.empty()) {
      base::append(message, "Authorization header requires '", name, "' parameter. ");
    }
  };
  need(parts.credential, "Credential");
  need(parts.signature, "Signature");
  need(parts.signed_headers, "SignedHeaders");
  if (date.empty()) {
    message +=
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }
  if (!message.empty()) base::append(message, "Authorization=", authorization);
  return message;
}

std::optional<Refusal> check_time(const Signed& found) {
  if (!is_timestamp(found.timestamp)) {
    return incomplete(base::cat("Date must be in ISO-8601 'basic format'. Got '", found.timestamp,
                                "'. See http://en.wikipedia.org/wiki/ISO_8601"));
  }
  return std::nullopt;
}

Refusal bad_credential(std::string_view credential) {
  return incomplete(
      base::cat("Credential must have exactly 5 slash-delimited elements, e.g. "
                "keyid/date/region/service/term, got '",
                credential, "'"));
}

Parsed parse_header(const core::HttpRequest& request, std::string_view authorization) {
  const auto space = authorization.find(' ');
  const auto algorithm = algorithm_of(authorization.substr(0, space));
  if (!algorithm) {
    return {.refusal = incomplete(
                base::cat("Unsupported AWS 'algorithm': '", authorization.substr(0, space), "'."))};
  }
  const auto parts = parts_of(space == std::string_view::npos ? std::string_view()
                                                              : authorization.substr(space + 1));
  auto date = date_header(request);
  if (auto message = missing_parts(parts, date, authorization); !message.empty()) {
    return {.refusal = incomplete(std::move(message))};
  }
  Signed found{.algorithm = *algorithm};
  if (!take_credential(parts.credential, found)) {
    return {.refusal = bad_credential(parts.credential)};
  }
  found.signed_headers = parts.signed_headers;
  found.signature = parts.signature;
  found.timestamp = std::move(date);
  found.session_token = request.headers.get("X-Amz-Security-Token");
  if (auto refusal = check_time(found)) return {.refusal = std::move(refusal)};
  return {.found = std::move(found)};
}

/// The parameters of a presigned request, percent-decoded.
struct QueryParts {
  std::string algorithm, credential, signature, signed_headers, date, expires, token;
};
QueryParts query_parts(std::string_view query) {
  QueryParts parts;
  const std::array<std::pair<std::string_view, std::string*>, 7> names{
      {{"X-Amz-Algorithm", &parts.algorithm},
       {"X-Amz-Credential", &parts.credential},
       {"X-Amz-Signature", &parts.signature},
       {"X-Amz-SignedHeaders", &parts.signed_headers},
       {"X-Amz-Date", &parts.date},
       {"X-Amz-Expires", &parts.expires},
       {"X-Amz-Security-Token", &parts.token}}};
  for (const auto parameter : base::split(query, '&')) {
    const auto pair = base::split_once(parameter, "=");
    if (!pair) continue;
    for (const auto& [name, target] : names) {
      if (name == pair->first) *target = base::form_decode(pair->second);
    }
  }
  return parts;
}

std::string missing_parameters(const QueryParts& parts) {
  std::string message;
  const auto need = [&](std::string_view value, std::string_view name) {
    if (value.empty()) {
      base::append(message, "AWS query-string parameters must include '", name, "'. ");
    }
  };
  need(parts.algorithm, "X-Amz-Algorithm");
  need(parts.credential, "X-Amz-Credential");
  need(parts.signature, "X-Amz-Signature");
  need(parts.signed_headers, "X-Amz-SignedHeaders");
  need(parts.date, "X-Amz-Date");
  if (!message.empty()) message += "Re-examine the query-string parameters.";
  return message;
}

Parsed parse_query(const core::HttpRequest& request) {
  auto parts = query_parts(request.query());
  if (auto message = missing_parameters(parts); !message.empty()) {
    return {.refusal = incomplete(std::move(message))};
  }
  const auto algorithm = algorithm_of(parts.algorithm);
  if (!algorithm) {
    return {.refusal =
                incomplete(base::cat("Unsupported AWS 'algorithm': '", parts.algorithm, "'."))};
  }
  Signed found{.algorithm = *algorithm, .carrier = Carrier::kQuery};
  if (!take_credential(parts.credential, found)) {
    return {.refusal = bad_credential(parts.credential)};
  }
  found.signed_headers = std::move(parts.signed_headers);
  found.signature = std::move(parts.signature);
  found.timestamp = std::move(parts.date);
  found.session_token = std::move(parts.token);
  if (!parts.expires.empty()) {
    found.expires_s = base::parse_integer(parts.expires);
    if (!found.expires_s || *found.expires_s < 0) {
      return {.refusal = incomplete("X-Amz-Expires should be a number")};
    }
  }
  if (auto refusal = check_time(found)) return {.refusal = std::move(refusal)};
  return {.found = std::move(found)};
}

}  // namespace

std::string Signed::scope() const {
  if (algorithm == Algorithm::kEcdsaP256) return base::cat(date, "/", service, "/aws4_request");
  return base::cat(date, "/", region, "/", service, "/aws4_request");
}

Parsed parse(const core::HttpRequest& request) {
  const auto authorization = request.headers.find("Authorization");
  const bool in_header = authorization && authorization->starts_with(kPrefix);
  const auto query = request.query();
  const bool in_query = !query.empty() && (query.find("X-Amz-Signature=") != query.npos ||
                                           query.find("X-Amz-Algorithm=") != query.npos ||
                                           query.find("X-Amz-Credential=") != query.npos);
  if (in_header && in_query) {
    return {.refusal = Refusal{Trouble::kMismatch,
                               "Found both 'X-Amz-Algorithm' as a query-string param and "
                               "'Authorization' as HTTP header."}};
  }
  if (in_header) return parse_header(request, *authorization);
  if (in_query) return parse_query(request);
  return {};
}

}  // namespace tertulia::wire::sigv4

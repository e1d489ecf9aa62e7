#include <algorithm>
#include <vector>

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::wire::sigv4 {
namespace {

/// AWS takes no presigned request that holds longer than a week.
constexpr std::int64_t kExpiresMax = 7 * 24 * 3600;

/// The path without empty and dot segments: "/a/./b/../c//" is "/a/c/".
std::string normalised(std::string_view path) {
  std::vector<std::string_view> kept;
  const auto segments = base::split(path, '/');
  for (const auto segment : segments) {
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else {
      kept.push_back(segment);
    }
  }
  std::string result;
  for (const auto segment : kept) base::append(result, "/", segment);
  const auto last = segments.back();
  if (result.empty() || last.empty() || last == "." || last == "..") result += '/';
  return result;
}

std::string canonical_path(std::string_view path, PathStyle style) {
  if (style == PathStyle::kAsSent) return std::string(path);
  return base::percent_encode(normalised(path), "/");
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const auto parameter : base::split(query, '&')) {
    if (parameter.empty()) continue;
    const auto equals = parameter.find('=');
    const auto name = base::percent_decode(parameter.substr(0, equals));
    if (name == "X-Amz-Signature") continue;
    const auto value =
        equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1);
    parameters.emplace_back(base::percent_encode(name),
                            base::percent_encode(base::percent_decode(value)));
  }
  std::sort(parameters.begin(), parameters.end());
  std::string result;
  for (const auto& [name, value] : parameters) {
    base::append(result, result.empty() ? "" : "&", name, "=", value);
  }
  return result;
}

/// A header's value without spaces around it and with single ones inside.
std::string trimmed(std::string_view value) {
  std::string result;
  for (const char letter : base::trim(value)) {
    const bool blank = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
    if (blank && result.ends_with(' ')) continue;
    result += blank ? ' ' : letter;
  }
  return result;
}

/// All values of one header with commas between, as they were sent.
std::string canonical_header(const core::Headers& headers, std::string_view name) {
  std::string result;
  bool first = true;
  for (const auto& [key, value] : headers) {
    if (!base::iequals(key, name)) continue;
    base::append(result, first ? "" : ",", trimmed(value));
    first = false;
  }
  return result;
}

std::string body_hash(const core::HttpRequest& request) {
  const auto said = request.headers.get("x-amz-content-sha256");
  if (said == "UNSIGNED-PAYLOAD" || said.starts_with("STREAMING-")) return std::string(said);
  return base::hex(base::sha256(request.body));
}

Refusal mismatch(std::string message) { return {Trouble::kMismatch, std::move(message)}; }

std::optional<Refusal> check_time(const Signed& found, const Conditions& conditions) {
  const auto time = *core::parse_iso8601(found.timestamp);
  const auto now = core::iso8601_basic(conditions.now);
  const auto expired = [&](core::Duration span) {
    return mismatch(base::cat("Signature expired: ", found.timestamp, " is now earlier than ",
                              core::iso8601_basic(conditions.now - span), " (", now, " - ",
                              std::chrono::floor<std::chrono::minutes>(span).count(), " min.)"));
  };
  if (found.expires_s) {
    const auto span = std::chrono::seconds(*found.expires_s);
    if (time + span < conditions.now) return expired(span);
  }
  if (!conditions.skew_minutes) return std::nullopt;
  const auto skew = std::chrono::minutes(*conditions.skew_minutes);
  if (!found.expires_s && time < conditions.now - skew) return expired(skew);
  if (time > conditions.now + skew) {
    return mismatch(base::cat("Signature not yet current: ", found.timestamp,
                              " is still later than ", core::iso8601_basic(conditions.now + skew),
                              " (", now, " + ", *conditions.skew_minutes, " min.)"));
  }
  return std::nullopt;
}

std::optional<Refusal> check_scope(const Signed& found, const Conditions& conditions) {
  const std::string_view day = std::string_view(found.timestamp).substr(0, 8);
  if (found.date != day) {
    return mismatch(
        base::cat("Date in Credential scope does not match YYYYMMDD from ISO-8601 "
                  "version of date from HTTP: '",
                  found.date, "' != '", day, "', from '", found.timestamp, "'."));
  }
  if (!conditions.service.empty() && !found.service.empty() &&
      found.service != conditions.service) {
    return mismatch(
        base::cat("Credential should be scoped to correct service: '", conditions.service, "'. "));
  }
  if (found.expires_s && *found.expires_s > kExpiresMax) {
    return mismatch(
        "X-Amz-Expires must be less than a week (in seconds); that is, the given "
        "X-Amz-Expires must be less than 604800 seconds");
  }
  const auto names = base::split(found.signed_headers, ';');
  if (std::find(names.begin(), names.end(), "host") == names.end()) {
    return mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  return std::nullopt;
}

}  // namespace

std::string canonical_request(const core::HttpRequest& request, const Signed& found,
                              PathStyle style) {
  std::string out;
  base::append(out, request.method, "\n", canonical_path(request.path(), style), "\n",
               canonical_query(request.query()), "\n");
  for (const auto name : base::split(found.signed_headers, ';')) {
    base::append(out, name, ":", canonical_header(request.headers, name), "\n");
  }
  base::append(out, "\n", found.signed_headers, "\n", body_hash(request));
  return out;
}

std::string string_to_sign(const Signed& found, std::string_view canonical) {
  return base::cat(
      found.algorithm == Algorithm::kHmacSha256 ? "AWS4-HMAC-SHA256" : "AWS4-ECDSA-P256-SHA256",
      "\n", found.timestamp, "\n", found.scope(), "\n", base::hex(base::sha256(canonical)));
}

std::string signature(std::string_view secret, const Signed& found, std::string_view to_sign) {
  auto key = base::hmac_sha256(base::cat("AWS4", secret), found.date);
  for (const std::string_view part :
       {std::string_view(found.region), std::string_view(found.service),
        std::string_view("aws4_request"), to_sign}) {
    key = base::hmac_sha256(key, part);
  }
  return base::hex(key);
}

std::optional<Refusal> verify(const core::HttpRequest& request, const Signed& found,
                              const Secret& secret, const Conditions& conditions) {
  if (!base::equal_in_constant_time(found.session_token, secret.session_token)) {
    return Refusal{Trouble::kUnknownKey, "The security token included in the request is invalid."};
  }
  if (secret.expires && conditions.now >= *secret.expires) {
    return Refusal{Trouble::kExpiredToken, "The security token included in the request is expired"};
  }
  if (found.algorithm != Algorithm::kHmacSha256) {
    // The public key of an asymmetric signature is derived from the secret; nothing here does so.
    return mismatch("The emulator does not verify AWS4-ECDSA-P256-SHA256 signatures.");
  }
  if (auto refusal = check_scope(found, conditions)) return refusal;
  if (auto refusal = check_time(found, conditions)) return refusal;
  const auto style = found.service == "s3" ? PathStyle::kAsSent : PathStyle::kEncodedTwice;
  const auto canonical = canonical_request(request, found, style);
  const auto to_sign = string_to_sign(found, canonical);
  if (base::equal_in_constant_time(signature(secret.secret, found, to_sign), found.signature)) {
    return std::nullopt;
  }
  return mismatch(base::cat(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details.",
      "\n\nThe Canonical String for this request should have been\n'", canonical,
      "'\n\nThe String-to-Sign should have been\n'", to_sign, "'\n"));
}

}  // namespace tertulia::wire::sigv4

/// Signature Version 4: what a request says of its signature, and whether it is right.
///
/// `parse` is cheap and done for every request: account, region, service and key come from it.
/// `verify` computes; it is done for keys whose secret is known. `sign` makes signatures for tests
/// and for requests of our own.
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/http.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::wire::sigv4 {

enum class Algorithm : std::uint8_t {
  kHmacSha256,  // AWS4-HMAC-SHA256
  kEcdsaP256,   // AWS4-ECDSA-P256-SHA256, SigV4a: its scope has no region
};
enum class Carrier : std::uint8_t { kHeader, kQuery };

/// What a request says of its signature.
struct Signed {
  Algorithm algorithm = Algorithm::kHmacSha256;
  Carrier carrier = Carrier::kHeader;
  std::string key_id = {};
  std::string date = {};     // "20150830"
  std::string region = {};   // empty with SigV4a
  std::string service = {};  // may be empty: some clients take it from a host name that has none
  /// "host;x-amz-date"
  std::string signed_headers = {};
  std::string signature = {};
  /// "20150830T123600Z"
  std::string timestamp = {};
  std::string session_token = {};
  /// Presigned: for how many seconds it holds.
  std::optional<std::int64_t> expires_s = std::nullopt;

  /// "20150830/us-east-1/iam/aws4_request"
  [[nodiscard]] std::string scope() const;
};

enum class Trouble : std::uint8_t {
  kMissing,       // no signature at all
  kIncomplete,    // a signature that lacks something
  kMismatch,      // wrong signature, time or scope
  kUnknownKey,    // no such key, or its token is not the one it was issued with
  kExpiredToken,  // the key was issued for a time that is over
};
/// Why a request is refused; `wire::refusal` words it as each protocol does.
struct Refusal {
  Trouble trouble = Trouble::kMissing;
  std::string message;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct Parsed {
  /// The signature, unless `refusal` says what it lacks; neither for a request without one.
  std::optional<Signed> found = std::nullopt;
  std::optional<Refusal> refusal = std::nullopt;
};
/// Reads the Authorization header or the presigned query string. An Authorization header of another
/// scheme is none of ours.
[[nodiscard]] Parsed parse(const core::HttpRequest& request);

/// What a signature is checked with.
struct Secret {
  std::string secret;
  /// Empty for keys without one.
  std::string session_token = {};
  std::optional<core::Time> expires = std::nullopt;
};
struct Conditions {
  core::Time now;
  /// How far a request's time may be off; nothing skips that check, but not that of a presigned
  /// request's end.
  std::optional<std::int32_t> skew_minutes = 15;
  /// The service that the scope must name; empty takes any.
  std::string_view service = {};
};
/// Nothing when the request is signed with the secret, in time and with its token.
[[nodiscard]] std::optional<Refusal> verify(const core::HttpRequest& request, const Signed& found,
                                            const Secret& secret, const Conditions& conditions);

/// How the path enters the canonical request: S3 takes it as it is sent, all others normalise it
/// and encode it once more.
enum class PathStyle : std::uint8_t { kEncodedTwice, kAsSent };

[[nodiscard]] std::string canonical_request(const core::HttpRequest& request, const Signed& found,
                                            PathStyle style);
[[nodiscard]] std::string string_to_sign(const Signed& found, std::string_view canonical);
/// The signature in hexadecimal.
[[nodiscard]] std::string signature(std::string_view secret, const Signed& found,
                                    std::string_view to_sign);

}  // namespace tertulia::wire::sigv4

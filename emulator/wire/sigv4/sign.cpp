#include "emulator/wire/sigv4/sign.hpp"

#include "emulator/base/text.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::wire::sigv4 {

void sign(core::HttpRequest& request, const Signing& signing) {
  Signed header;
  header.key_id = signing.key_id;
  header.timestamp = core::iso8601_basic(signing.now);
  header.date = header.timestamp.substr(0, 8);
  header.region = signing.region;
  header.service = signing.service;
  header.session_token = signing.session_token;
  header.signed_headers = "content-type;host;x-amz-date";
  request.headers.set("X-Amz-Date", header.timestamp);
  if (!signing.session_token.empty()) {
    request.headers.set("X-Amz-Security-Token", signing.session_token);
    header.signed_headers += ";x-amz-security-token";
  }
  const auto canonical = canonical_request(request, header, PathStyle::kEncodedTwice);
  header.signature = signature(signing.secret, header, string_to_sign(header, canonical));
  request.headers.set(
      "Authorization",
      base::cat("AWS4-HMAC-SHA256 Credential=", header.key_id, "/", header.scope(),
                ", SignedHeaders=", header.signed_headers, ", Signature=", header.signature));
}

}  // namespace tertulia::wire::sigv4

// An Authorization header or a presigned target (the first byte says which): a signature that was
// not made with the secret is never taken.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/wire/sigv4/sigv4.hpp"

using namespace tertulia;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  core::HttpRequest request;
  request.headers.add("Host", "localhost");
  request.headers.add("X-Amz-Date", "20260131T123456Z");
  if (data[0] == 'q') {
    request.target = text;
  } else {
    request.headers.add("Authorization", text);
  }
  const auto parsed = wire::sigv4::parse(request);
  if (parsed.found && parsed.refusal) std::abort();
  if (!parsed.found) return 0;
  const auto refusal = wire::sigv4::verify(
      request, *parsed.found, {.secret = "secret", .session_token = parsed.found->session_token},
      {.now = *core::parse_iso8601("20260131T123456Z")});
  if (!refusal || refusal->message.empty()) std::abort();
  return 0;
}

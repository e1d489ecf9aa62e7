// The bytes of a connection, in the pieces that the first byte asks for. Whatever the pieces, the
// requests are the same, and their replies can be written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/edge/http/request_parser.hpp"
#include "emulator/edge/http/response_text.hpp"

namespace {

using namespace tertulia;
using edge::RequestParser;

constexpr RequestParser::Limits kLimits{.header_bytes = 4096, .body_bytes = 8192};

/// What came out, as one text.
std::string parse(std::string_view bytes, std::size_t step) {
  RequestParser parser(kLimits);
  std::string pending;
  std::string seen;
  while (!bytes.empty() && parser.state() == RequestParser::State::kNeedsMore) {
    pending += bytes.substr(0, step);
    bytes.remove_prefix(std::min(step, bytes.size()));
    while (true) {
      pending.erase(0, parser.feed(pending));
      if (pending.size() > kLimits.header_bytes + step) std::abort();
      if (parser.state() != RequestParser::State::kComplete) break;
      const auto taken = parser.take();
      seen += taken.request.method + ' ' + taken.request.target + ' ' + taken.request.body + '\n';
      for (const auto& [name, value] : taken.request.headers) seen += name + ':' + value + '\n';
      if (taken.request.body.size() > kLimits.body_bytes) std::abort();
    }
  }
  if (parser.state() == RequestParser::State::kFaulty) {
    seen += std::to_string(parser.fault().status);
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto whole = parse(bytes, bytes.size() + 1);
  const auto pieces = parse(bytes, 1 + data[0] % 32);
  // A fault may be seen earlier in pieces, but no request may come or look different before it.
  if (whole != pieces && whole.find_last_of('\n') != pieces.find_last_of('\n')) std::abort();

  core::HttpResponse response{.status = data[0], .headers = {}, .body = std::string(bytes)};
  response.headers.add("X-Echo", std::string(bytes));
  std::string head;
  (void)edge::append_head(response, {}, head);
  if (head.find("\r\n\r\n") != head.size() - 4) std::abort();
  return 0;
}

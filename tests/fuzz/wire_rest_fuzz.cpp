// "METHOD target", headers and a body through REST routes: labels are never empty and no value
// splits the reply's headers.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/wire/rest/rest.hpp"
#include "tests/wire/test_services.hpp"

using namespace tertulia;
using wire::testing::GetPage;
using wire::testing::Placed;
using wire::testing::PlacedOutput;

namespace {

core::HttpRequest request_of(std::string_view text) {
  core::HttpRequest request;
  bool first = true;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty()) break;
    const auto cut = base::split_once(line, first ? " " : ":");
    if (!cut) continue;
    if (first) {
      request.method = cut->first;
      request.target = cut->second;
    } else {
      request.headers.add(std::string(cut->first), std::string(cut->second));
    }
    first = false;
  }
  request.body = text;
  return request;
}

const core::OperationEntry& page() {
  static const auto entry = core::entry_of<GetPage>();
  return entry;
}

const wire::rest::Routes& routes() {
  static const auto made = [] {
    wire::rest::Routes all;
    for (const auto* uri : {"/", "/a", "/a/{BookId}", "/a/{BookId}/b/{Page+}", "/{Page+}/end",
                            "/a?mode=x&y", "/2020-01-01/books/{BookId}/pages/{Page+}"}) {
      all.add(page(), {.method = "POST", .uri = uri});
    }
    return all;
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = request_of({reinterpret_cast<const char*>(data), size});
  const auto match = routes().find(request.method, request.path(), request.query());
  if (!match) return 0;
  for (const auto& [name, value] : match->labels) {
    if (name == "BookId" && value.empty()) std::abort();
  }
  Placed input;
  core::Validator validator;
  const auto status = wire::rest::decode(core::type_of<Placed>(), &input, match->labels, request,
                                         request.body, validator);
  if (!status.ok()) return 0;
  const PlacedOutput output{.reason = input.reason, .meta = input.meta, .leaf = input.leaf};
  for (const auto& [name, value] : wire::rest::encode_reply(page(), &output).headers) {
    if (name.find_first_of("\r\n") != std::string::npos ||
        value.find_first_of("\r\n") != std::string::npos) {
      std::abort();
    }
  }
  return 0;
}

// What a function returns, as the answer of a proxy integration: never a header that splits the
// answer, never a status that HTTP has not.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "emulator/services/apigateway/proxy_reply.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view payload(reinterpret_cast<const char*>(data), size);
  for (const bool decodes : {false, true}) {
    const auto reply = tertulia::apigateway::proxy_reply(payload, {.decodes_base64 = decodes});
    const auto* response = std::get_if<tertulia::core::HttpResponse>(&reply);
    if (response == nullptr) continue;
    if (response->status < 200 || response->status > 599) std::abort();
    for (const auto& [name, value] : response->headers) {
      const auto splits = [](char letter) {
        return letter == '\r' || letter == '\n' || letter == '\0';
      };
      if (name.empty() || std::any_of(name.begin(), name.end(), splits) ||
          std::any_of(value.begin(), value.end(), splits)) {
        std::abort();
      }
    }
  }
  return 0;
}

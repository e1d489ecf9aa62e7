// A request to the admin API: path, query and body, separated by line ends. Every one is answered,
// with JSON, at once.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/edge/admin/admin.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto parts = base::split_once(bytes, "\n");

  core::Env env({.clock = core::ClockMode::kVirtual});
  core::Core core(env.clock);
  core::Inspector inspector;
  inspector.add("echo", [](const core::Inspector::Query& query) {
    return nlohmann::json(query).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  });
  std::string state = "state";
  edge::Admin admin(core, env, inspector,
                    {.reset = [&] { state.clear(); },
                     .snapshot_bytes = [&] { return state; },
                     .restore = [&](std::string_view saved) { state = saved; }});
  core::HttpRequest request{.method = data[0] % 2 == 0 ? "GET" : "POST",
                            .target = base::cat("/_tertulia/", parts ? parts->first : bytes),
                            .headers = {},
                            .body = std::string(parts ? parts->second : std::string_view())};
  request.headers.add("Host", data[0] % 4 < 2 ? "localhost" : request.body);
  int answers = 0;
  admin.serve(request, [&](const core::HttpResponse& response) {
    ++answers;
    if (!nlohmann::json::accept(response.body)) std::abort();
  });
  if (answers != 1) std::abort();
  return 0;
}

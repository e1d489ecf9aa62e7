#include "emulator/edge/router/api_router.hpp"

#include "emulator/edge/router/api_target.hpp"

namespace tertulia::edge {

void ApiRouter::serve(core::HttpRequest request, core::HttpReply reply) {
  auto target = api_target(request);
  {
    const auto inside = core_.enter();
    if (!target) {
      const auto id = api_.default_api();
      if (!id.empty()) target = staged_target(id, request.path());
    }
    if (target) return api_.serve(std::move(*target), std::move(request), std::move(reply));
  }
  auto refusal = api_refusal("ForbiddenException", "Forbidden");
  refusal.headers.add("x-amzn-RequestId", env_.ids.uuid(core::IdKind::kRequest));
  refusal.headers.add("Date", core::http_date(env_.clock.now()));
  reply(std::move(refusal));
}

}  // namespace tertulia::edge

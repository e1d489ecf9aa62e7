#include "emulator/model/provider.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model {

std::string physical_name(core::Env& env, const ResourceRequest& request) {
  return base::cat(request.stack_name, "-", request.logical_id, "-",
                   env.ids.upper_alnum(core::IdKind::kPhysical, 12));
}

}  // namespace tertulia::model

/// The operations of API Gateway that the emulator has: none yet, so that each is refused by its
/// name. APIs come from templates.
#pragma once

#include "emulator/services/apigateway/apigateway.hpp"

namespace tertulia::apigateway {

using Operations = core::OperationList<>;

}  // namespace tertulia::apigateway

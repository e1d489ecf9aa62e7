/// The operations of Parameter Store that the emulator has.
#pragma once

#include "emulator/services/ssm/operations/get_parameter.hpp"

namespace tertulia::ssm {

using Operations = core::OperationList<GetParameter>;

}  // namespace tertulia::ssm

/// The operations of the Security Token Service that the emulator has.
#pragma once

#include "emulator/services/sts/operations/get_caller_identity.hpp"

namespace tertulia::sts {

using Operations = core::OperationList<GetCallerIdentity>;

}  // namespace tertulia::sts

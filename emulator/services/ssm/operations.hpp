/// The operations of Parameter Store that the emulator has.
#pragma once

#include "emulator/services/ssm/operations/delete_parameter.hpp"
#include "emulator/services/ssm/operations/delete_parameters.hpp"
#include "emulator/services/ssm/operations/get_parameter.hpp"
#include "emulator/services/ssm/operations/get_parameters.hpp"
#include "emulator/services/ssm/operations/get_parameters_by_path.hpp"
#include "emulator/services/ssm/operations/put_parameter.hpp"

namespace tertulia::ssm {

using Operations = core::OperationList<DeleteParameter, DeleteParameters, GetParameter,
                                       GetParameters, GetParametersByPath, PutParameter>;

}  // namespace tertulia::ssm

/// The operations of Lambda that the emulator has.
#pragma once

#include "emulator/services/lambda/operations/get_function.hpp"
#include "emulator/services/lambda/operations/get_function_configuration.hpp"
#include "emulator/services/lambda/operations/get_policy.hpp"
#include "emulator/services/lambda/operations/invoke.hpp"
#include "emulator/services/lambda/operations/invoke_async.hpp"
#include "emulator/services/lambda/operations/list_functions.hpp"

namespace tertulia::lambda {

using Operations = core::OperationList<GetFunction, GetFunctionConfiguration, GetPolicy, Invoke,
                                       InvokeAsync, ListFunctions>;

}  // namespace tertulia::lambda

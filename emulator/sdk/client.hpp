/// AWS services for handlers. `Context::call` reaches any operation; these are the typed ones.
#pragma once

#include "emulator/sdk/client/dynamodb.hpp"
#include "emulator/sdk/client/sns.hpp"
#include "emulator/sdk/client/ssm.hpp"
#include "emulator/sdk/errors.hpp"

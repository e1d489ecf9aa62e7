/// From statements as they are written to what they ask of DynamoDB.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/partiql/request.hpp"

namespace tertulia::dynamodb::partiql {

/// What a statement with its parameters asks for. Errors: ValidationException. The parameters
/// outlive the request.
[[nodiscard]] core::Result<Request> read_request(
    std::string_view statement, const std::optional<std::vector<AttributeValue>>& parameters);

/// The error of the first parameter that is no value.
[[nodiscard]] core::Status check_parameters(
    const std::optional<std::vector<AttributeValue>>& parameters);

}  // namespace tertulia::dynamodb::partiql

/// The errors that AWS's front ends give before an operation is known or runs, worded as each
/// protocol words them.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
#pragma once

#include <string_view>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::wire {

/// 400 SignatureDoesNotMatch, 400 InvalidSignatureException, …: the error of a refused signature.
[[nodiscard]] core::ApiError refused(core::Protocol protocol, const sigv4::Refusal& refusal);

/// UnknownOperationException (JSON, REST) or InvalidAction (Query). `service` is what the request
/// called it; the message says that the emulator does not have the operation.
[[nodiscard]] core::ApiError unknown_operation(core::Protocol protocol, std::string_view service,
                                               std::string_view operation,
                                               std::string_view api_version = {});

/// 400 MissingAction: a Query request without Action.
[[nodiscard]] core::ApiError missing_action();

/// A body that says it is gzip and is not, or inflates beyond the limit.
[[nodiscard]] core::ApiError bad_compression(core::Protocol protocol);

}  // namespace tertulia::wire

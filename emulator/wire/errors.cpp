#include "emulator/wire/errors.hpp"

#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/query/query.hpp"

namespace tertulia::wire {
namespace {

constexpr std::string_view kCoral = "com.amazon.coral.service";

core::ApiError refused_in_query(const sigv4::Refusal& refusal) {
  using sigv4::Trouble;
  switch (refusal.trouble) {
    case Trouble::kMissing:
      return {.code = "MissingAuthenticationToken",
              .message = "Request is missing Authentication Token",
              .status = 403};
    case Trouble::kIncomplete:
      return {.code = "IncompleteSignature", .message = refusal.message, .status = 400};
    case Trouble::kMismatch:
      return {.code = "SignatureDoesNotMatch", .message = refusal.message, .status = 403};
    case Trouble::kUnknownKey:
      return {.code = "InvalidClientTokenId", .message = refusal.message, .status = 403};
    case Trouble::kExpiredToken:
      break;
  }
  return {.code = "ExpiredToken", .message = refusal.message, .status = 403};
}

std::string_view json_code(sigv4::Trouble trouble) {
  using sigv4::Trouble;
  switch (trouble) {
    case Trouble::kMissing:
      return "MissingAuthenticationTokenException";
    case Trouble::kIncomplete:
      return "IncompleteSignatureException";
    case Trouble::kMismatch:
      return "InvalidSignatureException";
    case Trouble::kUnknownKey:
      return "UnrecognizedClientException";
    case Trouble::kExpiredToken:
      break;
  }
  return "ExpiredTokenException";
}

/// JSON services leave the canonical strings out.
std::string_view first_paragraph(std::string_view message) {
  return message.substr(0, message.find("\n\n"));
}

}  // namespace

core::ApiError refused(core::Protocol protocol, const sigv4::Refusal& refusal) {
  if (protocol == core::Protocol::kQuery) return refused_in_query(refusal);
  const bool rest = protocol == core::Protocol::kRestJson;
  std::string message(rest ? std::string_view(refusal.message) : first_paragraph(refusal.message));
  if (refusal.trouble == sigv4::Trouble::kMissing) {
    message = rest ? "Missing Authentication Token" : "Request is missing Authentication Token";
  }
  return {.code = std::string(json_code(refusal.trouble)),
          .message = std::move(message),
          .status = rest ? 403 : 400,
          .name_space = std::string(kCoral)};
}

core::ApiError unknown_operation(core::Protocol protocol, std::string_view service,
                                 std::string_view operation, std::string_view api_version) {
  if (protocol == core::Protocol::kQuery) {
    return {.code = "InvalidAction",
            .message = base::cat("Could not find operation ", operation, " for version ",
                                 api_version, ". Tertulia does not have it.")};
  }
  const bool rest = protocol == core::Protocol::kRestJson;
  return {.code = "UnknownOperationException",
          .message =
              base::cat("Tertulia does not have the operation ", operation, " of ", service, "."),
          .status = rest ? 404 : 400,
          .name_space = std::string(kCoral)};
}

core::ApiError missing_action() { return {.code = "MissingAction", .message = "Missing Action"}; }

core::ApiError bad_compression(core::Protocol protocol) {
  constexpr std::string_view kMessage = "The request body is not valid gzip";
  if (protocol == core::Protocol::kQuery) return query::malformed_input(std::string(kMessage));
  return json::serialization_error(std::string(kMessage));
}

}  // namespace tertulia::wire

/// JSON over shapes: the bodies of AWS JSON 1.0 and 1.1 and of REST-JSON, and what in-process
/// handlers send.
///
/// Decoding ignores members that the shape does not have, takes null for absent, and reports every
/// violated constraint to the validator; a value of the wrong JSON type is a
/// SerializationException. Encoding omits absent members.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"
#include "emulator/core/validation.hpp"

namespace tertulia::wire::json {

/// Which members of a shape are read from the JSON.
enum class Members : std::uint8_t {
  kBody,  // those that travel in the body; the others are left alone
  kAll,   // all, wherever they travel on the wire; a payload of bytes is its value's JSON text
};

/// Decodes the text of an object into the structure at `object`; an empty body stands for `{}`. Of
/// members with the same name the last counts. The caller asks `validator` afterwards.
[[nodiscard]] core::Status decode(const core::Type& structure, void* object, std::string_view body,
                                  core::Validator& validator, Members which = Members::kBody);

/// Appends the structure's members as a JSON object. With `kAll`, a payload of bytes that is JSON
/// is appended as it is, one that is not as a string.
void encode(const core::Type& structure, const void* object, std::string& out,
            Members which = Members::kBody);
/// The body of a success: nothing when the output is `core::Empty`.
[[nodiscard]] std::string encode_reply(const core::OperationEntry& operation, const void* output);
/// Appends any value.
void encode_value(const core::Type& type, const void* value, core::TimeFormat format,
                  std::string& out);
/// Appends `text` as a JSON string with its quotes. `text` should be UTF-8; other bytes become
/// U+FFFD.
void encode_string(std::string_view text, std::string& out);

/// `{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"…"}`. The
/// `more_json` of an error that AWS gives a "Message" begins with that, which stands for the other.
[[nodiscard]] std::string encode_error(const core::ServiceInfo& service,
                                       const core::ApiError& error);

/// 400 SerializationException.
[[nodiscard]] core::ApiError serialization_error(std::string message);

}  // namespace tertulia::wire::json

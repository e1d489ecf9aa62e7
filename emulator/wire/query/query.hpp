/// AWS Query over shapes: forms to inputs, outputs and errors to XML.
///
/// AWS: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"
#include "emulator/core/validation.hpp"

namespace tertulia::wire::query {

/// The parameters of a form or query string, decoded and ordered by name. Of parameters with the
/// same name the first counts.
class Form {
 public:
  using Parameter = std::pair<std::string, std::string>;

  Form() = default;
  [[nodiscard]] static Form parse(std::string_view encoded);

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  std::vector<Parameter> parameters_;
};

/// Decodes the form into the structure at `object`. Parameters that the shape does not have are
/// ignored; `Name=` is an empty list or map; a value of the wrong form is a MalformedInput. The
/// caller asks `validator` afterwards.
[[nodiscard]] core::Status decode(const core::Type& structure, void* object, const Form& form,
                                  core::Validator& validator);

/// `<OpResponse xmlns="…"><OpResult>…</OpResult><ResponseMetadata>…`. There is no OpResult when the
/// output is `core::Empty`.
[[nodiscard]] std::string encode_reply(const core::OperationEntry& operation, const void* output,
                                       std::string_view request_id);

/// `<ErrorResponse xmlns="…"><Error><Type>Sender</Type>…`. An empty name space stands for the one
/// that AWS uses before it knows the service.
[[nodiscard]] std::string encode_error(std::string_view xml_namespace, const core::ApiError& error,
                                       std::string_view request_id);

/// Appends the inside of a structure's element.
void encode_members(const core::Type& structure, const void* object, std::string& out);
/// Appends text with XML's special characters escaped; characters that XML cannot hold become
/// U+FFFD.
void append_escaped(std::string_view text, std::string& out);

/// 400 MalformedInput.
[[nodiscard]] core::ApiError malformed_input(std::string message);

}  // namespace tertulia::wire::query

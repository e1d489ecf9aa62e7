/// Structures kept as JSON: what a reply said, to be said again.
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/shape.hpp"

namespace tertulia::dynamodb {

[[nodiscard]] std::string json_of(const core::Type& type, const void* value);
/// Only for what `json_of` wrote.
void read_json(std::string_view json, const core::Type& type, void* value);

/// The JSON of a structure, and back. Blobs, maps and fractions are not among what is kept so.
template <core::Structure T>
[[nodiscard]] std::string json_of(const T& value) {
  return json_of(core::type_of<T>(), &value);
}
template <core::Structure T>
[[nodiscard]] T from_json(std::string_view json) {
  T value;
  read_json(json, core::type_of<T>(), &value);
  return value;
}

}  // namespace tertulia::dynamodb

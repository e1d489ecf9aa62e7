/// What a request's placeholders stand for, and which of them its expressions used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb::expressions {

/// The maps outlive it; null where the request has none.
class Placeholders {
 public:
  Placeholders(const NameMap* names, const AttributeMap* values) : names_(names), values_(values) {}

  /// That the maps are not empty, their keys are placeholders and their values valid.
  [[nodiscard]] core::Status check_maps() const;
  [[nodiscard]] core::Status check_all_used() const;

  /// The name for "#name", the value for ":value", null where it is not defined. It is used from
  /// then on.
  [[nodiscard]] const std::string* name(std::string_view placeholder);
  [[nodiscard]] const AttributeValue* value(std::string_view placeholder);

 private:
  const NameMap* names_;
  const AttributeMap* values_;
  std::vector<const std::string*> used_;  // keys of both maps
};

}  // namespace tertulia::dynamodb::expressions

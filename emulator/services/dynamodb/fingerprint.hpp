/// What tells one request from another: two that ask for the same have the same digest. The order
/// of attributes and of the members of sets, and how numbers are written, make no difference.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

class Fingerprint {
 public:
  void add(std::string_view text);
  /// Values that `canonical` takes.
  void add(const AttributeMap& attributes);
  void add(const std::vector<AttributeValue>& values);
  void add(const NameMap& names);
  template <class T>
  void add(const std::optional<T>& value) {
    add(std::string_view(value ? "1" : "0"));
    if (value) add(*value);
  }
  /// 32 bytes.
  [[nodiscard]] std::string digest() const;

 private:
  std::string text_;
};

}  // namespace tertulia::dynamodb

/// Named texts in the order in which they came, several of one name allowed: headers, query
/// parameters, path parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::sdk {

struct Field {
  std::string name;
  std::string value;
};

class Fields {
 public:
  /// How names are compared: headers are named without regard to case.
  enum class Names : unsigned char { kExact, kAnyCase };
  explicit Fields(Names names = Names::kExact) : names_(names) {}

  /// The last value of that name, as API Gateway picks it. Valid until the fields change.
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  /// How many values have that name.
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// All values of that name, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  /// Makes `value` the only one of that name.
  void set(std::string_view name, std::string_view value);
  /// Appends a value.
  void add(std::string_view name, std::string_view value);

  [[nodiscard]] bool empty() const { return fields_.empty(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }

 private:
  [[nodiscard]] bool same(std::string_view left, std::string_view right) const;

  Names names_;
  std::vector<Field> fields_;
};

/// ASCII letters in lower case, everything else as it is.
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace tertulia::sdk

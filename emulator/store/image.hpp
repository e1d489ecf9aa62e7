/// What a database in memory begins with: the tables of all services, made when the program was
/// built, for to make them anew would be most of a start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tertulia::store {

/// Views into bytes that outlive it.
struct Image {
  /// The schemas that are in `database`, as they were written.
  std::vector<std::string_view> schemas;
  /// As Database::serialize() has it.
  std::string_view database;

  [[nodiscard]] bool has(std::string_view schema) const;
};

/// An image of empty tables, as bytes. Throws StoreError when a schema is wrong.
[[nodiscard]] std::string make_image(const std::vector<std::string>& schemas);
/// What `make_image` made. Throws StoreError when it did not.
[[nodiscard]] Image read_image(std::string_view bytes);

}  // namespace tertulia::store

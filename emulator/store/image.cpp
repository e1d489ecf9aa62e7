#include "emulator/store/image.hpp"

#include <algorithm>
#include <charconv>

#include "emulator/store/database.hpp"

namespace tertulia::store {
namespace {

/// Each part has its size before it, as text that ends with a colon.
void append_part(std::string& bytes, std::string_view part) {
  bytes += std::to_string(part.size());
  bytes += ':';
  bytes += part;
}

std::string_view take_part(std::string_view& bytes) {
  std::size_t size = 0;
  const auto* end = bytes.data() + bytes.size();
  const auto [colon, error] = std::from_chars(bytes.data(), end, size);
  if (error != std::errc() || colon == end || size >= static_cast<std::size_t>(end - colon)) {
    throw StoreError("not an image of a database");
  }
  const std::string_view part(colon + 1, size);
  bytes.remove_prefix(static_cast<std::size_t>(part.data() + size - bytes.data()));
  return part;
}

}  // namespace

bool Image::has(std::string_view schema) const {
  return std::find(schemas.begin(), schemas.end(), schema) != schemas.end();
}

std::string make_image(const std::vector<std::string>& schemas) {
  Database database;
  std::string bytes;
  for (const auto& schema : schemas) {
    database.execute(schema);
    append_part(bytes, schema);
  }
  std::string image;
  append_part(image, database.serialize());
  return image + bytes;
}

Image read_image(std::string_view bytes) {
  Image image;
  image.database = take_part(bytes);
  while (!bytes.empty()) image.schemas.push_back(take_part(bytes));
  return image;
}

}  // namespace tertulia::store

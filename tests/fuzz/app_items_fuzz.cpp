// Any text has items, or a problem that says where.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/app/item_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto problem = app::read_items_of(
      text, "items.json", "people",
      [](const nlohmann::json& item, const model::Where& where) -> std::optional<model::Problem> {
        if (!item.is_object() || where.line < 1) __builtin_trap();
        return std::nullopt;
      });
  if (problem && problem->text().empty()) __builtin_trap();
  return 0;
}

// Any object has rows, each of which is an item or none, and none of which is longer than the
// object itself. The first byte chooses the format and the compression.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/transfers/import_rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia::dynamodb;
  using transfers::Lines;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool is_csv = (data[0] & 1U) != 0;
  Lines lines(bytes, (data[0] & 2U) != 0 ? Lines::Compression::kGzip : Lines::Compression::kNone);
  const std::vector<AttributeDefinition> keys = {
      {.attribute_name = "n", .attribute_type = ScalarType::kN},
      {.attribute_name = "b", .attribute_type = ScalarType::kB}};
  std::string line;
  while (lines.next(line)) {
    std::optional<AttributeMap> item;
    if (is_csv) {
      auto fields = transfers::fields_of_csv(line, ',');
      if (fields && fields->size() > line.size() + 1) __builtin_trap();
      if (fields) {
        item =
            transfers::item_of_csv(*std::move(fields), {.header = {"n", "b", "s"}, .keys = keys});
      }
    } else {
      item = transfers::item_of_json(line);
    }
    if (!item) continue;
    const auto written = canonical(*item);
    if (written.ok() && written->json.empty()) __builtin_trap();
  }
  if (!lines.is_damaged() && lines.next(line)) __builtin_trap();
  return 0;
}

// PutItem from a request's bytes to what is kept: what is accepted is canonical, is read back as it
// is, and is found under a key that can be told again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/core/validation.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/key_codec.hpp"
#include "emulator/services/dynamodb/operations/put_item.hpp"
#include "emulator/wire/json/json.hpp"

using namespace tertulia;
using namespace tertulia::dynamodb;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_key(const AttributeMap& attributes) {
  Table table;
  table.keys = {.hash = {{.name = "id", .type = ScalarType::kS}},
                .range = {{.name = "n", .type = ScalarType::kN}}};
  const auto key = key_of_item(table, attributes, KeyFault::kNamed);
  if (!key.ok()) return;
  const auto told = attributes_of(key_json(table, key.value()));
  const auto again = key_of_key(table, told);
  require(again.ok() && again.value() == key.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  PutItem::Input input;
  core::Validator validator;
  if (!wire::json::decode(core::type_of<PutItem::Input>(), &input, body, validator).ok()) return 0;
  const auto item = canonical(input.item);
  if (!item.ok()) return 0;
  const auto attributes = attributes_of(item.value().json);
  const auto again = canonical(attributes);
  require(again.ok() && again.value().json == item.value().json);
  require(again.value().size == item.value().size);
  check_key(attributes);
  return 0;
}

// A JSON body to a recursive shape: what is taken is JSON, and written out it is taken again and
// means the same.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/base/json_tape.hpp"
#include "emulator/wire/json/json.hpp"
#include "tests/wire/test_services.hpp"

using tertulia::core::type_of;
using tertulia::core::Validator;
using tertulia::wire::testing::Everything;
namespace json = tertulia::wire::json;

namespace {

/// Texts in which another parser may see a number that no double holds.
bool may_overflow(std::string_view text) {
  return text.size() > 300 || text.find_first_of("eE") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  tertulia::base::JsonTape tape;
  const bool is_json = tape.parse(text);
  if (is_json && !may_overflow(text) && !nlohmann::json::accept(text)) std::abort();

  Everything value;
  Validator validator;
  if (!json::decode(type_of<Everything>(), &value, text, validator, json::Members::kAll).ok()) {
    return 0;
  }
  if (!validator.ok()) {
    if (validator.message().empty()) std::abort();
    return 0;
  }
  std::string first;
  json::encode(type_of<Everything>(), &value, first);
  Everything again;
  Validator second_validator;
  std::string second;
  if (!json::decode(type_of<Everything>(), &again, first, second_validator).ok()) std::abort();
  json::encode(type_of<Everything>(), &again, second);
  if (first != second || !nlohmann::json::accept(first)) std::abort();
  return 0;
}

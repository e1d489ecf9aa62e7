// A form to a recursive shape and on to XML and JSON: the XML is well formed at its brackets and
// UTF-8, the JSON is JSON.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/query/query.hpp"
#include "tests/wire/test_services.hpp"

using tertulia::core::type_of;
using tertulia::wire::testing::Everything;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto form = tertulia::wire::query::Form::parse(text);
  if (!std::is_sorted(form.parameters().begin(), form.parameters().end())) std::abort();
  Everything value;
  tertulia::core::Validator validator;
  if (!tertulia::wire::query::decode(type_of<Everything>(), &value, form, validator).ok()) return 0;
  std::string xml;
  tertulia::wire::query::encode_members(type_of<Everything>(), &value, xml);
  if (!tertulia::base::is_utf8(xml) ||
      std::count(xml.begin(), xml.end(), '<') != std::count(xml.begin(), xml.end(), '>')) {
    std::abort();
  }
  std::string json;
  tertulia::wire::json::encode(type_of<Everything>(), &value, json);
  if (!nlohmann::json::accept(json)) std::abort();
  return 0;
}

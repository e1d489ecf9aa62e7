// Any bytes, read as YAML and as JSON: a tree or a problem, whose parts can be copied and written.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/model/given.hpp"
#include "emulator/model/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia::model;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Files files;
  const auto file = files.add("fuzz");
  for (const auto& parsed : {parse_yaml(text, files, file), parse_json(text, files, file)}) {
    if (parsed.ok()) {
      (void)to_json(*parsed).dump();
    } else {
      (void)parsed.problem().text();
    }
  }
  (void)parse_given(text, "fuzz.yml").ok();
  (void)items_of(text).ok();
  return 0;
}

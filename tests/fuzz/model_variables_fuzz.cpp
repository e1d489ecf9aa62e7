// A configuration of any YAML: its variables resolve, or one of them is a problem.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "emulator/model/parse.hpp"
#include "emulator/model/variable_syntax.hpp"
#include "emulator/model/variables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia::model;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parse_variables(text);
  Files files;
  auto root = parse_yaml(text, files, files.add("fuzz"));
  if (!root.ok()) return 0;
  // No file system: "file" variables find nothing here.
  const LoadOptions options{
      .config = "fuzz", .options = {{"stage", "dev"}}, .env = [](std::string_view name) {
        return std::optional<std::string>(name);
      }};
  Variables variables(*root, "/nonexistent", options, files);
  (void)variables.resolve_all();
  return 0;
}

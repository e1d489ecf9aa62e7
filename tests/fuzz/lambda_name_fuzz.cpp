// Any text is a function's name or none, and what is one has a name in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "emulator/services/lambda/function.hpp"
#include "emulator/services/lambda/function_name.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parts = lambda::parse_function_name(text);
  if (parts && (parts->name.empty() || !lambda::parse_function_name(parts->name))) std::abort();
  static_cast<void>(lambda::arn_is_like(text, "arn:aws:sns:us-east-1:000000000000:t"));
  static_cast<void>(lambda::arn_is_like("arn:aws:sns:us-east-1:000000000000:t*", text));
  return 0;
}

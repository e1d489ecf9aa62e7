// What is taken for JSON is JSON, and what is not is said why.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/base/json_check.hpp"
#include "emulator/services/lambda/json_text.hpp"

namespace {

enum class Opinion { kGood, kBad, kNone };

/// What another parser says; nothing where it is stricter or laxer than RFC 8259: it takes a byte
/// order mark and any depth, and wants surrogates in pairs and numbers within a double.
Opinion second_opinion(std::string_view text) {
  const auto deep =
      std::count(text.begin(), text.end(), '[') + std::count(text.begin(), text.end(), '{');
  if (text.starts_with("\xef\xbb\xbf") || text.find("\\u") != std::string_view::npos ||
      deep > static_cast<std::ptrdiff_t>(tertulia::base::kJsonDepthMax)) {
    return Opinion::kNone;
  }
  try {
    return nlohmann::json::parse(text).is_discarded() ? Opinion::kBad : Opinion::kGood;
  } catch (const nlohmann::json::out_of_range&) {
    return Opinion::kNone;
  } catch (const nlohmann::json::parse_error&) {
    return Opinion::kBad;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tertulia;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto fault = base::check_json(text);
  const auto opinion = second_opinion(text);
  if (opinion != Opinion::kNone && (opinion == Opinion::kBad) != fault.has_value()) std::abort();
  if (fault) {
    if (fault->offset > text.size()) std::abort();
    static_cast<void>(lambda::why_not_json(text, *fault));
  }
  static_cast<void>(lambda::string_member(text, "errorMessage"));
  return 0;
}

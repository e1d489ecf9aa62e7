#include "emulator/model/problem.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model {

std::string Problem::text() const {
  std::string result;
  if (!where.file.empty()) {
    base::append(result, where.file);
    if (where.line > 0) base::append(result, ':', where.line);
    result += ": ";
  }
  if (!key.empty()) base::append(result, key, ": ");
  result += message;
  if (!remedy.empty()) base::append(result, "; ", remedy);
  return result;
}

std::string nearest(std::string_view written, const std::vector<std::string_view>& known) {
  // A third of the letters may be wrong: farther names would be guesses. Long texts are no slips of
  // the pen, and comparing them costs their product.
  constexpr std::size_t kLongest = 64;
  if (written.size() > kLongest) return {};
  std::string_view best;
  std::size_t distance = written.size() / 3 + 1;
  for (const std::string_view name : known) {
    const std::size_t candidate =
        base::iequals(written, name) ? 0 : base::edit_distance(written, name);
    if (candidate < distance || (candidate == distance && best.empty())) {
      distance = candidate;
      best = name;
    }
  }
  return best.empty() ? std::string() : base::cat("did you mean \"", best, "\"?");
}

}  // namespace tertulia::model

#include "emulator/core/arn.hpp"

#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::core {

std::optional<Arn> Arn::parse(std::string_view text) {
  std::array<std::string_view, 5> parts;
  for (auto& part : parts) {
    const auto pair = base::split_once(text, ":");
    if (!pair) return std::nullopt;
    part = pair->first;
    text = pair->second;
  }
  if (parts[0] != "arn" || parts[1].empty() || parts[2].empty() || text.empty())
    return std::nullopt;
  return Arn{.partition = std::string(parts[1]),
             .service = std::string(parts[2]),
             .region = std::string(parts[3]),
             .account = std::string(parts[4]),
             .resource = std::string(text)};
}

std::string Arn::text() const {
  return base::cat("arn:", partition, ":", service, ":", region, ":", account, ":", resource);
}

}  // namespace tertulia::core

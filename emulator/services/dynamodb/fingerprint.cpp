#include "emulator/services/dynamodb/fingerprint.hpp"

#include "emulator/base/digest.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb {

// Lengths stand before texts, so that no two rows of texts look alike.
void Fingerprint::add(std::string_view text) { base::append(text_, text.size(), ":", text); }

void Fingerprint::add(const AttributeMap& attributes) {
  const auto written = canonical(attributes);
  if (written.ok()) add(written->json);
}

void Fingerprint::add(const std::vector<AttributeValue>& values) {
  add(std::to_string(values.size()));
  for (const auto& value : values) add(AttributeMap{{"", value}});
}

void Fingerprint::add(const NameMap& names) {
  add(std::to_string(names.size()));
  for (const auto& [placeholder, name] : names) {
    add(placeholder);
    add(name);
  }
}

std::string Fingerprint::digest() const { return base::sha256(text_); }

}  // namespace tertulia::dynamodb

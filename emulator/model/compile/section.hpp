/// A map of the configuration, read key by key with its path at hand for messages.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "emulator/model/diagnostics.hpp"

namespace tertulia::model::compile {

/// What becomes of a property.
enum class Support : std::uint8_t {
  kKnown,        // has its effect
  kHarmless,     // makes no difference locally
  kUnsupported,  // has an effect that the emulator lacks
};

struct Key {
  std::string_view name;
  Support support = Support::kKnown;
};

class Section {
 public:
  Section(Diagnostics& found, const Value& map, std::string path)
      : found_(found), map_(map), path_(std::move(path)) {}

  /// Warns of keys that are not in `keys`, and reports the unsupported ones that are set.
  void check(std::span<const Key> keys) const;

  /// The value; null when it is absent or null.
  [[nodiscard]] const Value* find(std::string_view key) const;
  // The following report an error and answer nothing when the value has another type.
  /// Text; numbers and booleans are taken as they are written.
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  /// A whole number, or a text that is one.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
  [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
  [[nodiscard]] const Value* map(std::string_view key) const;
  [[nodiscard]] const Value* list(std::string_view key) const;
  /// An absent map's section is empty.
  [[nodiscard]] Section section(std::string_view key) const;

  [[nodiscard]] const Value& value() const { return map_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path(std::string_view key) const;
  /// Where the key stands; where the map begins when it is absent.
  [[nodiscard]] Where where(std::string_view key) const;
  [[nodiscard]] Diagnostics& found() const { return found_; }

 private:
  void mistyped(std::string_view key, std::string_view expected) const;

  Diagnostics& found_;
  const Value& map_;
  std::string path_;
};

}  // namespace tertulia::model::compile

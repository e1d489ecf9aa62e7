/// Files of fixtures/wire: a first line that says where their truth comes from, then sections, each
/// with a title and an HTTP message or other text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/http.hpp"

namespace tertulia::wire::testing {

struct Section {
  std::string title;
  std::string text;
};

/// The sections of fixtures/wire/`name`; throws when the file is missing or names no truth.
[[nodiscard]] std::vector<Section> fixture(std::string_view name);

/// The request of a section. Lines end with LF alone.
[[nodiscard]] core::HttpRequest request_of(std::string_view text);

}  // namespace tertulia::wire::testing

/// The lines of a text or of a file, compressed by gzip or not.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/model/problem.hpp"

namespace tertulia::app {

class LineSource {
 public:
  virtual ~LineSource() = default;
  /// The next line, without its end; false behind the last one, or when `problem` has one.
  [[nodiscard]] virtual bool next(std::string& line) = 0;
  /// What went wrong with a file after it was opened: it is damaged or cut short.
  [[nodiscard]] virtual std::optional<model::Problem> problem() const { return std::nullopt; }
};

/// A file; null when it cannot be read.
[[nodiscard]] std::unique_ptr<LineSource> lines_of_file(const std::string& path);
/// A text, which must outlive the source.
[[nodiscard]] std::unique_ptr<LineSource> lines_of_text(std::string_view text);

}  // namespace tertulia::app

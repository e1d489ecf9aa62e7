#include "emulator/app/line_source.hpp"

#include <array>

#include <zlib.h>

#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

class TextLines final : public LineSource {
 public:
  explicit TextLines(std::string_view text) : text_(text) {}

  [[nodiscard]] bool next(std::string& line) override {
    if (text_.empty()) return false;
    const auto end = text_.find('\n');
    line = text_.substr(0, end);
    text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
    return true;
  }

 private:
  std::string_view text_;
};

/// zlib reads both: what does not begin as gzip does it gives as it is.
class FileLines final : public LineSource {
 public:
  FileLines(std::string path, gzFile file) : path_(std::move(path)), file_(file) {}
  ~FileLines() override { gzclose_r(file_); }
  FileLines(const FileLines&) = delete;
  FileLines& operator=(const FileLines&) = delete;

  [[nodiscard]] bool next(std::string& line) override {
    line.clear();
    bool any = false;
    while (begin_ < end_ || fill()) {
      any = true;
      const std::string_view part(buffer_.data() + begin_, end_ - begin_);
      const auto end = part.find('\n');
      line += part.substr(0, end);
      if (end != part.npos) {
        begin_ += end + 1;
        return true;
      }
      begin_ = end_;
    }
    return any && !problem_;
  }
  [[nodiscard]] std::optional<model::Problem> problem() const override { return problem_; }

 private:
  bool fill() {
    const int read = gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
    int code = Z_OK;
    const std::string why = gzerror(file_, &code);
    if (read < 0 || code == Z_BUF_ERROR) {
      problem_ = model::Problem{
          .where = {.file = path_},
          .message = code == Z_BUF_ERROR ? "is cut short" : base::cat("is damaged: ", why)};
      return false;
    }
    begin_ = 0;
    end_ = static_cast<std::size_t>(read);
    return read > 0;
  }

  std::string path_;
  gzFile file_;
  std::array<char, 65536> buffer_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::optional<model::Problem> problem_;
};

}  // namespace

std::unique_ptr<LineSource> lines_of_file(const std::string& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return nullptr;
  return std::make_unique<FileLines>(path, file);
}

std::unique_ptr<LineSource> lines_of_text(std::string_view text) {
  return std::make_unique<TextLines>(text);
}

}  // namespace tertulia::app

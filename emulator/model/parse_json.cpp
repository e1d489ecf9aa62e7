#include <cmath>
#include <iterator>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/model/parse.hpp"
#include "emulator/model/tree_builder.hpp"

namespace tertulia::model {

namespace {

// Counts the lines that the parser has read, since its events do not say where they are.
class LineCounter {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineCounter(const char* at, int* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  LineCounter& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  LineCounter operator++(int) {
    LineCounter before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const LineCounter& left, const LineCounter& right) {
    return left.at_ == right.at_;
  }
  friend bool operator!=(const LineCounter& left, const LineCounter& right) {
    return left.at_ != right.at_;
  }

 private:
  const char* at_;
  int* line_;
};

class JsonHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonHandler(TreeBuilder& builder, const int& line) : builder_(builder), line_(line) {}

  bool null() override { return builder_.scalar({}, line_); }
  bool boolean(bool value) override { return builder_.scalar(boolean_value(value), line_); }
  bool number_integer(std::int64_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return number(std::to_string(value)); }
  bool number_float(double value, const std::string& text) override {
    if (!std::isfinite(value)) return builder_.fail(line_, "a number is out of range");
    return number(text);
  }
  bool string(std::string& value) override {
    return builder_.scalar(text_value(std::move(value)), line_);
  }
  bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*elements*/) override { return builder_.begin_map(line_); }
  bool key(std::string& value) override {
    return builder_.scalar(text_value(std::move(value)), line_);
  }
  bool end_object() override { return builder_.end(); }
  bool start_array(std::size_t /*elements*/) override { return builder_.begin_list(line_); }
  bool end_array() override { return builder_.end(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& error) override {
    // "[json.exception.parse_error.101] parse error at …: syntax error …": the first words are for
    // programmers.
    std::string_view what = error.what();
    if (const auto end = what.find("] "); end != std::string_view::npos)
      what.remove_prefix(end + 2);
    return builder_.fail(line_, base::cat("not valid JSON: ", what));
  }

 private:
  bool number(std::string text) {
    Value value;
    value.kind = Kind::kNumber;
    value.text = std::move(text);
    return builder_.scalar(std::move(value), line_);
  }

  TreeBuilder& builder_;
  const int& line_;
};

}  // namespace

Outcome<Value> parse_json(std::string_view text, const Files& files, std::uint16_t file) {
  TreeBuilder builder(files, file);
  if (text.size() > kFileBytesMax) {
    builder.fail(0, "the file is larger than 4 MiB");
  } else if (!base::is_utf8(text)) {
    builder.fail(0, "the file is not UTF-8");
  } else {
    int line = 1;
    JsonHandler handler(builder, line);
    nlohmann::json::sax_parse(LineCounter(text.data(), &line),
                              LineCounter(text.data() + text.size(), &line), &handler);
  }
  if (builder.problem()) return *builder.problem();
  return builder.take();
}

}  // namespace tertulia::model

/// The rows of an object that is imported, one after the other: lines of DynamoDB's JSON or of CSV,
/// compressed by gzip or not.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/shapes.hpp"
#include "emulator/services/dynamodb/transfers/gzip.hpp"

namespace tertulia::dynamodb::transfers {

/// The lines of an object; blank ones are left out.
class Lines {
 public:
  enum class Compression : std::uint8_t { kNone, kGzip };
  /// `bytes` outlive this.
  Lines(std::string_view bytes, Compression compression);

  /// The next line without its end; false at the end, and when the rest cannot be read.
  [[nodiscard]] bool next(std::string& line);
  /// Whether the rest is damaged, or a line is longer than any item can be.
  [[nodiscard]] bool is_damaged() const { return is_damaged_; }
  /// How many bytes have been read, as they are without compression.
  [[nodiscard]] std::int64_t bytes() const { return bytes_; }

 private:
  [[nodiscard]] bool next_line(std::string& line);
  [[nodiscard]] bool fill();

  std::string_view plain_;
  std::optional<Inflater> inflater_;
  std::string_view piece_;
  bool is_damaged_ = false;
  std::int64_t bytes_ = 0;
};

/// The item of `{"Item": {…}}`; nothing for any other line. Its values have not been checked.
[[nodiscard]] std::optional<AttributeMap> item_of_json(std::string_view line);

/// The fields of a line of CSV; nothing where quotes are not as they should be.
[[nodiscard]] std::optional<std::vector<std::string>> fields_of_csv(std::string_view line,
                                                                    char delimiter);

/// How rows of CSV become items: every field is text, but those of keys.
struct CsvLayout {
  std::vector<std::string> header;
  /// The attributes of keys with their types.
  const std::vector<AttributeDefinition>& keys;
};
/// Nothing for a row that has more or fewer fields than the header, or bytes that are no base64.
[[nodiscard]] std::optional<AttributeMap> item_of_csv(std::vector<std::string> fields,
                                                      const CsvLayout& layout);

}  // namespace tertulia::dynamodb::transfers

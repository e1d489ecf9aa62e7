#include "emulator/services/dynamodb/transfers/import_reader.hpp"

#include "emulator/base/encoding.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/key_codec.hpp"
#include "emulator/services/dynamodb/transfers/import_rows.hpp"
#include "emulator/services/dynamodb/writing.hpp"

namespace tertulia::dynamodb::transfers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class ImportReader {
 public:
  ImportReader(DynamoDb& dynamodb, const Table& table, const ImportTableDescription& description)
      : dynamodb_(dynamodb), table_(table), format_(description.input_format) {
    if (!description.input_format_options || !description.input_format_options->csv) return;
    const auto& csv = *description.input_format_options->csv;
    if (csv.delimiter) delimiter_ = csv.delimiter->str().front();
    if (!csv.header_list) return;
    auto& header = header_.emplace();
    for (const auto& name : *csv.header_list) header.push_back(name.str());
  }

  void read(std::string_view bytes, Lines::Compression compression) {
    Lines lines(bytes, compression);
    format_ == InputFormat::kCsv ? read_csv(lines) : read_json(lines);
    if (lines.is_damaged()) refuse();
    counts_.bytes += lines.bytes();
  }

  [[nodiscard]] const ImportCounts& counts() const { return counts_; }

 private:
  void read_json(Lines& lines) {
    std::string line;
    while (lines.next(line)) {
      const auto item = item_of_json(line);
      if (!item) return refuse();
      take(*item);
    }
  }

  void read_csv(Lines& lines) {
    std::string line;
    CsvLayout layout{.header = header_.value_or(std::vector<std::string>{}),
                     .keys = table_.attributes};
    if (!header_) {
      if (!lines.next(line)) return;
      if (line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
      auto header = base::is_utf8(line) ? fields_of_csv(line, delimiter_) : std::nullopt;
      if (!header) return refuse();
      layout.header = *std::move(header);
    }
    while (lines.next(line)) {
      auto fields = base::is_utf8(line) ? fields_of_csv(line, delimiter_) : std::nullopt;
      const auto item = fields ? item_of_csv(*std::move(fields), layout) : std::nullopt;
      item ? take(*item) : refuse();
    }
  }

  void refuse() {
    ++counts_.processed;
    ++counts_.errors;
  }

  void take(const AttributeMap& item) {
    ++counts_.processed;
    put(item).ok() ? ++counts_.imported : ++counts_.errors;
  }

  core::Status put(const AttributeMap& attributes) {
    const auto item = canonical(attributes);
    if (!item.ok()) return item.error();
    if (item->size > kItemBytesMax) return item_too_large();
    const auto key = key_of_item(table_, attributes, KeyFault::kNamed);
    if (!key.ok()) return key.error();
    TERTULIA_CHECK(check_index_keys(table_, attributes));
    const auto written = write_item(dynamodb_, table_, *key, &*item, {}, {});
    return written.ok() ? core::ok() : core::Status(written.error());
  }

  DynamoDb& dynamodb_;
  const Table& table_;
  InputFormat format_;
  char delimiter_ = ',';
  std::optional<std::vector<std::string>> header_;
  ImportCounts counts_;
};

}  // namespace

ImportCounts import_rows(DynamoDb& dynamodb, const Table& table,
                         const ImportTableDescription& description) {
  const auto& source = description.s3_bucket_source;
  const auto& bucket = source.s3_bucket.str();
  const auto compression = description.input_compression_type == InputCompressionType::kGzip
                               ? Lines::Compression::kGzip
                               : Lines::Compression::kNone;
  auto& objects = *dynamodb.objects();
  ImportReader reader(dynamodb, table, description);
  const auto prefix = source.s3_key_prefix.value_or(S3Prefix());
  for (const auto& key : objects.keys(bucket, prefix.str())) {
    if (const auto bytes = objects.get(bucket, key)) reader.read(*bytes, compression);
  }
  return reader.counts();
}

}  // namespace tertulia::dynamodb::transfers

#include "emulator/services/dynamodb/transfers/export_writer.hpp"

#include <nlohmann/json.hpp>

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/services/dynamodb/transfers/gzip.hpp"

namespace tertulia::dynamodb::transfers {
namespace {

using Manifest = nlohmann::ordered_json;

constexpr std::size_t kFileNameLength = 26;

/// The lines of the data file, and what manifests say of them.
struct Data {
  std::string lines;
  std::int64_t items = 0;
  std::int64_t bytes = 0;
};

Data items_of(DynamoDb& dynamodb, const Table& table, core::Time time) {
  Data data;
  dynamodb.history().show(table, time, [&](std::string_view json, std::int64_t size) {
    base::append(data.lines, "{\"Item\":", json, "}\n");
    ++data.items;
    data.bytes += size;
  });
  return data;
}

Data changes_of(DynamoDb& dynamodb, const Table& table,
                const IncrementalExportSpecification& span) {
  Data data;
  const bool shows_old = span.export_view_type == ExportViewType::kNewAndOldImages;
  dynamodb.history().show_changes(
      table, *span.export_from_time, *span.export_to_time, [&](const recovery::NetChange& change) {
        const auto begin = data.lines.size();
        base::append(data.lines, R"({"Metadata":{"WriteTimestampMicros":{"N":")",
                     core::epoch_ms(change.time) * 1000, R"("}},"Keys":)",
                     key_json(table, change.key));
        if (shows_old && change.old_json) {
          base::append(data.lines, ",\"OldImage\":", *change.old_json);
        }
        if (change.new_json) base::append(data.lines, ",\"NewImage\":", *change.new_json);
        base::append(data.lines, "}\n");
        ++data.items;
        data.bytes += static_cast<std::int64_t>(data.lines.size() - begin);
      });
  return data;
}

Manifest summary_of(const ExportDescription& export_, const std::string& files_key) {
  const auto or_null = [](const auto& text) { return text ? Manifest(*text) : Manifest(); };
  const auto& span = export_.incremental_export_specification;
  Manifest summary{{"version", span ? "2023-08-01" : "2020-06-30"},
                   {"exportArn", export_.export_arn},
                   {"startTime", core::iso8601_ms(export_.start_time)},
                   {"endTime", core::iso8601_ms(*export_.end_time)},
                   {"tableArn", export_.table_arn},
                   {"tableId", export_.table_id}};
  if (span) {
    summary["exportFromTime"] = core::iso8601_ms(*span->export_from_time);
    summary["exportToTime"] = core::iso8601_ms(*span->export_to_time);
  } else {
    summary["exportTime"] = core::iso8601_ms(*export_.export_time);
  }
  summary["s3Bucket"] = export_.s3_bucket;
  summary["s3Prefix"] = or_null(export_.s3_prefix);
  summary["s3SseAlgorithm"] = core::name_of(export_.s3_sse_algorithm);
  summary["s3SseKmsKeyId"] = or_null(export_.s3_sse_kms_key_id);
  summary["manifestFilesS3Key"] = files_key;
  summary["billedSizeBytes"] = *export_.billed_size_bytes;
  summary["itemCount"] = *export_.item_count;
  summary["outputFormat"] = core::name_of(export_.export_format);
  if (span) {
    summary["outputView"] = core::name_of(*span->export_view_type);
    summary["exportType"] = core::name_of(ExportType::kIncrementalExport);
  }
  return summary;
}

/// Puts objects below one prefix, until one cannot be put.
class Folder {
 public:
  Folder(core::ObjectStore& objects, const std::string& bucket)
      : objects_(objects), bucket_(bucket) {}

  void put(const std::string& key, std::string_view bytes) {
    if (ok_) ok_ = objects_.put(bucket_, key, bytes);
  }
  /// A manifest, and beside it its checksum.
  void put_manifest(const std::string& name, std::string_view bytes) {
    put(name + ".json", bytes);
    put(name + ".md5", base::base64(base::md5(bytes)));
  }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  core::ObjectStore& objects_;
  const std::string& bucket_;
  bool ok_ = true;
};

}  // namespace

// The files of incremental exports are in a folder that they share.
std::optional<Failure> write_export(DynamoDb& dynamodb, const Table& table, std::string_view key,
                                    ExportDescription& description) {
  auto& objects = *dynamodb.objects();
  if (!objects.has_bucket(description.s3_bucket)) return kNoSuchBucket;
  auto prefix = description.s3_prefix.value_or("");
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  const auto root = base::cat(prefix, "AWSDynamoDB/");
  const auto own = base::cat(root, key, "/");
  const auto& span = description.incremental_export_specification;
  const auto data = span ? changes_of(dynamodb, table, *span)
                         : items_of(dynamodb, table, *description.export_time);
  const auto name = dynamodb.env().ids.lower_alnum(core::IdKind::kOther, kFileNameLength);
  const auto data_key = base::cat(span ? root : own, "data/", name, ".json.gz");
  const auto compressed = gzip(data.lines);
  const auto digest = base::md5(compressed);
  description.item_count = data.items;
  description.billed_size_bytes = data.bytes;
  description.export_manifest = own + "manifest-summary.json";

  Folder folder(objects, description.s3_bucket);
  folder.put(own + "_started", "");
  folder.put(data_key, compressed);
  const Manifest file{{"itemCount", data.items},
                      {"md5Checksum", base::base64(digest)},
                      {"etag", base::cat(base::hex(digest), "-1")},
                      {"dataFileS3Key", data_key}};
  folder.put_manifest(own + "manifest-files", file.dump() + "\n");
  folder.put_manifest(own + "manifest-summary",
                      summary_of(description, own + "manifest-files.json").dump());
  if (!folder.ok()) return kS3AccessDenied;
  return std::nullopt;
}

}  // namespace tertulia::dynamodb::transfers

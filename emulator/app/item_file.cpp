#include "emulator/app/item_file.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "emulator/app/line_source.hpp"
#include "emulator/base/text.hpp"
#include "emulator/model/items.hpp"
#include "emulator/model/parse.hpp"

namespace tertulia::app {
namespace {

using model::Problem;
using nlohmann::json;
using Finding = std::optional<Problem>;

Problem at(const std::string& file, int line, std::string message) {
  return {.where = {.file = file, .line = line}, .message = std::move(message)};
}
Problem at(const model::Value& value, const model::Files& files, std::string message) {
  return at(files.name(value.file), value.line, std::move(message));
}

/// {"Item": {…}}
bool is_item_line(const json& line) {
  return line.is_object() && line.size() == 1 && line.contains("Item") && line["Item"].is_object();
}

/// Reads one file: first as lines, and when it does not begin as one of those, as a whole.
class ItemReader {
 public:
  ItemReader(LineSource& lines, const std::string& name, const std::string& table,
             const TakeItem& take)
      : lines_(lines), name_(name), table_(table), take_(take) {}

  Finding read() {
    std::string line;
    if (!next(line)) return lines_.problem() ? lines_.problem() : at(name_, 0, "has no items");
    auto first = json::parse(line, nullptr, false);
    if (is_item_line(first)) return read_lines(std::move(first));
    if (first.is_object() && (first.contains("Keys") || first.contains("NewImage"))) {
      return at(name_, number_, "incremental exports are not supported: export the whole table");
    }
    return read_whole(std::move(line));
  }

 private:
  /// The next line that is not blank.
  bool next(std::string& line) {
    while (lines_.next(line)) {
      ++number_;
      if (!base::trim(line).empty()) return true;
    }
    return false;
  }

  Finding read_lines(json first) {
    if (auto problem = take_(std::move(first["Item"]), {.file = name_, .line = number_})) {
      return problem;
    }
    std::string line;
    while (next(line)) {
      auto value = json::parse(line, nullptr, false);
      if (value.is_discarded()) return at(name_, number_, "is not JSON");
      if (!is_item_line(value)) return at(name_, number_, "must be {\"Item\": {…}}");
      if (auto problem = take_(std::move(value["Item"]), {.file = name_, .line = number_})) {
        return problem;
      }
    }
    return lines_.problem();
  }

  Finding read_whole(std::string text) {
    // Blank lines before it count for the numbers of the others.
    text.insert(0, static_cast<std::size_t>(number_ - 1), '\n');
    std::string line;
    while (lines_.next(line)) base::append(text, "\n", line);
    if (lines_.problem()) return lines_.problem();
    const auto file = files_.add(name_);
    const auto value = model::parse_json(text, files_, file);
    if (!value.ok()) return value.problem();
    if (value->is_list()) return take_all(*value);
    const auto* item = value->find("Item");
    if (item != nullptr && value->members.size() == 1 && item->is_map()) return take(*item);
    return take_requests(*value);
  }

  Finding take(const model::Value& item) {
    if (!item.is_map()) return at(item, files_, "an item must be an object");
    return take_(model::item_of(item), {.file = name_, .line = item.line});
  }

  Finding take_all(const model::Value& list) {
    for (const auto& item : list.items) {
      if (auto problem = take(item)) return problem;
    }
    return std::nullopt;
  }

  /// {"table": [{"PutRequest": {"Item": {…}}}]}
  Finding take_requests(const model::Value& value) {
    const auto* requests = value.find(table_);
    if (requests == nullptr) {
      const bool is_object = value.is_map() && !value.members.empty();
      return at(value, files_,
                is_object ? base::cat("has requests for ", value.members.front().key, ", none for ",
                                      table_)
                          : "must be a list of items, lines of {\"Item\": {…}} or requests to put");
    }
    if (!requests->is_list()) return at(*requests, files_, "must be a list of requests");
    for (const auto& request : requests->items) {
      const auto* put = request.find("PutRequest");
      const auto* item = put == nullptr ? nullptr : put->find("Item");
      if (item == nullptr) return at(request, files_, "must be {\"PutRequest\": {\"Item\": {…}}}");
      if (auto problem = take(*item)) return problem;
    }
    return std::nullopt;
  }

  LineSource& lines_;
  const std::string& name_;
  const std::string& table_;
  const TakeItem& take_;
  model::Files files_;
  int number_ = 0;
};

Finding read_file(const std::string& path, const std::string& table, const TakeItem& take) {
  if (path.ends_with(".ion") || path.ends_with(".ion.gz")) {
    return at(path, 0, "Amazon Ion is not supported: export in DYNAMODB_JSON");
  }
  const auto lines = lines_of_file(path);
  if (lines == nullptr) return at(path, 0, "cannot be read");
  return ItemReader(*lines, path, table, take).read();
}

/// What manifest-summary.json says against loading the export.
Finding check_summary(const std::string& path) {
  const auto lines = lines_of_file(path);
  if (lines == nullptr) {
    return at(std::filesystem::path(path).parent_path().string(), 0,
              "is no export of a table: it has no manifest-summary.json");
  }
  std::string text, line;
  while (lines->next(line)) base::append(text, line, "\n");
  const auto summary = json::parse(text, nullptr, false);
  if (!summary.is_object()) return at(path, 0, "is not a JSON object");
  const auto text_of = [&](const char* name) {
    const auto found = summary.find(name);
    return found != summary.end() && found->is_string() ? found->get<std::string>() : "";
  };
  if (const auto format = text_of("outputFormat"); format != "DYNAMODB_JSON") {
    return at(path, 0,
              base::cat("exports in ", format.empty() ? "an unknown format" : format,
                        " are not supported: export in DYNAMODB_JSON"));
  }
  if (text_of("exportType") == "INCREMENTAL_EXPORT") {
    return at(path, 0, "incremental exports are not supported: export the whole table");
  }
  return std::nullopt;
}

/// Reads one data file, which has as many items as the manifest's line says.
Finding read_part(const std::filesystem::path& folder, const json& line, const model::Where& where,
                  const std::string& table, const TakeItem& take) {
  const bool is_entry = line.is_object() && line.contains("dataFileS3Key") &&
                        line["dataFileS3Key"].is_string() && line.contains("itemCount") &&
                        line["itemCount"].is_number_unsigned();
  if (!is_entry) return Problem{.where = where, .message = "names no data file"};
  const auto name = std::filesystem::path(line["dataFileS3Key"].get<std::string>()).filename();
  const auto expected = line["itemCount"].get<std::size_t>();
  if (expected == 0) return std::nullopt;
  const auto path = (folder / "data" / name).string();
  std::size_t count = 0;
  auto problem = read_file(path, table, [&](json item, const model::Where& place) {
    ++count;
    return take(std::move(item), place);
  });
  if (problem || count == expected) return problem;
  return at(path, 0, base::cat("has ", count, " items, and the manifest says ", expected));
}

Finding read_export(const std::filesystem::path& folder, const std::string& table,
                    const TakeItem& take) {
  if (auto problem = check_summary((folder / "manifest-summary.json").string())) return problem;
  const auto manifest = (folder / "manifest-files.json").string();
  const auto lines = lines_of_file(manifest);
  if (lines == nullptr) return at(manifest, 0, "cannot be read");
  std::string line;
  for (int number = 1; lines->next(line); ++number) {
    if (base::trim(line).empty()) continue;
    const auto entry = json::parse(line, nullptr, false);
    const model::Where where{.file = manifest, .line = number};
    if (auto problem = read_part(folder, entry, where, table, take)) return problem;
  }
  return lines->problem();
}

}  // namespace

std::optional<Problem> read_items(const std::string& path, const std::string& table,
                                  const TakeItem& take) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return read_export(path, table, take);
  return read_file(path, table, take);
}

std::optional<Problem> read_items_of(std::string_view text, const std::string& name,
                                     const std::string& table, const TakeItem& take) {
  const auto lines = lines_of_text(text);
  return ItemReader(*lines, name, table, take).read();
}

}  // namespace tertulia::app

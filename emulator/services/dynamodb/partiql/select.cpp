#include "emulator/services/dynamodb/partiql/select.hpp"

#include <algorithm>
#include <set>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/expressions/attributes.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/next_token.hpp"
#include "emulator/services/dynamodb/partiql/plan.hpp"
#include "emulator/services/dynamodb/partiql/read_order.hpp"
#include "emulator/services/dynamodb/reading.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

/// How many parts of partitions a page reads.
constexpr int kReadsPerPage = 10;

/// The columns that come from attributes which the index does not hold.
std::vector<std::string> columns_beyond(const Source& source, const Select& select) {
  std::vector<std::string> names;
  if (source.index == nullptr) return names;
  for (const auto& column : select.columns) {
    const auto& attribute = column.path.attribute;
    if (!projects(source.table, *source.index, attribute)) names.push_back(attribute);
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  return base::cat("[", base::join(names, ", "), "]");
}

core::Result<Source> source_of(const Table& table, const Select& select, const PageAsked& asked) {
  Source source{.table = table};
  if (!select.target.index) return source;
  source.index = table.index(*select.target.index);
  if (source.index == nullptr) return no_such_index();
  if (source.index->is_global() && asked.consistent) return inconsistent_index();
  if (source.index->status == IndexStatus::kCreating) {
    return index_is_being_created(source.index->name);
  }
  const auto beyond = columns_beyond(source, select);
  if (source.index->is_global() && !beyond.empty()) {
    return not_projected(source.index->name, listed(beyond));
  }
  source.whole_items = !beyond.empty();
  return source;
}

/// Names in the order in which a table of 16 buckets gives them up, as AWS lists these.
void put_in_buckets(std::vector<std::string>& names) {
  const auto bucket_of = [](const std::string& name) {
    std::uint32_t hash = 0;
    for (const char letter : name) hash = hash * 31 + static_cast<unsigned char>(letter);
    return (hash ^ hash >> 16) & 15;
  };
  std::stable_sort(names.begin(), names.end(), [&](const std::string& left, const auto& right) {
    return bucket_of(left) < bucket_of(right);
  });
}

/// What is asked of items in the partition that is read first must be in the index.
core::Status check_filters(const Source& source, const Plan& plan) {
  if (source.index == nullptr || plan.branches.empty()) return core::ok();
  std::vector<std::string> beyond;
  for (const auto* filter : plan.branches.front().filters) {
    for (auto& name : expressions::attributes_in_order(*filter)) {
      const bool is_known = std::find(beyond.begin(), beyond.end(), name) != beyond.end();
      if (is_known || projects(source.table, *source.index, name)) continue;
      beyond.push_back(std::move(name));
    }
  }
  if (beyond.empty()) return core::ok();
  put_in_buckets(beyond);
  return filter_not_projected(source.index->name, listed(beyond));
}

core::Result<EntryPosition> position_of(const Source& source, const StoredItem& last_key) {
  const auto attributes = attributes_of(last_key.json);
  if (source.index != nullptr) return entry_position(source.table, *source.index, attributes);
  auto key = key_of_key(source.table, attributes);
  if (!key.ok()) return std::move(key).error();
  return EntryPosition{.key = std::move(key).value()};
}

/// What is left of a range behind what was read last.
void go_on_behind(const EntryPosition& last, const Source& source, Items::Order order,
                  EntryRange& range) {
  if (order == Items::Order::kBackward) {
    range.end = last;
  } else if (source.index == nullptr) {
    range.begin.key = next_key(last.key);
  } else {
    range.begin = {.key = last.key, .item_key = next_key(last.item_key)};
  }
}

/// Reads the branches of a plan one after the other.
class Reading {
 public:
  Reading(DynamoDb& dynamodb, const Source& source, const Select& select, const PageAsked& asked)
      : dynamodb_(dynamodb), source_(source), select_(select), asked_(asked) {}

  core::Result<SelectPage> run(Plan plan) {
    const auto order = put_in_order(source_.keys(), select_, plan);
    TERTULIA_CHECK(check_filters(source_, plan));
    auto& branches = plan.branches;
    if (!plan.is_keyed) branches.push_back({.range = segment_range(0, 1)});
    PagePosition position;
    if (asked_.next_token != nullptr) {
      auto read = read_next_token(asked_.fingerprint, *asked_.next_token);
      if (!read.ok()) return std::move(read).error();
      position = std::move(read).value();
      if (position.branch >= branches.size()) return invalid_next_token();
    }
    bool goes_on = !position.last.key.empty();
    auto limit = asked_.limit;
    for (int reads = 0; position.branch < branches.size(); ++position.branch) {
      if (++reads > kReadsPerPage) {
        page_.next_token = next_token(asked_.fingerprint, {.branch = position.branch});
        break;
      }
      auto& keys = branches[position.branch].range;
      EntryRange range{.begin = {std::move(keys.begin)}, .end = {std::move(keys.end)}};
      if (goes_on) go_on_behind(position.last, source_, order, range);
      goes_on = false;
      auto part = read(std::move(range), order, limit);
      if (limit) *limit -= part.scanned_count;
      if (!part.last_evaluated_key) continue;
      auto last = position_of(source_, *part.last_evaluated_key);
      if (!last.ok()) return std::move(last).error();
      position.last = std::move(last).value();
      page_.next_token = next_token(asked_.fingerprint, position);
      page_.last_evaluated_key = std::move(part.last_evaluated_key);
      break;
    }
    tell_capacity();
    return std::move(page_);
  }

 private:
  Page read(EntryRange range, Items::Order order, std::optional<std::int32_t> limit) {
    auto part = dynamodb::read_page(dynamodb_, {.source = source_,
                                                .range = std::move(range),
                                                .order = order,
                                                .limit = limit,
                                                .filter = select_.where ? &*select_.where : nullptr,
                                                .projection = {}});
    bytes_ += part.bytes;
    fetched_blocks_ += part.fetched_blocks;
    for (auto& item : part.items) page_.items.push_back(shown(select_, std::move(item)));
    return part;
  }

  void tell_capacity() {
    if (!tells_capacity(asked_.capacity)) return;
    const auto units = read_units(bytes_, asked_.consistent);
    const auto fetched = static_cast<double>(fetched_blocks_) * (asked_.consistent ? 1.0 : 0.5);
    page_.consumed_capacity =
        source_.index == nullptr
            ? consumed(source_.table, units, *asked_.capacity)
            : consumed(source_.table, fetched, *asked_.capacity, {{source_.index, units}});
  }

  DynamoDb& dynamodb_;
  const Source& source_;
  const Select& select_;
  const PageAsked& asked_;
  std::int64_t bytes_ = 0;
  std::int64_t fetched_blocks_ = 0;
  SelectPage page_;
};

}  // namespace

StoredItem shown(const Select& select, StoredItem item) {
  if (select.columns.empty()) return item;
  const auto attributes = attributes_of(item.json);
  AttributeMap row;
  for (const auto& column : select.columns) {
    const auto* value = expressions::find(attributes, column.path);
    if (value != nullptr) row.emplace(column.name, *value);
  }
  return {.json = canonical(row).value().json};
}

core::Result<SelectPage> read_page(DynamoDb& dynamodb, const Table& table, const Select& select,
                                   const PageAsked& asked) {
  const auto source = source_of(table, select, asked);
  if (!source.ok()) return source.error();
  auto plan = plan_of(source->keys(), select.where);
  if (!plan.ok()) return std::move(plan).error();
  TERTULIA_CHECK(check_order(source->keys(), select, plan.value()));
  return Reading(dynamodb, source.value(), select, asked).run(std::move(plan).value());
}

}  // namespace tertulia::dynamodb::partiql

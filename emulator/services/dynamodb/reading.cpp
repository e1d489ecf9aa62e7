#include "emulator/services/dynamodb/reading.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// Before filters and projections.
constexpr std::int64_t kPageBytesMax = 1024 * 1024;

StoredItem projected(const expressions::Projection& projection, const AttributeMap& attributes) {
  // Parts of an item that is kept are values that may be kept.
  return {.json = canonical(expressions::project(projection, attributes)).value().json};
}

/// As AWS's message names it.
std::string_view shown_select(Select select) {
  return select == Select::kCount ? "only the Count" : core::name_of(select);
}

/// What an item comes to as part of a page; nothing when the filter keeps it out.
std::optional<StoredItem> seen_as(const PageRequest& request, std::string_view json) {
  const bool is_whole = request.projection.paths.empty();
  if (request.filter == nullptr && is_whole) {
    return StoredItem{.json = std::string(json)};
  }
  const auto attributes = attributes_of(json);
  if (request.filter != nullptr && !expressions::holds(*request.filter, attributes)) {
    return std::nullopt;
  }
  if (is_whole) return StoredItem{.json = std::string(json)};
  return projected(request.projection, attributes);
}

/// The attributes of a projection that the source's index does not hold.
std::vector<std::string> not_in(const Source& source, const expressions::Projection& projection) {
  std::vector<std::string> missing;
  for (const auto& path : projection.paths) {
    if (!projects(source.table, *source.index, path.attribute)) missing.push_back(path.attribute);
  }
  return missing;
}

core::Result<EntryPosition> position_of(const Source& source, const AttributeMap& start_key) {
  if (source.index != nullptr) return entry_position(source.table, *source.index, start_key);
  auto key = key_of_key(source.table, start_key);
  if (!key.ok()) return invalid_starting_key(key.error().message);
  return EntryPosition{.key = std::move(key).value()};
}

/// What the two cursors say of where they are.
std::string_view json_at(const Items::Cursor& cursor, const Source& /*source*/) {
  return cursor.json();
}
std::string_view json_at(const Entries::Cursor& cursor, const Source& source) {
  return source.whole_items ? cursor.whole_json() : cursor.json();
}
std::int64_t blocks_at(const Items::Cursor& /*cursor*/) { return 0; }
std::int64_t blocks_at(const Entries::Cursor& cursor) {
  return (cursor.whole_size() + kReadBlockBytes - 1) / kReadBlockBytes;
}
StoredItem key_at(const Items::Cursor& cursor, const Source& source) {
  return {.json = key_json(source.table, cursor.key())};
}
StoredItem key_at(const Entries::Cursor& cursor, const Source& source) {
  auto attributes = attributes_of(cursor.json());
  std::erase_if(attributes, [&](const auto& attribute) {
    return source.table.keys.find(attribute.first) == nullptr &&
           source.index->keys.find(attribute.first) == nullptr;
  });
  return {.json = canonical(attributes).value().json};
}

template <class Cursor>
Page read_rows(Cursor cursor, const PageRequest& request) {
  Page page;
  while (cursor.next()) {
    page.bytes += cursor.size();
    if (request.source.whole_items) page.fetched_blocks += blocks_at(cursor);
    ++page.scanned_count;
    if (!request.wants_items && request.filter == nullptr) {
      ++page.count;
    } else if (auto item = seen_as(request, json_at(cursor, request.source))) {
      ++page.count;
      if (request.wants_items) page.items.push_back(std::move(*item));
    }
    // Whether anything follows is not looked at, as AWS does not: the next page may be empty.
    if (page.scanned_count == request.limit || page.bytes >= kPageBytesMax) {
      page.last_evaluated_key = key_at(cursor, request.source);
      break;
    }
  }
  return page;
}

}  // namespace

std::span<const core::Member> PageReply::members() {
  static constexpr std::array kMembers{
      core::member<&PageReply::items>("Items"),
      core::member<&PageReply::count>("Count"),
      core::member<&PageReply::scanned_count>("ScannedCount"),
      core::member<&PageReply::last_evaluated_key>("LastEvaluatedKey"),
      core::member<&PageReply::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

PageReply reply_of(Page page, const PageAsked& asked) {
  PageReply reply{.items = std::nullopt,
                  .count = page.count,
                  .scanned_count = page.scanned_count,
                  .last_evaluated_key = std::move(page.last_evaluated_key),
                  .consumed_capacity = std::nullopt};
  if (asked.wants_items) reply.items = std::move(page.items);
  if (tells_capacity(asked.capacity)) {
    const auto& [table, index, unused] = asked.source;
    const auto units = read_units(page.bytes, asked.consistent);
    const auto fetched = static_cast<double>(page.fetched_blocks) * (asked.consistent ? 1.0 : 0.5);
    reply.consumed_capacity = index == nullptr
                                  ? consumed(table, units, *asked.capacity)
                                  : consumed(table, fetched, *asked.capacity, {{index, units}});
  }
  return reply;
}

core::Status check_select(const SelectParameters& parameters) {
  const bool names_attributes = parameters.projection || parameters.attributes_to_get;
  if (parameters.select == Select::kSpecificAttributes && !names_attributes) {
    return validation_exception(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
        "SPECIFIC_ATTRIBUTES");
  }
  if (parameters.select && parameters.select != Select::kSpecificAttributes && names_attributes) {
    return validation_exception(base::cat(
        "Cannot specify the ", parameters.projection ? "ProjectionExpression" : "AttributesToGet",
        " when choosing to get ", shown_select(*parameters.select)));
  }
  if (parameters.select == Select::kAllProjectedAttributes && !parameters.index) {
    return invalid_parameter(
        "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  return core::ok();
}

/// AWS says which key was wrong for some mistakes in its values, but not for those in numbers and
/// sets of numbers.
core::Status check_start_key_values(const std::optional<AttributeMap>& start_key) {
  if (!start_key) return core::ok();
  auto checked = check_values(*start_key);
  if (checked.ok()) return checked;
  const auto& message = checked.error().message;
  for (const auto* mark : {"contains duplicates", "number set", "numeric value",
                           "significant digits", "number with magnitude"}) {
    if (message.find(mark) != std::string::npos) return checked;
  }
  return invalid_starting_key(message);
}

core::Result<Source> source_of(const Table& table, const SourceParameters& parameters) {
  Source source{.table = table};
  if (!parameters.index) return source;
  const auto& name = parameters.index->str();
  source.index = table.index(name);
  if (source.index == nullptr) return no_such_index(name);
  if (source.index->is_global() && parameters.consistent) return inconsistent_index();
  if (source.index->status == IndexStatus::kCreating) return index_is_being_created(name);
  if (source.index->projects_all()) return source;

  if (parameters.select == Select::kAllAttributes) {
    if (source.index->is_global()) return all_attributes_of_part(name);
    source.whole_items = true;
    return source;
  }
  const auto missing = not_in(source, parameters.projection);
  if (!missing.empty() && source.index->is_global()) {
    return not_projected(name, base::cat("[", base::join(missing, ", "), "]"));
  }
  source.whole_items = !missing.empty();
  return source;
}

core::Result<EntryRange> range_after(const Source& source, KeyRange range, Items::Order order,
                                     const std::optional<AttributeMap>& start_key,
                                     const core::ApiError& outside) {
  EntryRange entries{.begin = {std::move(range.begin)}, .end = {std::move(range.end)}};
  if (!start_key) return entries;
  auto start = position_of(source, *start_key);
  if (!start.ok()) return std::move(start).error();
  if (start->key < entries.begin.key || start->key >= entries.end.key) return outside;
  if (order == Items::Order::kBackward) {
    entries.end = std::move(start).value();
  } else if (source.index == nullptr) {
    entries.begin.key = next_key(start->key);
  } else {
    entries.begin = {.key = std::move(start->key), .item_key = next_key(start->item_key)};
  }
  return entries;
}

Page read_page(DynamoDb& dynamodb, const PageRequest& request) {
  const auto& [table, index, whole_items] = request.source;
  if (index == nullptr) {
    return read_rows(dynamodb.items().scan(table, {request.range.begin.key, request.range.end.key},
                                           request.order),
                     request);
  }
  return read_rows(dynamodb.entries().scan(table, *index, request.range, request.order), request);
}

core::Result<expressions::Projection> read_projection(
    expressions::Parser& parser, const std::optional<std::string>& expression,
    const std::optional<std::vector<std::string>>& attributes_to_get) {
  if (!expression) {
    if (!attributes_to_get) return expressions::Projection();
    return projection_of(*attributes_to_get);
  }
  return parser.projection(*expression);
}

core::Result<std::optional<expressions::Condition>> read_filter(
    expressions::Parser& parser, const std::optional<std::string>& expression,
    const std::optional<ConditionMap>& legacy,
    const std::optional<ConditionalOperator>& conditional_operator) {
  if (!expression) return condition_of(pointer_to(legacy), conditional_operator);
  auto filter = parser.condition("FilterExpression", *expression);
  if (!filter.ok()) return std::move(filter).error();
  return std::optional(std::move(filter).value());
}

StoredItem seen_through(const expressions::Projection& projection, StoredItem item) {
  if (projection.paths.empty()) return item;
  return projected(projection, attributes_of(item.json));
}

}  // namespace tertulia::dynamodb

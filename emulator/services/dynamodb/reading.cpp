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
    reply.consumed_capacity =
        consumed(asked.table, read_units(page.bytes, asked.consistent), *asked.capacity);
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

Page read_page(Items& items, const PageRequest& request) {
  Page page;
  auto cursor = items.scan(request.table, request.range, request.order);
  while (cursor.next()) {
    page.bytes += cursor.size();
    ++page.scanned_count;
    if (!request.wants_items && request.filter == nullptr) {
      ++page.count;
    } else if (auto item = seen_as(request, cursor.json())) {
      ++page.count;
      if (request.wants_items) page.items.push_back(std::move(*item));
    }
    // Whether anything follows is not looked at, as AWS does not: the next page may be empty.
    if (page.scanned_count == request.limit || page.bytes >= kPageBytesMax) {
      page.last_evaluated_key = StoredItem{.json = key_json(request.table, cursor.key())};
      break;
    }
  }
  return page;
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

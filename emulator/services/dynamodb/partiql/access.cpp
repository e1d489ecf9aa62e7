#include "emulator/services/dynamodb/partiql/access.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/attributes.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/partiql/plan.hpp"
#include "emulator/services/dynamodb/partiql/writes.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

/// What a statement says, which outlives this, in the terms of other requests.
class Description {
 public:
  /// `table` may be null.
  Description(const Request& request, const Table* table, RequestParameters parameters)
      : request_(request), table_(table), parameters_(std::move(parameters)) {
    std::visit(*this, request.content);
    if (request.is_update_or_delete()) parameters_.return_values = request.returning();
    if (!key_.empty()) parameters_.items.push_back(&key_);
  }
  Description(const Description&) = delete;
  Description& operator=(const Description&) = delete;

  [[nodiscard]] const RequestParameters& parameters() const { return parameters_; }

  void operator()(const Select& select) {
    parameters_.reads = true;
    if (!select.columns.empty()) parameters_.select = dynamodb::Select::kSpecificAttributes;
    if (select.target.index) parameters_.index = *select.target.index;
    for (const auto& column : select.columns) parameters_.attributes.insert(column.path.attribute);
    if (select.where) expressions::add_attributes(parameters_.attributes, *select.where);
    if (const auto* keys = keys_of(select.target)) add_plan(*keys, select);
  }
  void operator()(const Exists& exists) { (*this)(exists.select); }
  void operator()(const Insert& insert) { parameters_.items.push_back(&insert.item); }
  void operator()(const Update& update) {
    expressions::add_attributes(parameters_.attributes, update.update);
    add_condition(update.where);
  }
  void operator()(const Delete& erase) { add_condition(erase.where); }

 private:
  /// Null for what is not there.
  [[nodiscard]] const KeySchema* keys_of(const Target& target) const {
    if (table_ == nullptr) return nullptr;
    if (!target.index) return &table_->keys;
    const auto* index = table_->index(*target.index);
    return index == nullptr ? nullptr : &index->keys;
  }

  void add_plan(const KeySchema& keys, const Select& select) {
    const auto plan = plan_of(keys, select.where);
    if (!plan.ok()) return;
    parameters_.full_table_scan = !plan->is_keyed;
    for (const auto& branch : plan->branches) parameters_.partitions.push_back(branch.hash);
  }

  void add_condition(const expressions::Condition& where) {
    expressions::add_attributes(parameters_.attributes, where);
    if (table_ == nullptr) return;
    auto key = key_named_by(*table_, request_);
    if (key.ok()) key_ = std::move(key).value();
  }

  const Request& request_;
  const Table* table_;
  RequestParameters parameters_;
  AttributeMap key_;
};

core::Result<Request> request_of(const Asked& asked) {
  TERTULIA_CHECK(check_parameters(asked.parameters));
  return read_request(asked.statement, asked.parameters);
}

}  // namespace

std::optional<core::Access> access_of(const core::Call& call, const Asked& asked) {
  const auto request = request_of(asked);
  if (!request.ok()) return std::nullopt;
  const auto& target = request->target();
  auto arn = table_arn(call, target.table);
  if (target.index) base::append(arn, "/index/", *target.index);
  return core::Access{.resource = std::move(arn), .action = std::string(request->iam_action())};
}

core::ConditionValues values_of(const core::ConditionQuestion& question, const Asked& asked,
                                RequestParameters parameters) {
  const auto request = request_of(asked);
  if (!request.ok()) return std::nullopt;
  const Description description(request.value(), table_asked_about(question),
                                std::move(parameters));
  return dynamodb::values_of(question, description.parameters());
}

}  // namespace tertulia::dynamodb::partiql

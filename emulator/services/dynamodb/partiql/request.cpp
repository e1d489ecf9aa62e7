#include "emulator/services/dynamodb/partiql/request.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

struct TargetOf {
  const Target& operator()(const Exists& exists) const { return exists.select.target; }
  template <class Content>
  const Target& operator()(const Content& content) const {
    return content.target;
  }
};

}  // namespace

const Target& Request::target() const { return std::visit(TargetOf(), content); }

ReturnValue Request::returning() const {
  if (const auto* update = std::get_if<Update>(&content)) return update->returning;
  if (const auto* erase = std::get_if<Delete>(&content)) return erase->returning;
  return ReturnValue::kNone;
}

std::string_view Request::iam_action() const {
  if (std::holds_alternative<Insert>(content)) return "dynamodb:PartiQLInsert";
  if (std::holds_alternative<Update>(content)) return "dynamodb:PartiQLUpdate";
  if (std::holds_alternative<Delete>(content)) return "dynamodb:PartiQLDelete";
  return "dynamodb:PartiQLSelect";
}

}  // namespace tertulia::dynamodb::partiql

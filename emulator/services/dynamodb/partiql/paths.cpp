#include "emulator/services/dynamodb/partiql/paths.hpp"

#include <limits>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t kPathLevelsMax = 32;
constexpr std::size_t kTableNameMin = 3;
constexpr std::size_t kTableNameMax = 255;

core::Result<expressions::Path::Step> index_of(const Expression& expression) {
  const auto& text = expression.text;
  const auto index = base::parse_integer(text);
  constexpr std::int64_t kMax = std::numeric_limits<std::int32_t>::max();
  if (!index || *index < 0 || *index > kMax) return index_out_of_range(text, expression.position);
  return expressions::Path::Step(static_cast<std::uint32_t>(*index));
}

core::Result<expressions::Path::Step> step_of(const Expression& step) {
  if (step.kind == Kind::kStepName) return expressions::Path::Step(step.text);
  if (step.kind == Kind::kStepIndex) {
    const auto& index = step.children.front();
    if (index.kind == Kind::kNumber) return index_of(index);
    if (index.kind == Kind::kString) return expressions::Path::Step(index.text);
    return unexpected_path_component(index.position);
  }
  return unexpected_path_component(step.position);
}

/// The names of a path that has nothing but names.
core::Result<std::vector<std::string>> names_of(const Expression& expression) {
  if (expression.kind == Kind::kName) return std::vector{expression.text};
  if (expression.kind != Kind::kPath) return unexpected_path_component(expression.position);
  std::vector<std::string> names;
  for (const auto& part : expression.children) {
    if (part.kind != Kind::kName && part.kind != Kind::kStepName) {
      return unexpected_path_component(part.position);
    }
    names.push_back(part.text);
  }
  return names;
}

}  // namespace

bool is_path(const Expression& expression) {
  return expression.kind == Kind::kName || expression.kind == Kind::kPath;
}

core::Result<expressions::Path> path_of(const Expression& expression) {
  if (expression.kind == Kind::kName) return expressions::Path{.attribute = expression.text};
  if (expression.kind != Kind::kPath || expression.children.front().kind != Kind::kName) {
    return unexpected_path_component(expression.position);
  }
  expressions::Path path{.attribute = expression.children.front().text};
  for (std::size_t i = 1; i < expression.children.size(); ++i) {
    auto step = step_of(expression.children[i]);
    if (!step.ok()) return std::move(step).error();
    path.steps.push_back(std::move(step).value());
  }
  const auto levels = 1 + path.steps.size();
  if (levels > kPathLevelsMax) return expressions::path_too_deep(levels);
  return path;
}

std::string column_name(const expressions::Path& path) {
  std::string name = path.attribute;
  for (const auto& step : path.steps) {
    if (const auto* index = std::get_if<std::uint32_t>(&step)) {
      base::append(name, "[", *index, "]");
    } else {
      name = std::get<std::string>(step);
    }
  }
  return name;
}

core::Result<Target> target_of(const Expression& expression) {
  auto names = names_of(expression);
  if (!names.ok()) return std::move(names).error();
  for (const auto& name : *names) {
    if (name.empty()) return empty_path_component();
  }
  if (names->size() > 2) return table_path_too_long();
  Target target{.table = std::move(names->front())};
  const auto size = target.table.size();
  if (size < kTableNameMin || size > kTableNameMax || !is_name(target.table)) {
    return bad_table_name();
  }
  if (names->size() == 2) target.index = std::move(names->back());
  return target;
}

}  // namespace tertulia::dynamodb::partiql

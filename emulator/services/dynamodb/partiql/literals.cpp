#include "emulator/services/dynamodb/partiql/literals.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;
using enum AttributeType;

/// What AWS calls an expression that is no value.
std::string_view non_value_name(const Expression& expression) {
  switch (expression.kind) {
    case Kind::kMissing:
      return "Missing";
    case Kind::kIon:
      return "IonLiteral";
    case Kind::kParameter:
      return "Parameter";
    case Kind::kName:
      return "VariableReference";
    case Kind::kPath:
      return "Path";
    case Kind::kCall:
      return expression.text;
    case Kind::kCountAll:
      return "count";
    case Kind::kStatement:
      return "Select";
    default:
      return "NAry";
  }
}

/// Reads one value, which knows where in it everything is: "root", "root.a", "root.a[0]".
class ValueReader {
 public:
  core::Result<AttributeValue> read(const Expression& expression) {
    if (depth_ >= kNestingMax) return nested_too_deeply(where_);
    switch (expression.kind) {
      case Kind::kNull:
        return AttributeValue::of<kNull>(true);
      case Kind::kTrue:
        return AttributeValue::of<kBool>(true);
      case Kind::kFalse:
        return AttributeValue::of<kBool>(false);
      case Kind::kString:
        return AttributeValue::of<kS>(expression.text);
      case Kind::kNumber: {
        const auto number = parse_number(expression.text);
        if (!number.ok()) return under(number.error(), where_);
        return AttributeValue::of<kN>(expression.text);
      }
      case Kind::kList:
        return list(expression);
      case Kind::kStruct:
        return structure(expression);
      case Kind::kBag:
        return bag(expression);
      default:
        return unsupported_value(non_value_name(expression), where_, expression.position);
    }
  }

 private:
  /// The value of what is in another one, at `step` of it.
  core::Result<AttributeValue> inner(const Expression& expression, std::string_view step) {
    const auto size = where_.size();
    where_ += step;
    ++depth_;
    auto value = read(expression);
    --depth_;
    where_.resize(size);
    return value;
  }

  core::Result<AttributeValue> list(const Expression& expression) {
    std::vector<AttributeValue> elements;
    for (const auto& child : expression.children) {
      auto element = inner(child, base::cat("[", elements.size(), "]"));
      if (!element.ok()) return element;
      elements.push_back(std::move(element).value());
    }
    return AttributeValue::of<kL>(std::move(elements));
  }

  core::Result<AttributeValue> structure(const Expression& expression) {
    AttributeMap map;
    const auto& children = expression.children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      if (children[i].kind != Kind::kString) {
        return unsupported_value(non_value_name(children[i]), where_, children[i].position);
      }
      const auto& name = children[i].text;
      auto value = inner(children[i + 1], base::cat(".", name));
      if (!value.ok()) return value;
      if (!map.emplace(name, std::move(value).value()).second) return duplicate_key(name, where_);
    }
    return AttributeValue::of<kM>(std::move(map));
  }

  core::Result<AttributeValue> bag(const Expression& expression) {
    const auto& children = expression.children;
    if (children.empty()) return empty_bag();
    const auto kind = children.front().kind;
    const bool is_uniform =
        (kind == Kind::kString || kind == Kind::kNumber) &&
        std::all_of(children.begin(), children.end(),
                    [&](const Expression& child) { return child.kind == kind; });
    if (!is_uniform) return mixed_bag();
    std::vector<std::string> members;
    for (const auto& child : children) members.push_back(child.text);
    return kind == Kind::kString ? string_set(std::move(members)) : number_set(std::move(members));
  }

  static core::Result<AttributeValue> string_set(std::vector<std::string> members) {
    auto set = AttributeValue::of<kSS>(std::move(members));
    TERTULIA_CHECK(check_value(set));
    return set;
  }

  core::Result<AttributeValue> number_set(std::vector<std::string> members) {
    const auto shown = base::cat("[", base::join(members, ", "), "]");
    for (const auto& member : members) {
      const auto number = parse_number(member);
      if (!number.ok()) return under(number.error(), where_);
    }
    auto set = AttributeValue::of<kNS>(std::move(members));
    if (!check_value(set).ok()) return equal_numbers_in_bag(shown, where_);
    return set;
  }

  std::string where_ = "root";
  int depth_ = 0;
};

}  // namespace

bool is_literal(const Expression& expression) {
  switch (expression.kind) {
    case Kind::kName:
    case Kind::kPath:
    case Kind::kCall:
    case Kind::kCountAll:
    case Kind::kOperation:
    case Kind::kIs:
    case Kind::kStatement:
      return false;
    default:
      return true;
  }
}

core::Result<const AttributeValue*> Literals::value(const Expression& expression) {
  if (expression.kind == Kind::kParameter) return &parameters_[expression.index];
  auto read = ValueReader().read(expression);
  if (!read.ok()) return std::move(read).error();
  values_->push_back(std::move(read).value());
  return &values_->back();
}

}  // namespace tertulia::dynamodb::partiql

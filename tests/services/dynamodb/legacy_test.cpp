#include "emulator/services/dynamodb/legacy.hpp"

#include <gtest/gtest.h>

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "tests/services/dynamodb/expression_trees.hpp"

namespace tertulia::dynamodb {
namespace {

using namespace expressions;  // NOLINT(google-build-using-namespace): the values' short names
using Operator = ComparisonOperator;
using Filter = dynamodb::Condition;
using List = std::vector<AttributeValue>;

Filter filter(Operator by, List values) {
  return {.attribute_value_list = std::move(values), .comparison_operator = by};
}

/// Whether the filter lets the item pass, or why it is none.
std::string outcome(const ConditionMap& conditions, const AttributeMap& item,
                    std::optional<ConditionalOperator> by = std::nullopt) {
  const auto condition = condition_of(&conditions, by);
  if (!condition.ok()) return condition.error().message;
  if (!condition.value()) return "none";
  return holds(**condition, item) ? "true" : "false";
}

class FilterTest : public testing::Test {
 protected:
  std::string a(Operator by, List values) {
    return outcome({{"a", filter(by, std::move(values))}}, item_);
  }

  AttributeMap item_{{"a", number("2")}};
};

TEST_F(FilterTest, Equals) {
  EXPECT_EQ(a(Operator::kEq, {number("2.0")}), "true");
  EXPECT_EQ(a(Operator::kEq, {text("2")}), "false");
  EXPECT_EQ(a(Operator::kNe, {number("2.0")}), "false");
  EXPECT_EQ(a(Operator::kNe, {text("2")}), "true");
  item_ = {};
  EXPECT_EQ(a(Operator::kEq, {number("2")}), "false");
  EXPECT_EQ(a(Operator::kNe, {number("2")}), "true");
  for (const auto& value : one_of_each_type()) {
    item_["a"] = value;
    EXPECT_EQ(a(Operator::kEq, {value}), "true");
    EXPECT_EQ(a(Operator::kNe, {value}), "false");
  }
}

TEST_F(FilterTest, Orders) {
  EXPECT_EQ(a(Operator::kLt, {number("10")}), "true");
  EXPECT_EQ(a(Operator::kLt, {number("2")}), "false");
  EXPECT_EQ(a(Operator::kLe, {number("2")}), "true");
  EXPECT_EQ(a(Operator::kGt, {number("1")}), "true");
  EXPECT_EQ(a(Operator::kGt, {number("2")}), "false");
  EXPECT_EQ(a(Operator::kGe, {number("2")}), "true");
  EXPECT_EQ(a(Operator::kGe, {text("1")}), "false");
  EXPECT_EQ(a(Operator::kBetween, {number("1"), number("2")}), "true");
  EXPECT_EQ(a(Operator::kBetween, {number("3"), number("4")}), "false");
}

TEST_F(FilterTest, AsksForExistenceByNull) {
  EXPECT_EQ(a(Operator::kNotNull, {}), "true");
  EXPECT_EQ(a(Operator::kNull, {}), "false");
  item_["a"] = null();
  EXPECT_EQ(a(Operator::kNotNull, {}), "true");
  item_ = {};
  EXPECT_EQ(a(Operator::kNull, {}), "true");
  EXPECT_EQ(
      outcome({{"a", {.attribute_value_list = {}, .comparison_operator = Operator::kNull}}}, item_),
      "true");
}

TEST_F(FilterTest, BeginsWithAndIn) {
  EXPECT_EQ(a(Operator::kIn, {number("1"), number("2.0")}), "true");
  EXPECT_EQ(a(Operator::kIn, {number("1"), number("3")}), "false");
  EXPECT_EQ(a(Operator::kBeginsWith, {text("2")}), "false");
  item_["a"] = text("hello");
  EXPECT_EQ(a(Operator::kBeginsWith, {text("hell")}), "true");
  item_["a"] = numbers({"1", "2"});
  EXPECT_EQ(a(Operator::kIn, {number("1"), number("2")}), "false");
}

TEST_F(FilterTest, ContainsAndItsOppositeNeedTheAttribute) {
  for (const auto& [value, in, out] : std::vector<std::array<AttributeValue, 3>>{
           {text("hello"), text("ell"), text("dog")},
           {text("hello"), text("h"), number("1")},
           {binary("hi there"), binary("here"), binary("dog")},
           {numbers({"2", "4"}), number("4.0"), number("1")},
           {list({number("2"), boolean(true)}), boolean(true), number("1")}}) {
    item_["a"] = value;
    EXPECT_EQ(a(Operator::kContains, {in}), "true");
    EXPECT_EQ(a(Operator::kContains, {out}), "false");
    EXPECT_EQ(a(Operator::kNotContains, {in}), "false");
    EXPECT_EQ(a(Operator::kNotContains, {out}), "true");
  }
  item_ = {};
  EXPECT_EQ(a(Operator::kContains, {number("1")}), "false");
  EXPECT_EQ(a(Operator::kNotContains, {number("1")}), "false");
}

TEST_F(FilterTest, NamesAreOfAttributesWhateverTheirCharacters) {
  const AttributeMap item{{"a.b[0]", text("x")}};
  EXPECT_EQ(outcome({{"a.b[0]", filter(Operator::kEq, {text("x")})}}, item), "true");
}

TEST_F(FilterTest, TakesTheRightNumberOfArguments) {
  const auto error = [](std::string_view name) {
    return base::cat(
        "One or more parameter values were invalid: Invalid number of argument(s) for the ", name,
        " ComparisonOperator");
  };
  for (const auto by : {Operator::kEq, Operator::kNe, Operator::kLt, Operator::kLe, Operator::kGt,
                        Operator::kGe, Operator::kContains, Operator::kNotContains,
                        Operator::kBeginsWith, Operator::kIn, Operator::kBetween}) {
    EXPECT_EQ(a(by, {}), error(core::name_of(by)));
    EXPECT_EQ(outcome({{"a", {.attribute_value_list = {}, .comparison_operator = by}}}, item_),
              error(core::name_of(by)));
    if (by == Operator::kIn) continue;
    EXPECT_EQ(a(by, {text("a"), text("b"), text("c")}), error(core::name_of(by)));
  }
  EXPECT_EQ(a(Operator::kNull, {text("a")}), error("NULL"));
  EXPECT_EQ(a(Operator::kNotNull, {text("a")}), error("NOT_NULL"));
  EXPECT_EQ(a(Operator::kBetween, {text("a")}), error("BETWEEN"));
}

TEST_F(FilterTest, TakesTheRightTypesOfArguments) {
  const auto error = [](Operator by, const AttributeValue& value) {
    return base::cat("One or more parameter values were invalid: ComparisonOperator ",
                     core::name_of(by), " is not valid for ", core::name_of(value.type()),
                     " AttributeValue type");
  };
  const List composed{list({}), map({}), texts({"a"}), numbers({"1"}), binaries({"a"})};
  for (const auto& value : composed) {
    for (const auto by : {Operator::kLt, Operator::kLe, Operator::kGt, Operator::kGe, Operator::kIn,
                          Operator::kContains, Operator::kNotContains, Operator::kBeginsWith}) {
      EXPECT_EQ(a(by, {value}), error(by, value));
    }
    EXPECT_EQ(a(Operator::kBetween, {value, value}), error(Operator::kBetween, value));
  }
  for (const auto& value : {boolean(true), null()}) {
    for (const auto by : {Operator::kLt, Operator::kIn, Operator::kBeginsWith}) {
      EXPECT_EQ(a(by, {value}), error(by, value));
    }
    EXPECT_EQ(a(Operator::kContains, {value}), "false");
  }
  EXPECT_EQ(a(Operator::kBeginsWith, {number("1")}), error(Operator::kBeginsWith, number("1")));
  EXPECT_EQ(a(Operator::kIn, {number("3"), text("dog")}), arguments_of_several_types().message);
  EXPECT_EQ(a(Operator::kBetween, {text("a"), number("3")}), arguments_of_several_types().message);
  EXPECT_EQ(a(Operator::kBetween, {number("10"), number("9")}), between_nothing().message);
}

TEST_F(FilterTest, TakesValidValues) {
  EXPECT_EQ(a(Operator::kEq, {AttributeValue()}), empty_attribute_value().message);
  EXPECT_EQ(a(Operator::kEq, {number("dog"), AttributeValue()}), not_a_number("dog").message);
  EXPECT_EQ(a(Operator::kEq, {texts({})}), empty_string_set().message);
}

TEST_F(FilterTest, CombinesByTheConditionalOperator) {
  const ConditionMap some{{"a", filter(Operator::kEq, {number("2")})},
                          {"z", filter(Operator::kNotNull, {})}};
  EXPECT_EQ(outcome(some, item_), "false");
  EXPECT_EQ(outcome(some, item_, ConditionalOperator::kAnd), "false");
  EXPECT_EQ(outcome(some, item_, ConditionalOperator::kOr), "true");
  EXPECT_EQ(outcome({}, item_), "none");
  EXPECT_EQ(outcome({}, item_, ConditionalOperator::kOr),
            conditional_operator_without_conditions().message);
  EXPECT_EQ(outcome({{"a", filter(Operator::kNull, {})}}, item_, ConditionalOperator::kAnd),
            conditional_operator_with_one_condition().message);
  const ConditionMap* none = nullptr;
  EXPECT_FALSE(condition_of(none, std::nullopt).value().has_value());
  EXPECT_EQ(condition_of(none, ConditionalOperator::kAnd).error(),
            conditional_operator_without_conditions());
}

/// As `outcome`, for an expectation of attribute `a`, which is 1.
std::string expected(const ExpectedAttributeValue& expectation) {
  const ExpectedMap all{{"a", expectation}};
  const auto condition = condition_of(&all, std::nullopt);
  if (!condition.ok()) return condition.error().message;
  return holds(**condition, {{"a", number("1")}}) ? "true" : "false";
}

TEST(Expected, TakesAValueOrNone) {
  EXPECT_EQ(expected({.value = number("1")}), "true");
  EXPECT_EQ(expected({.value = number("2")}), "false");
  EXPECT_EQ(expected({.exists = true, .value = number("1.0")}), "true");
  EXPECT_EQ(expected({.exists = false}), "false");
  const ExpectedMap absent{{"z", {.exists = false}}};
  EXPECT_TRUE(holds(**condition_of(&absent, std::nullopt), {}));
}

TEST(Expected, TakesAnOperatorWithAListOrAValue) {
  EXPECT_EQ(
      expected({.attribute_value_list = List{number("2")}, .comparison_operator = Operator::kLt}),
      "true");
  EXPECT_EQ(expected({.comparison_operator = Operator::kGe, .value = number("1")}), "true");
  EXPECT_EQ(expected({.comparison_operator = Operator::kNotNull}), "true");
  EXPECT_EQ(expected({.attribute_value_list = List{}, .comparison_operator = Operator::kNull}),
            "false");
}

TEST(Expected, RefusesWhatDoesNotGoTogether) {
  const List values{text("a")};
  const auto invalid = [](std::string_view why) { return invalid_parameter(why).message; };
  EXPECT_EQ(expected({}), invalid("Value must be provided when Exists is null for Attribute: a"));
  EXPECT_EQ(expected({.exists = true}),
            invalid("Value must be provided when Exists is true for Attribute: a"));
  EXPECT_EQ(expected({.exists = false, .value = text("a")}),
            invalid("Value cannot be used when Exists is false for Attribute: a"));
  EXPECT_EQ(expected({.comparison_operator = Operator::kLt}),
            invalid("Value or AttributeValueList must be used with ComparisonOperator: LT for "
                    "Attribute: a"));
  EXPECT_EQ(expected({.comparison_operator = Operator::kLt, .exists = true}),
            invalid("Exists and ComparisonOperator cannot be used together for Attribute: a"));
  EXPECT_EQ(expected({.attribute_value_list = values,
                      .comparison_operator = Operator::kEq,
                      .exists = true,
                      .value = text("a")}),
            invalid("Value and AttributeValueList cannot be used together for Attribute: a"));
  EXPECT_EQ(expected({.attribute_value_list = values, .exists = true}),
            invalid("AttributeValueList can only be used with a ComparisonOperator for Attribute: "
                    "a"));
  EXPECT_EQ(expected({.comparison_operator = Operator::kBetween, .value = text("a")}),
            wrong_argument_count("BETWEEN").message);
  EXPECT_EQ(expected({.comparison_operator = Operator::kNull, .value = text("a")}),
            wrong_argument_count("NULL").message);
  EXPECT_EQ(expected({.comparison_operator = Operator::kLe, .value = list({})}),
            wrong_argument_type("LE", "L").message);
}

/// The item after one action on attribute `a`.
core::Result<AttributeMap> updated(std::optional<AttributeValue> old,
                                   const AttributeValueUpdate& action) {
  AttributeMap item;
  if (old) item.emplace("a", std::move(*old));
  item.emplace("p", text("key"));
  const AttributeUpdateMap actions{{"a", action}};
  const auto update = update_of(actions);
  if (!update.ok()) return update.error();
  auto result = expressions::apply(*update, item);
  if (!result.ok()) return std::move(result).error();
  return std::move(result->item);
}

AttributeValue after(std::optional<AttributeValue> old, const AttributeValueUpdate& action) {
  const auto item = updated(std::move(old), action);
  EXPECT_TRUE(item.ok()) << (item.ok() ? "" : item.error().message);
  return item.ok() && item->contains("a") ? item->at("a") : text("gone");
}

std::string error(std::optional<AttributeValue> old, const AttributeValueUpdate& action) {
  const auto item = updated(std::move(old), action);
  return item.ok() ? "none" : item.error().message;
}

using enum AttributeAction;

TEST(AttributeUpdates, Put) {
  EXPECT_EQ(after(std::nullopt, {.action = kPut, .value = number("3")}), number("3"));
  EXPECT_EQ(after(text("old"), {.value = list({})}), list({}));
  EXPECT_EQ(error(std::nullopt, {}), update_without_value().message);
  EXPECT_EQ(error(std::nullopt, {.action = kAdd}), update_without_value().message);
  EXPECT_EQ(error(std::nullopt, {.action = kPut, .value = numbers({})}),
            empty_number_set().message);
}

TEST(AttributeUpdates, AddNumbersMembersAndElements) {
  EXPECT_EQ(after(number("7"), {.action = kAdd, .value = number("-3.5")}), number("3.5"));
  EXPECT_EQ(after(std::nullopt, {.action = kAdd, .value = number("2")}), number("2"));
  EXPECT_EQ(after(numbers({"1", "2"}), {.action = kAdd, .value = numbers({"2.0", "3"})}),
            numbers({"1", "2", "3"}));
  EXPECT_EQ(after(list({number("1")}), {.action = kAdd, .value = list({number("1"), text("a")})}),
            list({number("1"), number("1"), text("a")}));
  EXPECT_EQ(after(std::nullopt, {.action = kAdd, .value = list({null()})}), list({null()}));
  for (const auto& value : {text("s"), binary("b"), null(), boolean(true), map({})}) {
    EXPECT_EQ(error(value, {.action = kAdd, .value = value}),
              add_of(core::name_of(value.type())).message);
  }
}

TEST(AttributeUpdates, DeleteAttributesAndMembers) {
  EXPECT_EQ(after(text("old"), {.action = kDelete}), text("gone"));
  EXPECT_EQ(after(std::nullopt, {.action = kDelete}), text("gone"));
  EXPECT_EQ(after(texts({"cat", "dog"}), {.action = kDelete, .value = texts({"dog"})}),
            texts({"cat"}));
  EXPECT_EQ(after(numbers({"1"}), {.action = kDelete, .value = numbers({"1.0", "5"})}),
            text("gone"));
  EXPECT_EQ(after(std::nullopt, {.action = kDelete, .value = numbers({"1"})}), text("gone"));
  for (const auto& value :
       {text("s"), number("1"), binary("b"), null(), boolean(true), map({}), list({})}) {
    EXPECT_EQ(error(value, {.action = kDelete, .value = value}),
              delete_with_value(core::name_of(value.type())).message);
  }
}

TEST(AttributeUpdates, RefuseOtherTypesThanTheAttributes) {
  const auto mismatch = std::string("Type mismatch for attribute to update");
  for (const auto& old : {number("1"), texts({"a"}), list({}), text("x")}) {
    for (const auto& value : {numbers({"1"}), binaries({"a"})}) {
      EXPECT_EQ(error(old, {.action = kAdd, .value = value}), mismatch);
      EXPECT_EQ(error(old, {.action = kDelete, .value = value}), mismatch);
    }
  }
  EXPECT_EQ(error(texts({"a"}), {.action = kAdd, .value = number("2")}), mismatch);
  EXPECT_EQ(error(number("2"), {.action = kAdd, .value = list({})}), mismatch);
}

TEST(AttributesToGet, AreNamesOfAttributes) {
  const AttributeMap item{{"a", text("x")}, {"a.b", text("y")}, {"c", text("z")}};
  EXPECT_EQ(project(*projection_of({"a.b", "c", "d"}), item),
            (AttributeMap{{"a.b", text("y")}, {"c", text("z")}}));
  EXPECT_EQ(projection_of({"b", "a", "b"}).error(),
            invalid_parameter("Duplicate value in attribute name: b"));
}

const expressions::KeyNames kKey{{"p"}, {"c"}};

std::string key_error(const ConditionMap& conditions, const expressions::KeyNames& key = kKey) {
  const auto checked = check_key_conditions(conditions, expressions::kTableTermsMax);
  if (!checked.ok()) return checked.error().message;
  const auto condition = key_condition_of(conditions, key);
  return condition.ok() ? "none" : condition.error().message;
}

Filter partition() { return filter(Operator::kEq, {text("x")}); }

TEST(KeyConditions, NameThePartition) {
  const ConditionMap conditions{{"p", partition()}};
  const auto condition = key_condition_of(conditions, kKey);
  EXPECT_EQ(*condition->partition.front(), text("x"));
  EXPECT_FALSE(condition->sort.has_value());
}

TEST(KeyConditions, BoundTheSortKey) {
  using enum expressions::Condition::Kind;
  const std::pair<Operator, expressions::Condition::Kind> kKinds[] = {
      {Operator::kEq, kEqual},   {Operator::kLt, kLess},         {Operator::kLe, kLessEqual},
      {Operator::kGt, kGreater}, {Operator::kGe, kGreaterEqual}, {Operator::kBeginsWith, kFunction},
  };
  for (const auto& [by, kind] : kKinds) {
    const ConditionMap conditions{{"p", partition()}, {"c", filter(by, {text("s")})}};
    const auto sort = key_condition_of(conditions, kKey)->sort.value();
    EXPECT_EQ(sort.kind, kind);
    EXPECT_EQ(*sort.first, text("s"));
    EXPECT_EQ(sort.second, nullptr);
  }
  const ConditionMap between{{"p", partition()},
                             {"c", filter(Operator::kBetween, {number("1"), number("2")})}};
  const auto sort = key_condition_of(between, kKey)->sort.value();
  EXPECT_EQ(sort.kind, kBetween);
  EXPECT_EQ(*sort.first, number("1"));
  EXPECT_EQ(*sort.second, number("2"));
}

TEST(KeyConditions, RefuseWhatIsNoRangeOfKeys) {
  EXPECT_EQ(key_error({}), "Conditions can be of length 1 or 2 only");
  EXPECT_EQ(key_error({{"p", partition()}, {"c", partition()}, {"a", partition()}}),
            "Conditions can be of length 1 or 2 only");
  EXPECT_EQ(key_error({{"c", partition()}}), "Query condition missed key schema element: p");
  EXPECT_EQ(key_error({{"p", partition()}, {"a", partition()}}),
            "Query condition missed key schema element: c");
  EXPECT_EQ(key_error({{"p", partition()}, {"a", partition()}}, {{"p"}}),
            "Query key condition not supported");
  for (const auto by :
       {Operator::kLt, Operator::kLe, Operator::kGt, Operator::kGe, Operator::kBeginsWith}) {
    EXPECT_EQ(key_error({{"p", filter(by, {text("x")})}}), "Query key condition not supported");
  }
  for (const auto by :
       {Operator::kNe, Operator::kIn, Operator::kContains, Operator::kNotContains}) {
    EXPECT_EQ(key_error({{"p", filter(by, {text("x")})}}), not_an_indexable_operation().message);
    EXPECT_EQ(key_error({{"p", partition()}, {"c", filter(by, {text("x")})}}),
              not_an_indexable_operation().message);
  }
  EXPECT_EQ(key_error({{"p", partition()}, {"c", filter(Operator::kNull, {})}}),
            not_an_indexable_operation().message);
  EXPECT_EQ(key_error({{"p", filter(Operator::kEq, {})}}), wrong_argument_count("EQ").message);
  EXPECT_EQ(key_error({{"p", partition()}, {"c", filter(Operator::kBeginsWith, {number("3")})}}),
            wrong_argument_type("BEGINS_WITH", "N").message);
}

}  // namespace
}  // namespace tertulia::dynamodb

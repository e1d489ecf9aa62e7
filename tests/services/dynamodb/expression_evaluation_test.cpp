#include <gtest/gtest.h>

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "tests/services/dynamodb/expression_trees.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum Condition::Kind;
using Arithmetic = Update::Set::Arithmetic;

constexpr Condition::Kind kOrders[] = {kLess, kLessEqual, kGreater, kGreaterEqual};

class ConditionTest : public testing::Test {
 protected:
  /// Whether attribute `a` compares with `value`.
  bool compares(Condition::Kind kind, AttributeValue value) {
    return holds(compare(kind, {at(path("a")), values_.operand(std::move(value))}), item_);
  }
  bool compares(Path left, Condition::Kind kind, Path right) {
    return holds(compare(kind, {at(std::move(left)), at(std::move(right))}), item_);
  }
  bool is_between(AttributeValue low, AttributeValue high) {
    return holds(compare(kBetween, {at(path("a")), values_.operand(std::move(low)),
                                    values_.operand(std::move(high))}),
                 item_);
  }
  bool a_contains(AttributeValue value) {
    return holds(test(Function::kContains, {at(path("a")), values_.operand(std::move(value))}),
                 item_);
  }
  bool size_compares(Condition::Kind kind, AttributeValue value) {
    return holds(
        compare(kind, {call(Function::kSize, {at(path("a"))}), values_.operand(std::move(value))}),
        item_);
  }
  bool has_size(AttributeValue value, const char* size) {
    item_["a"] = std::move(value);
    return size_compares(kEqual, number(size));
  }

  Values values_;
  AttributeMap item_;
};

TEST_F(ConditionTest, EqualsWithinATypeAlone) {
  const auto values = one_of_each_type();
  for (std::size_t i = 0; i < values.size(); ++i) {
    item_["a"] = values[i];
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(compares(kEqual, values[j]), i == j) << i << " " << j;
      EXPECT_EQ(compares(kNotEqual, values[j]), i != j) << i << " " << j;
    }
  }
}

TEST_F(ConditionTest, NumbersEqualByValue) {
  item_["a"] = number("1000");
  EXPECT_TRUE(compares(kEqual, number("1e3")));
  EXPECT_FALSE(compares(kNotEqual, number("1000.0")));
  EXPECT_FALSE(compares(kEqual, number("1000.1")));
}

TEST_F(ConditionTest, SetsEqualInAnyOrderHoweverDeep) {
  item_["a"] = texts({"cat", "dog", "mouse"});
  EXPECT_TRUE(compares(kEqual, texts({"mouse", "cat", "dog"})));
  EXPECT_FALSE(compares(kEqual, texts({"mouse", "cat", "horse"})));
  EXPECT_FALSE(compares(kEqual, texts({"mouse", "cat"})));
  item_["a"] = numbers({"1", "2"});
  EXPECT_TRUE(compares(kEqual, numbers({"2.00", "1.0"})));
  item_["a"] = binaries({"a", "b"});
  EXPECT_TRUE(compares(kEqual, binaries({"b", "a"})));
  item_["a"] = map({{"d", list({text("e"), texts({"g", "h"})})}});
  EXPECT_TRUE(compares(kEqual, map({{"d", list({text("e"), texts({"h", "g"})})}})));
  EXPECT_FALSE(compares(kEqual, map({{"d", list({text("e"), texts({"h", "i"})})}})));
  EXPECT_FALSE(compares(kEqual, map({{"d", list({text("e")})}})));
}

TEST_F(ConditionTest, WhatIsNotThereIsUnequalToEverything) {
  EXPECT_FALSE(compares(kEqual, number("1")));
  EXPECT_TRUE(compares(kNotEqual, number("1")));
  EXPECT_FALSE(compares(path("q"), kEqual, path("z")));
  EXPECT_TRUE(compares(path("q"), kNotEqual, path("z")));
  for (const auto kind : kOrders) EXPECT_FALSE(compares(path("q"), kind, path("z")));
  item_["q"] = number("1");
  EXPECT_TRUE(compares(path("q"), kNotEqual, path("z")));
  for (const auto kind : kOrders) EXPECT_FALSE(compares(path("q"), kind, path("z")));
}

TEST_F(ConditionTest, OrdersTextsNumbersAndBinaries) {
  const std::pair<AttributeValue, AttributeValue> kOrdered[] = {
      {number("9"), number("10")}, {number("-2"), number("-1")},   {text("cat"), text("dog")},
      {text("10"), text("9")},     {binary("cat"), binary("dog")}, {binary("\x7f"), binary("\x80")},
  };
  for (const auto& [low, high] : kOrdered) {
    item_["a"] = low;
    EXPECT_TRUE(compares(kLess, high) && compares(kLessEqual, high));
    EXPECT_FALSE(compares(kGreater, high) || compares(kGreaterEqual, high));
    EXPECT_TRUE(compares(kLessEqual, low) && compares(kGreaterEqual, low));
    EXPECT_FALSE(compares(kLess, low) || compares(kGreater, low));
    item_["a"] = high;
    EXPECT_TRUE(compares(kGreater, low) && compares(kGreaterEqual, low));
    EXPECT_FALSE(compares(kLess, low) || compares(kLessEqual, low));
  }
}

TEST_F(ConditionTest, OrdersNothingElse) {
  for (const auto& value : one_of_each_type()) {
    item_["a"] = value;
    for (const auto kind : kOrders) {
      EXPECT_FALSE(compares(kind, texts({"a"})));
      if (value.type() != AttributeType::kS) {
        EXPECT_FALSE(compares(kind, text("17")));
      }
    }
  }
  item_["a"] = boolean(true);
  EXPECT_FALSE(compares(kGreaterEqual, boolean(true)));
}

TEST_F(ConditionTest, BetweenIncludesBothEnds) {
  item_["a"] = number("1");
  EXPECT_TRUE(is_between(number("0"), number("2")));
  EXPECT_TRUE(is_between(number("1"), number("1.0")));
  EXPECT_FALSE(is_between(number("2"), number("7")));
  EXPECT_FALSE(is_between(text("0"), text("2")));
  EXPECT_FALSE(is_between(number("0"), text("2")));
  item_["a"] = text("cat");
  EXPECT_TRUE(is_between(text("aardvark"), text("cat")));
  item_.clear();
  EXPECT_FALSE(is_between(number("0"), number("2")));
}

TEST_F(ConditionTest, InLooksForAnEqualValueOfAnyType) {
  for (const auto& value : one_of_each_type()) {
    item_ = {{"a", value}, {"b", value}};
    EXPECT_TRUE(holds(compare(kIn, {at(path("a")), at(path("z")), at(path("b"))}), item_));
  }
  item_["a"] = number("174");
  const auto in =
      compare(kIn, {at(path("a")), values_.operand(text("dog")), values_.operand(number("174.0"))});
  EXPECT_TRUE(holds(in, item_));
  item_["a"] = number("175");
  EXPECT_FALSE(holds(in, item_));
  EXPECT_FALSE(holds(in, {}));
}

TEST_F(ConditionTest, KnowsWhatExistsAtDocumentPaths) {
  item_["b"] = map({{"x", number("1")}, {"y", list({number("-1"), number("2")})}});
  const auto exists = [&](Path where) {
    const bool there = holds(test(Function::kAttributeExists, {at(where)}), item_);
    EXPECT_NE(holds(test(Function::kAttributeNotExists, {at(where)}), item_), there);
    return there;
  };
  EXPECT_TRUE(exists(path("b")));
  EXPECT_TRUE(exists(path("b", "x")));
  EXPECT_TRUE(exists(path("b", "y", 1)));
  EXPECT_FALSE(exists(path("b", "y", 2)));
  EXPECT_FALSE(exists(path("b", "z")));
  EXPECT_FALSE(exists(path("b", 0)));
  EXPECT_FALSE(exists(path("b", "y", "x")));
  EXPECT_FALSE(exists(path("b", "x", "x")));
  EXPECT_TRUE(compares(path("b", "x"), kLess, path("b", "y", 1)));
  EXPECT_FALSE(compares(path("b", "z"), kLess, path("b", "y", 100)));
}

TEST_F(ConditionTest, KnowsTypes) {
  for (const auto& value : one_of_each_type()) {
    item_["a"] = value;
    for (const auto name : core::EnumNames<AttributeType>::kNames) {
      const auto is_of_type =
          test(Function::kAttributeType, {at(path("a")), values_.operand(text(std::string(name)))});
      EXPECT_EQ(holds(is_of_type, item_), core::name_of(value.type()) == name);
      EXPECT_FALSE(holds(is_of_type, {}));
    }
  }
}

TEST_F(ConditionTest, BeginsWithTextsAndBinaries) {
  item_ = {{"a", text("hello")}, {"b", binary("hi there")}, {"c", number("2")}};
  const auto begins = [&](Operand whole, Operand start) {
    return holds(test(Function::kBeginsWith, {std::move(whole), std::move(start)}), item_);
  };
  EXPECT_TRUE(begins(at(path("a")), values_.operand(text("hell"))));
  EXPECT_TRUE(begins(at(path("b")), values_.operand(binary("hi"))));
  EXPECT_TRUE(begins(values_.operand(text("hellohi")), at(path("a"))));
  EXPECT_FALSE(begins(at(path("a")), values_.operand(text("dog"))));
  EXPECT_FALSE(begins(at(path("a")), values_.operand(binary("hell"))));
  EXPECT_FALSE(begins(at(path("c")), values_.operand(text("2"))));
  EXPECT_FALSE(begins(at(path("c")), at(path("c"))));
  EXPECT_FALSE(begins(at(path("z")), at(path("a"))));
}

TEST_F(ConditionTest, ContainsPartsMembersAndElements) {
  item_["a"] = text("hello");
  EXPECT_TRUE(a_contains(text("ell")));
  EXPECT_FALSE(a_contains(text("dog")));
  EXPECT_FALSE(a_contains(number("1")));
  item_["a"] = binary("hi there");
  EXPECT_TRUE(a_contains(binary("here")));
  EXPECT_FALSE(a_contains(text("here")));
  EXPECT_FALSE(a_contains(numbers({"1", "2"})));
  item_["a"] = numbers({"2", "4"});
  EXPECT_TRUE(a_contains(number("4.0")));
  EXPECT_FALSE(a_contains(text("4")));
  EXPECT_FALSE(a_contains(numbers({"2", "4"})));
  item_["a"] = texts({"a", "bc"});
  EXPECT_TRUE(a_contains(text("bc")));
  EXPECT_FALSE(a_contains(text("b")));
  item_["a"] = binaries({"a", "bc"});
  EXPECT_TRUE(a_contains(binary("bc")));
  item_["a"] = list({text("hi"), numbers({"1", "2"}), list({number("3")}), boolean(true)});
  EXPECT_TRUE(a_contains(text("hi")));
  EXPECT_TRUE(a_contains(numbers({"2", "1"})));
  EXPECT_TRUE(a_contains(list({number("3")})));
  EXPECT_TRUE(a_contains(boolean(true)));
  EXPECT_FALSE(a_contains(number("3")));
  item_["a"] = map({{"x", number("1")}});
  EXPECT_FALSE(a_contains(text("x")));
  EXPECT_FALSE(a_contains(number("1")));
  item_["a"] = boolean(true);
  EXPECT_FALSE(a_contains(boolean(true)));
  item_.clear();
  EXPECT_FALSE(a_contains(text("a")));
}

TEST_F(ConditionTest, SizeCountsBytesOrElements) {
  EXPECT_TRUE(has_size(text("hello"), "5"));
  EXPECT_TRUE(has_size(text("ñ"), "2"));
  EXPECT_TRUE(has_size(binary("hi there"), "8"));
  EXPECT_TRUE(has_size(numbers({"2", "4", "7"}), "3"));
  EXPECT_TRUE(has_size(texts({"a"}), "1"));
  EXPECT_TRUE(has_size(binaries({"a", "b"}), "2"));
  EXPECT_TRUE(has_size(list({number("2"), text("dog")}), "2"));
  EXPECT_TRUE(has_size(map({{"x", number("2")}, {"y", map({{"m", number("3")}})}}), "2"));
  EXPECT_TRUE(has_size(map({}), "0"));
  for (const auto& value : {number("5"), boolean(true), null()}) {
    EXPECT_FALSE(has_size(value, "1"));
    EXPECT_FALSE(size_compares(kLess, number("3")));
    EXPECT_FALSE(size_compares(kGreaterEqual, number("3")));
  }
}

TEST_F(ConditionTest, SizeComparesAsANumber) {
  item_ = {{"a", text("hello")}, {"f", number("5")}};
  EXPECT_TRUE(size_compares(kNotEqual, number("4")));
  EXPECT_TRUE(size_compares(kLess, number("10")));
  EXPECT_TRUE(size_compares(kGreaterEqual, number("2")));
  EXPECT_FALSE(size_compares(kEqual, text("5")));
  const auto size = call(Function::kSize, {at(path("a"))});
  EXPECT_TRUE(holds(compare(kEqual, {size, at(path("f"))}), item_));
  EXPECT_TRUE(holds(compare(kEqual, {at(path("f")), size}), item_));
  EXPECT_TRUE(
      holds(compare(kBetween, {size, values_.operand(number("1")), values_.operand(number("5"))}),
            item_));
  EXPECT_TRUE(holds(compare(kIn, {size, values_.operand(number("3")), at(path("f"))}), item_));
}

TEST_F(ConditionTest, CombinesConditions) {
  item_["a"] = number("1");
  const auto yes = test(Function::kAttributeExists, {at(path("a"))});
  const auto no = test(Function::kAttributeExists, {at(path("z"))});
  EXPECT_TRUE(holds(combine(kAnd, {yes, yes, yes}), item_));
  EXPECT_FALSE(holds(combine(kAnd, {yes, yes, no}), item_));
  EXPECT_TRUE(holds(combine(kOr, {no, no, yes}), item_));
  EXPECT_FALSE(holds(combine(kOr, {no, no}), item_));
  EXPECT_TRUE(holds(combine(kNot, {no}), item_));
  EXPECT_FALSE(holds(combine(kNot, {combine(kOr, {yes, no})}), item_));
}

AttributeMap document() {
  return {
      {"a",
       map({{"b", list({number("2"), number("4"), map({{"x", text("hi")}, {"y", text("yo")}})})},
            {"c", number("5")}})},
      {"b", text("hello")},
      {"a.b", text("dots")}};
}

AttributeMap projected(std::vector<Path> paths) {
  return project({.paths = std::move(paths)}, document());
}

TEST(Project, KeepsTheHierarchyAboveWhatIsWanted) {
  const auto item = document();
  EXPECT_EQ(projected({path("b")}), (AttributeMap{{"b", text("hello")}}));
  EXPECT_EQ(projected({path("a.b")}), (AttributeMap{{"a.b", text("dots")}}));
  EXPECT_EQ(projected({path("a")}), (AttributeMap{{"a", item.at("a")}}));
  EXPECT_EQ(projected({path("a", "c")}), (AttributeMap{{"a", map({{"c", number("5")}})}}));
  EXPECT_EQ(projected({path("a", "b", 0)}),
            (AttributeMap{{"a", map({{"b", list({number("2")})}})}}));
  EXPECT_EQ(projected({path("a", "b", 2, "y")}),
            (AttributeMap{{"a", map({{"b", list({map({{"y", text("yo")}})})}})}}));
}

TEST(Project, MergesPathsInTheOrderOfTheItem) {
  EXPECT_EQ(projected({path("b"), path("a", "b", 1), path("a", "c"), path("a", "b", 0)}),
            (AttributeMap{{"a", map({{"b", list({number("2"), number("4")})}, {"c", number("5")}})},
                          {"b", text("hello")}}));
  EXPECT_EQ(
      projected({path("a", "b", 2, "x"), path("a", "b", 2, "y"), path("a", "b", 0)}),
      (AttributeMap{
          {"a", map({{"b", list({number("2"), map({{"x", text("hi")}, {"y", text("yo")}})})}})}}));
}

TEST(Project, LeavesOutWhatIsNotThere) {
  for (const auto& nowhere :
       {path("x"), path("a", "b", 3), path("a", "x"), path("a", "x", "y"), path("a", "b", 3, "x"),
        path("a", "b", "x"), path("a", 0), path("a", "b", 0, "x"), path("a", "b", 0, 0)}) {
    EXPECT_EQ(projected({nowhere}), AttributeMap{});
  }
  EXPECT_EQ(projected({path("a", "x"), path("a", "b", 0), path("x"), path("a", "b", 3, "x")}),
            (AttributeMap{{"a", map({{"b", list({number("2")})}})}}));
}

class UpdateTest : public testing::Test {
 protected:
  Update::Set set(Path where, AttributeValue value) {
    return {.path = std::move(where), .left = values_.operand(std::move(value))};
  }
  Update::Set copy(Path where, Operand from) {
    return {.path = std::move(where), .left = std::move(from)};
  }
  Update::Change change(Path where, AttributeValue value) {
    return {.path = std::move(where), .value = values_.literal(std::move(value))};
  }
  Operand plain(AttributeValue value) { return values_.operand(std::move(value)); }
  AttributeMap after(const Update& update) {
    auto updated = expressions::apply(update, item_);
    EXPECT_TRUE(updated.ok()) << (updated.ok() ? "" : updated.error().message);
    return updated.ok() ? std::move(updated->item) : AttributeMap();
  }
  std::string error(const Update& update) {
    const auto updated = expressions::apply(update, item_);
    return updated.ok() ? "none" : updated.error().message;
  }
  AttributeValue calculated(const char* left, Arithmetic arithmetic, const char* right) {
    return after({.set = {{path("x"), plain(number(left)), arithmetic, plain(number(right))}}})
        .at("x");
  }
  std::string calculation_error(AttributeValue left, Arithmetic arithmetic, AttributeValue right) {
    return error(
        {.set = {{path("x"), plain(std::move(left)), arithmetic, plain(std::move(right))}}});
  }

  Values values_;
  AttributeMap item_{{"a", text("hello")}, {"n", number("2")}};
};

TEST_F(UpdateTest, SetsAndRemovesAttributes) {
  EXPECT_EQ(after({.set = {set(path("a"), number("4")), set(path("b"), text("hi"))}}),
            (AttributeMap{{"a", number("4")}, {"b", text("hi")}, {"n", number("2")}}));
  EXPECT_EQ(after({.remove = {path("a"), path("z")}}), (AttributeMap{{"n", number("2")}}));
}

TEST_F(UpdateTest, ReadsTheItemAsItWas) {
  EXPECT_EQ(after({.set = {copy(path("b"), at(path("a")))}, .remove = {path("a")}}),
            (AttributeMap{{"b", text("hello")}, {"n", number("2")}}));
  EXPECT_EQ(after({.set = {copy(path("a"), at(path("n"))), copy(path("n"), at(path("a")))}}),
            (AttributeMap{{"a", number("2")}, {"n", text("hello")}}));
  EXPECT_EQ(error({.set = {set(path("x"), number("4")), copy(path("y"), at(path("x")))}}),
            operand_does_not_exist().message);
  EXPECT_EQ(error({.set = {copy(path("z"), at(path("z")))}}), operand_does_not_exist().message);
}

TEST_F(UpdateTest, Calculates) {
  EXPECT_EQ(calculated("4", Arithmetic::kPlus, "3"), number("7"));
  EXPECT_EQ(calculated("5", Arithmetic::kMinus, "7.5"), number("-2.5"));
  EXPECT_EQ(calculated("1e22", Arithmetic::kPlus, "1"), number("10000000000000000000001"));
  EXPECT_EQ(calculated("9e125", Arithmetic::kPlus, "9e124"), number("99" + std::string(124, '0')));
  EXPECT_EQ(after({.set = {{path("n"), at(path("n")), Arithmetic::kPlus, at(path("n"))}}}).at("n"),
            number("4"));
}

TEST_F(UpdateTest, CalculatesWithNumbersInRangeAlone) {
  EXPECT_EQ(calculation_error(number("9e125"), Arithmetic::kPlus, number("9e125")),
            number_overflow().message);
  EXPECT_EQ(calculation_error(number("9e125"), Arithmetic::kMinus, number("-9e125")),
            number_overflow().message);
  EXPECT_EQ(calculation_error(number("1e50"), Arithmetic::kPlus, number("1")),
            number_overflow().message);
  EXPECT_EQ(calculation_error(number("1.1e-130"), Arithmetic::kMinus, number("1e-130")),
            number_underflow().message);
  EXPECT_EQ(calculation_error(text("1"), Arithmetic::kPlus, number("1")),
            operand_type_mismatch().message);
  EXPECT_EQ(error({.set = {{path("x"), plain(number("1")), Arithmetic::kPlus, at(path("a"))}}}),
            operand_type_mismatch().message);
  EXPECT_EQ(error({.set = {{path("x"), at(path("z")), Arithmetic::kPlus, plain(number("1"))}}}),
            operand_does_not_exist().message);
}

TEST_F(UpdateTest, IfNotExistsTakesWhatIsThere) {
  const auto if_not_exists = [&](Path where, Operand otherwise) {
    return call(Function::kIfNotExists, {at(std::move(where)), std::move(otherwise)});
  };
  EXPECT_EQ(after({.set = {copy(path("b"), if_not_exists(path("a"), plain(number("1"))))}}).at("b"),
            text("hello"));
  EXPECT_EQ(after({.set = {copy(path("b"), if_not_exists(path("b"), plain(number("1"))))}}).at("b"),
            number("1"));
  EXPECT_EQ(
      after({.set = {copy(path("b"),
                          if_not_exists(path("a", "x"), if_not_exists(path("y"), at(path("n")))))}})
          .at("b"),
      number("2"));
  EXPECT_EQ(error({.set = {copy(path("b"), if_not_exists(path("b"), at(path("z"))))}}),
            operand_does_not_exist().message);
  EXPECT_EQ(after({.set = {{path("b"), if_not_exists(path("b"), plain(number("2"))),
                            Arithmetic::kPlus, plain(number("3"))}}})
                .at("b"),
            number("5"));
}

TEST_F(UpdateTest, AppendsLists) {
  const auto append = [&](Operand first, Operand second) {
    return Update{.set = {copy(path("l"), call(Function::kListAppend,
                                               {std::move(first), std::move(second)}))}};
  };
  item_["l"] = list({text("hi"), number("2")});
  EXPECT_EQ(after(append(at(path("l")), plain(list({number("4")})))).at("l"),
            list({text("hi"), number("2"), number("4")}));
  EXPECT_EQ(after(append(plain(list({})), at(path("l")))).at("l"), item_["l"]);
  const auto or_empty = call(Function::kIfNotExists, {at(path("m")), plain(list({}))});
  EXPECT_EQ(after(append(or_empty, plain(list({null()})))).at("l"), list({null()}));
  EXPECT_EQ(error(append(at(path("l")), at(path("z")))), operand_does_not_exist().message);
  EXPECT_EQ(error(append(at(path("a")), at(path("l")))), operand_type_mismatch().message);
  EXPECT_EQ(error(append(at(path("l")), at(path("a")))), operand_type_mismatch().message);
}

TEST_F(UpdateTest, ReachesIntoDocuments) {
  item_ = {
      {"a", map({{"b", number("3")},
                 {"c", list({text("hi"), map({{"x", map({{"y", list({number("3"), number("5"),
                                                                     number("7")})}})}})})}})}};
  EXPECT_EQ(
      after({.set = {set(path("a", "c", 1, "x", "y", 1), number("9")),
                     set(path("a", "z"), number("1")), set(path("a", "b"), null())}})
          .at("a"),
      map({{"b", null()},
           {"c", list({text("hi"),
                       map({{"x", map({{"y", list({number("3"), number("9"), number("7")})}})}})})},
           {"z", number("1")}}));
  EXPECT_EQ(after({.remove = {path("a", "c", 1, "x", "y", 1), path("a", "c", 0), path("a", "b"),
                              path("a", "q")}})
                .at("a"),
            map({{"c", list({map({{"x", map({{"y", list({number("3"), number("7")})}})}})})}}));
}

TEST_F(UpdateTest, LeavesEmptyDocumentsBehind) {
  item_ = {{"l", list({number("1")})}, {"m", map({{"b", number("1")}})}};
  EXPECT_EQ(after({.remove = {path("l", 0), path("m", "b")}}),
            (AttributeMap{{"l", list({})}, {"m", map({})}}));
}

TEST_F(UpdateTest, CountsElementsAsTheyWere) {
  item_["l"] = list({number("2"), number("3"), number("4"), number("5"), number("6")});
  EXPECT_EQ(after({.set = {set(path("l", 3), number("17"))}, .remove = {path("l", 1)}}).at("l"),
            list({number("2"), number("4"), number("17"), number("6")}));
  EXPECT_EQ(after({.remove = {path("l", 0), path("l", 3), path("l", 17)}}).at("l"),
            list({number("3"), number("4"), number("6")}));
  EXPECT_EQ(after({.set = {set(path("l", 9), number("7"))},
                   .remove = {path("l", 0), path("l", 5), path("l", 4)}})
                .at("l"),
            list({number("3"), number("4"), number("5"), number("7")}));
}

TEST_F(UpdateTest, AppendsBeyondTheEndInTheOrderOfIndexes) {
  item_["l"] = list({text("one")});
  EXPECT_EQ(after({.set = {set(path("l", 84), text("c")), set(path("l", 37), text("b")),
                           set(path("l", 1), text("a"))}})
                .at("l"),
            list({text("one"), text("a"), text("b"), text("c")}));
}

TEST_F(UpdateTest, RefusesPathsThatLeadNowhere) {
  item_ = {{"a", text("hello")}, {"b", list({text("hi")})}, {"m", map({})}};
  for (const auto& where : {path("a", "c"), path("b", "c"), path("c", "c"), path("a", 0),
                            path("c", 0), path("m", 0), path("b", 1, "x"), path("m", "x", "y")}) {
    EXPECT_EQ(error({.set = {set(where, number("7"))}}), document_path_is_invalid().message);
    EXPECT_EQ(error({.remove = {where}}), document_path_is_invalid().message);
    EXPECT_EQ(error({.add = {change(where, number("7"))}}), document_path_is_invalid().message);
    EXPECT_EQ(error({.erase = {change(where, texts({"a"}))}}), document_path_is_invalid().message);
  }
  EXPECT_EQ(error({.remove = {path("m", "y"), path("b", 7), path("c")}}), "none");
}

TEST_F(UpdateTest, RemovesWhateverFromAnItemThatIsNotThere) {
  item_ = {};
  EXPECT_EQ(after({.remove = {path("x", "y"), path("x", 0)}}), AttributeMap{});
  EXPECT_EQ(error({.set = {set(path("c", "c"), number("7"))}}), document_path_is_invalid().message);
  EXPECT_EQ(after({.add = {change(path("b"), number("8"))}}), (AttributeMap{{"b", number("8")}}));
}

TEST_F(UpdateTest, AddsNumbers) {
  item_ = {{"n", number("3")}, {"s", text("hi")}, {"m", map({{"n", number("1")}})}};
  EXPECT_EQ(
      after({.add = {change(path("n"), number("-4")), change(path("b"), number("7")),
                     change(path("m", "n"), number("1")), change(path("m", "o"), number("2"))}}),
      (AttributeMap{{"b", number("7")},
                    {"m", map({{"n", number("2")}, {"o", number("2")}})},
                    {"n", number("-1")},
                    {"s", text("hi")}}));
  EXPECT_EQ(error({.add = {change(path("s"), number("1"))}}), operand_type_mismatch().message);
  EXPECT_EQ(error({.add = {change(path("n"), number("1e50"))}}), number_overflow().message);
}

TEST_F(UpdateTest, AddsMembersToSets) {
  item_ = {{"s", texts({"cat", "dog"})}, {"n", numbers({"1", "2"})}, {"b", binaries({"x"})}};
  EXPECT_EQ(after({.add = {change(path("s"), texts({"pig", "cat"})),
                           change(path("n"), numbers({"2.0", "1.00", "3"})),
                           change(path("b"), binaries({"y"})), change(path("t"), texts({"a"}))}}),
            (AttributeMap{{"b", binaries({"x", "y"})},
                          {"n", numbers({"1", "2", "3"})},
                          {"s", texts({"cat", "dog", "pig"})},
                          {"t", texts({"a"})}}));
  EXPECT_EQ(error({.add = {change(path("s"), numbers({"1"}))}}), operand_type_mismatch().message);
  item_["s"] = list({});
  EXPECT_EQ(error({.add = {change(path("s"), texts({"a"}))}}), operand_type_mismatch().message);
}

TEST_F(UpdateTest, DeletesMembersAndEmptiedSets) {
  item_ = {{"s", texts({"cat", "dog"})},
           {"n", numbers({"10", "20", "30"})},
           {"m", map({{"b", binaries({"x"})}})},
           {"l", list({texts({"a"}), texts({"b"})})}};
  EXPECT_EQ(after({.erase = {change(path("s"), texts({"dog", "pig", "cat"})),
                             change(path("n"), numbers({"10.0", "2e1"})),
                             change(path("m", "b"), binaries({"x"})),
                             change(path("l", 0), texts({"a"})), change(path("z"), texts({"a"}))}}),
            (AttributeMap{{"l", list({texts({"b"})})}, {"m", map({})}, {"n", numbers({"30"})}}));
  EXPECT_EQ(error({.erase = {change(path("s"), numbers({"1"}))}}), operand_type_mismatch().message);
  EXPECT_EQ(error({.erase = {change(path("l"), texts({"a"}))}}), operand_type_mismatch().message);
}

class UpdatedPartsTest : public UpdateTest {
 protected:
  void expect_parts(const Update& update, const AttributeMap& old_parts,
                    const AttributeMap& new_parts) {
    const auto updated = expressions::apply(update, item_);
    ASSERT_TRUE(updated.ok());
    EXPECT_EQ(updated->old_parts, old_parts);
    EXPECT_EQ(updated->new_parts, new_parts);
  }
};

TEST_F(UpdatedPartsTest, AreTheAttributesTouched) {
  item_ = {{"a", text("hi")}, {"b", text("dog")}, {"p", text("key")}};
  expect_parts({.set = {set(path("b"), text("cat")), set(path("c"), text("hello"))}},
               {{"b", text("dog")}}, {{"b", text("cat")}, {"c", text("hello")}});
  expect_parts({.set = {set(path("b"), text("dog"))}}, {{"b", text("dog")}}, {{"b", text("dog")}});
  expect_parts({.remove = {path("b"), path("z")}}, {{"b", text("dog")}}, {});
  expect_parts({.set = {set(path("c"), null())}}, {}, {{"c", null()}});
  expect_parts({}, {}, {});
}

TEST_F(UpdatedPartsTest, KeepTheHierarchyAboveThem) {
  item_ = {{"a", map({{"b", text("dog")}, {"c", list({number("1"), number("2"), number("3")})}})}};
  expect_parts({.set = {set(path("a", "b"), text("hi"))}}, {{"a", map({{"b", text("dog")}})}},
               {{"a", map({{"b", text("hi")}})}});
  expect_parts({.set = {set(path("a", "c", 1), number("7")), set(path("a", "b"), text("yo"))}},
               {{"a", map({{"b", text("dog")}, {"c", list({number("2")})}})}},
               {{"a", map({{"b", text("yo")}, {"c", list({number("7")})}})}});
  expect_parts({.set = {set(path("a", "x"), number("8"))}}, {}, {{"a", map({{"x", number("8")}})}});
}

TEST_F(UpdatedPartsTest, AreReadAtTheSameIndexesBeforeAndAfter) {
  item_ = {{"c", list({number("1"), number("2"), number("3")})}};
  expect_parts({.remove = {path("c", 1), path("c", 3)}}, {{"c", list({number("2")})}},
               {{"c", list({number("3")})}});
  expect_parts({.remove = {path("c", 2)}}, {{"c", list({number("3")})}}, {});
  expect_parts({.set = {set(path("c", 100), number("70"))}}, {}, {});
}

}  // namespace
}  // namespace tertulia::dynamodb::expressions

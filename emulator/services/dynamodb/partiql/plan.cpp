#include "emulator/services/dynamodb/partiql/plan.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/key_terms.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using expressions::Condition;
using ConditionKind = Condition::Kind;
using Sort = expressions::KeyCondition::Sort;

constexpr std::size_t kBranchesMax = 50;

/// What holds of the key in one of the ways in which a condition can hold.
struct Way {
  struct Term {
    const KeyAttribute* attribute;
    Sort condition;
  };
  std::vector<Term> terms = {};
  /// What holds besides.
  std::vector<const Condition*> filters = {};
  /// Whether it says something of a range key that no range of keys can say.
  bool is_vague = false;

  [[nodiscard]] std::vector<Sort> of(const KeyAttribute& attribute) const {
    std::vector<Sort> conditions;
    for (const auto& term : terms) {
      if (term.attribute == &attribute) conditions.push_back(term.condition);
    }
    return conditions;
  }
};

class Planner {
 public:
  Planner(const KeySchema& keys, const Condition& where) : keys_(keys), where_(where) {}

  core::Result<Plan> plan() {
    const bool is_fixed = std::all_of(keys_.hash.begin(), keys_.hash.end(),
                                      [this](const auto& key) { return fixes(where_, key); });
    if (!is_fixed) return Plan();
    if (count(where_) > kBranchesMax) return too_many_reads();
    const auto ways = ways_of(where_);
    std::vector<std::vector<const AttributeValue*>> hashes;
    for (const auto& way : ways) {
      auto hash = hash_of(way);
      if (!hash) return Plan();
      hashes.push_back(std::move(*hash));
    }
    Plan plan{.is_keyed = true};
    for (std::size_t i = 0; i < ways.size(); ++i) {
      TERTULIA_CHECK(check_types(ways[i]));
      auto range = range_of_way(ways[i], hashes[i]);
      if (!range.ok()) return std::move(range).error();
      if (range->begin >= range->end) continue;
      plan.branches.push_back({.hash = std::move(hashes[i]),
                               .range = std::move(range).value(),
                               .filters = ways[i].filters});
    }
    std::sort(plan.branches.begin(), plan.branches.end(), begins_before);
    if (!overlaps(plan)) return plan;
    const bool is_vague =
        std::any_of(ways.begin(), ways.end(), [](const Way& way) { return way.is_vague; });
    return is_vague ? core::Result(Plan()) : overlapping_reads();
  }

 private:
  [[nodiscard]] bool names_key(const Condition& condition) const {
    const auto is_named = [&](const KeyAttribute& key) { return mentions(condition, key.name); };
    return std::any_of(keys_.hash.begin(), keys_.hash.end(), is_named) || names_range(condition);
  }
  [[nodiscard]] bool names_range(const Condition& condition) const {
    return std::any_of(keys_.range.begin(), keys_.range.end(),
                       [&](const KeyAttribute& key) { return mentions(condition, key.name); });
  }
  [[nodiscard]] bool is_hash(const KeyAttribute& key) const {
    return &key >= keys_.hash.data() && &key < keys_.hash.data() + keys_.hash.size();
  }

  /// What a condition says of the key as a key can: of the hash key only what it is.
  [[nodiscard]] std::optional<KeyTerm> term_of(const Condition& condition) const {
    auto term = key_term_of(condition);
    const auto* key = term ? keys_.find(term->attribute) : nullptr;
    if (key == nullptr) return std::nullopt;
    const bool is_equality =
        term->kind == ConditionKind::kEqual || term->kind == ConditionKind::kIn;
    if (is_hash(*key) && !is_equality) return std::nullopt;
    return term;
  }

  /// Whether every way in which the condition can hold says what that attribute of the hash key is.
  [[nodiscard]] bool fixes(const Condition& condition, const KeyAttribute& hash) const {
    const auto& parts = condition.conditions;
    const auto part_fixes = [&](const Condition& part) { return fixes(part, hash); };
    const auto kind = condition.kind;
    if (kind == ConditionKind::kAnd) return std::any_of(parts.begin(), parts.end(), part_fixes);
    if (kind == ConditionKind::kOr) return std::all_of(parts.begin(), parts.end(), part_fixes);
    const auto term = term_of(condition);
    return term && term->attribute == hash.name;
  }

  /// How many ways there are, or any number that is too large.
  [[nodiscard]] std::size_t count(const Condition& condition) const {
    std::size_t result = 1;
    if (condition.kind == ConditionKind::kAnd) {
      for (const auto& part : condition.conditions) {
        result = std::min(result * count(part), kBranchesMax + 1);
      }
    } else if (condition.kind == ConditionKind::kOr && names_key(condition)) {
      result = 0;
      for (const auto& part : condition.conditions) result += count(part);
    } else if (const auto term = term_of(condition); term && term->kind == ConditionKind::kIn) {
      result = term->values.size();
    }
    return std::min(result, kBranchesMax + 1);
  }

  [[nodiscard]] std::vector<Way> ways_of(const Condition& condition) const {
    if (condition.kind == ConditionKind::kAnd) {
      std::vector<Way> ways(1);
      for (const auto& part : condition.conditions) ways = combined(ways, ways_of(part));
      return ways;
    }
    if (condition.kind == ConditionKind::kOr && names_key(condition)) {
      std::vector<Way> ways;
      for (const auto& part : condition.conditions) {
        auto more = ways_of(part);
        std::move(more.begin(), more.end(), std::back_inserter(ways));
      }
      return ways;
    }
    if (const auto term = term_of(condition)) return ways_of(*term);
    return {Way{.filters = {&condition}, .is_vague = names_range(condition)}};
  }

  [[nodiscard]] std::vector<Way> ways_of(const KeyTerm& term) const {
    const auto* key = keys_.find(term.attribute);
    std::vector<Way> ways;
    if (term.kind == ConditionKind::kIn) {
      for (const auto* value : term.values) {
        ways.push_back({.terms = {{key, {.kind = ConditionKind::kEqual, .first = value}}}});
      }
      return ways;
    }
    Sort condition{.kind = term.kind, .first = term.values.front()};
    if (term.kind == ConditionKind::kBetween) condition.second = term.values.back();
    return {Way{.terms = {{key, condition}}}};
  }

  /// Every way of the one with every way of the other.
  static std::vector<Way> combined(const std::vector<Way>& some, const std::vector<Way>& others) {
    std::vector<Way> ways;
    for (const auto& one : some) {
      for (const auto& other : others) {
        auto both = one;
        both.terms.insert(both.terms.end(), other.terms.begin(), other.terms.end());
        both.filters.insert(both.filters.end(), other.filters.begin(), other.filters.end());
        both.is_vague = one.is_vague || other.is_vague;
        ways.push_back(std::move(both));
      }
    }
    return ways;
  }

  /// The one value of each attribute of the hash key; nothing when there are several of any.
  [[nodiscard]] std::optional<std::vector<const AttributeValue*>> hash_of(const Way& way) const {
    std::vector<const AttributeValue*> values;
    for (const auto& key : keys_.hash) {
      const auto conditions = way.of(key);
      const bool is_one = !conditions.empty() &&
                          std::all_of(conditions.begin(), conditions.end(), [&](const Sort& sort) {
                            return expressions::equal(*sort.first, *conditions.front().first);
                          });
      if (!is_one) return std::nullopt;
      values.push_back(conditions.front().first);
    }
    return values;
  }

  static core::Status check_type(const KeyAttribute& key, const AttributeValue* value) {
    if (value == nullptr) return core::ok();
    const auto type = core::name_of(value->type());
    if (!core::value_of<ScalarType>(type)) return not_a_key_type(key.name, type);
    if (type != core::name_of(key.type)) return key_type_differs(key.name);
    return core::ok();
  }

  static core::Status check_types(const Way& way) {
    for (const auto& term : way.terms) {
      TERTULIA_CHECK(check_type(*term.attribute, term.condition.first));
      TERTULIA_CHECK(check_type(*term.attribute, term.condition.second));
    }
    return core::ok();
  }

  /// What the conditions on range keys leave of a partition. Those on one that follows a range key
  /// that is not fixed leave it as it is.
  [[nodiscard]] core::Result<KeyRange> range_of_way(
      const Way& way, const std::vector<const AttributeValue*>& hash) const {
    expressions::KeyCondition condition{.partition = hash};
    auto range = range_of(keys_, condition);
    for (const auto& key : keys_.range) {
      const AttributeValue* value = nullptr;
      for (const auto& sort : way.of(key)) {
        if (!range.ok()) return range;
        condition.sort = sort;
        auto part = range_of(keys_, condition);
        if (!part.ok()) return part;
        range->begin = std::max(range->begin, part->begin);
        range->end = std::min(range->end, part->end);
        if (sort.kind == ConditionKind::kEqual) value = sort.first;
      }
      if (value == nullptr) break;
      condition.fixed.push_back(value);
    }
    return range;
  }

  static bool begins_before(const Branch& left, const Branch& right) {
    return left.range.begin < right.range.begin;
  }

  static bool overlaps(const Plan& plan) {
    const auto meets = [](const Branch& left, const Branch& right) {
      return right.range.begin < left.range.end;
    };
    const auto& branches = plan.branches;
    return std::adjacent_find(branches.begin(), branches.end(), meets) != branches.end();
  }

  const KeySchema& keys_;
  const Condition& where_;
};

}  // namespace

core::Result<Plan> plan_of(const KeySchema& keys, const std::optional<Condition>& where) {
  if (!where) return Plan();
  return Planner(keys, *where).plan();
}

bool same_hash(const Branch& left, const Branch& right) {
  return std::equal(left.hash.begin(), left.hash.end(), right.hash.begin(), right.hash.end(),
                    [](const AttributeValue* one, const AttributeValue* other) {
                      return expressions::equal(*one, *other);
                    });
}

}  // namespace tertulia::dynamodb::partiql

/// What a table should answer, told by a map of its items: no indexes, no pages, no store.
///
/// It knows the table of `kReferenceTable` alone, and the requests that `random_step` makes of it.
#pragma once

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tertulia::dynamodb {

/// A CreateTable request: "visits" by `id` (S) and `n` (N), a local index "by-text" on `text` (S),
/// a global index "by-city" on `city` (S) and `count` (N), and a stream of both images.
extern const std::string_view kReferenceTable;

/// A request by its operation.
struct Step {
  std::string operation;
  nlohmann::json request;
};

/// Any request that the reference can answer.
[[nodiscard]] Step random_step(std::mt19937_64& random);

class ReferenceTable {
 public:
  /// What the request answers, all its pages in one, as `normal` would have it. A request that is
  /// refused answers {"refused": CODE}, with the codes of a transaction's "reasons".
  [[nodiscard]] nlohmann::json answer(const Step& step);
  /// The changes so far, as {"event", "old", "new"}.
  [[nodiscard]] const nlohmann::json& changes() const { return changes_; }

 private:
  using Json = nlohmann::json;
  using Items = std::map<std::string, Json>;

  [[nodiscard]] const Json* find(const Json& key) const;
  void put(const Json& item);
  void erase(const Json& key);
  [[nodiscard]] static Json updated(const Json& key, const Json* before, const Json& step);
  [[nodiscard]] bool passes(const Json& request, const Json& key) const;
  void write(std::string_view kind, const Json& request);

  [[nodiscard]] Json put_item(const Json& request);
  [[nodiscard]] Json delete_item(const Json& request);
  [[nodiscard]] Json update_item(const Json& request);
  [[nodiscard]] Json batch_write_item(const Json& request);
  [[nodiscard]] Json batch_get_item(const Json& request) const;
  [[nodiscard]] Json transact_write_items(const Json& request);
  [[nodiscard]] Json transact_get_items(const Json& request) const;
  [[nodiscard]] Json query(const Json& request) const;
  [[nodiscard]] Json scan(const Json& request) const;

  Items items_;
  Json changes_ = Json::array();
};

/// The attribute that a query of the table, or of its index, is ordered by.
[[nodiscard]] const char* sort_key_of(const Step& step);

/// The items of a read, where their order says nothing, in one that compares: by the sort key of
/// what was read, then by all they have.
[[nodiscard]] nlohmann::json normal(const Step& step, nlohmann::json items);

}  // namespace tertulia::dynamodb

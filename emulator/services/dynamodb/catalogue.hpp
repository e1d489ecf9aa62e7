/// The tables that exist: kept in the database, read once, and then known.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/table.hpp"
#include "emulator/services/dynamodb/validation.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

class Catalogue {
 public:
  /// The database has the schema.
  explicit Catalogue(store::Database& database);

  /// Null when there is none. Valid until the table is erased or `reload`.
  [[nodiscard]] const Table* find(const TableReference& reference);
  /// Null when there is none of that id.
  [[nodiscard]] const Table* find(std::int64_t id);
  /// Keeps a table that does not exist yet, and gives it its id.
  const Table& add(Table table, const std::vector<Tag>& tags);
  /// Keeps another definition of the table; references to it see the new one.
  void update(const Table& table, Table changed);
  /// Forgets the table with its tags, its items and their copies in indexes.
  void erase(const Table& table);
  /// Hears of every table before it is erased.
  void on_erase(std::function<void(const Table&)> hear) { on_erase_ = std::move(hear); }
  /// Up to `limit` names greater than `after`, in order.
  [[nodiscard]] std::vector<std::string> names(std::string_view account, std::string_view region,
                                               std::string_view after, std::int64_t limit);
  /// Counts, so it takes as long as the table is large.
  [[nodiscard]] TableTotals totals(const Table& table);

  void reload() { known_.clear(); }

 private:
  struct Less {
    using is_transparent = void;
    static TableReference view(const TableReference& reference) { return reference; }
    static TableReference view(const std::unique_ptr<Table>& table) {
      return {.account = table->account, .region = table->region, .name = table->name};
    }
    template <class Left, class Right>
    bool operator()(const Left& left, const Right& right) const {
      return precedes(view(left), view(right));
    }
  };
  static bool precedes(const TableReference& left, const TableReference& right);

  [[nodiscard]] std::unique_ptr<Table> read(const TableReference& reference);

  store::Statement find_, find_by_id_, add_, update_, add_tag_, names_, totals_, index_totals_;
  store::Statement erase_table_, erase_tags_, erase_items_, erase_expiries_, erase_entries_;
  std::set<std::unique_ptr<Table>, Less> known_;
  std::function<void(const Table&)> on_erase_;
};

}  // namespace tertulia::dynamodb

/// Operations that are all or nothing, by savepoints of the database.
#pragma once

#include "emulator/core/transactions.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::store {

class DatabaseTransactions final : public core::Transactions {
 public:
  explicit DatabaseTransactions(Database& database) : database_(database) {}
  void begin() override { database_.savepoint(); }
  void commit() override { database_.release(); }
  void roll_back() override { database_.roll_back(); }

 private:
  Database& database_;
};

}  // namespace tertulia::store

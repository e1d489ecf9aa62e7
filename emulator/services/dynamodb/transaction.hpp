/// What TransactWriteItems, TransactGetItems and ExecuteTransaction do alike: every action is
/// looked at before the first is done, and the error tells of each what is wrong with it.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/prepared_write.hpp"
#include "emulator/services/dynamodb/request_tokens.hpp"

namespace tertulia::dynamodb {

inline constexpr std::int64_t kTransactionBytesMax = 4 * 1024 * 1024;

/// What a cancellation or a batch calls an error: "ConditionalCheckFailed".
[[nodiscard]] std::string_view reason_code(const core::ApiError& error);

/// Which actions of a transaction are to blame for its end, and why.
class Cancellation {
 public:
  explicit Cancellation(std::size_t actions) : reasons_(actions) {}
  void blame(std::size_t action, core::ApiError why) { reasons_[action] = std::move(why); }
  /// TransactionCanceledException, with the reasons in the order of the actions, if there are any.
  [[nodiscard]] core::Status status() const;

 private:
  std::vector<std::optional<core::ApiError>> reasons_;
};

/// That no attribute of the key is empty. AWS refuses a whole transaction for that, unlike for
/// other mistakes in keys. Errors: ValidationException.
[[nodiscard]] core::Status check_key_filled(const Table& table, const AttributeMap& attributes);

/// Where an item is, whether there is one or not.
struct ItemPlace {
  const Table* table = nullptr;
  std::string key = {};
  friend bool operator<(const ItemPlace& left, const ItemPlace& right) {
    return std::tie(left.table->id, left.key) < std::tie(right.table->id, right.key);
  }
};
/// No two actions of a transaction may be on one item. Errors: ValidationException.
[[nodiscard]] core::Status check_distinct(std::vector<ItemPlace> places);

/// Adds up what the actions of a transaction consume, table by table. What they take of a table
/// itself counts twice: once to prepare, once to commit.
class TransactionCapacity {
 public:
  enum class Kind : std::uint8_t { kRead, kWrite };
  TransactionCapacity(Kind kind, const std::optional<ReturnConsumedCapacity>& wanted)
      : kind_(kind), wanted_(wanted) {}

  /// What an action consumed that took so many units of the table itself.
  void add(ConsumedCapacity one, double units);
  void add(const Table& table, double units);
  /// Nothing when it was not asked for.
  [[nodiscard]] std::optional<std::vector<ConsumedCapacity>> take();

 private:
  Kind kind_;
  std::optional<ReturnConsumedCapacity> wanted_;
  std::vector<ConsumedCapacity> tables_;
};

/// A transaction that writes: its writes are on different items.
struct Transaction {
  std::vector<PreparedWrite> writes;
  TokenUse token;
  std::optional<ReturnConsumedCapacity> capacity = std::nullopt;
  std::optional<ReturnItemCollectionMetrics> collection = std::nullopt;
};
struct TransactionReply {
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity = std::nullopt;
  /// By the names of tables; absent when there are none to tell.
  std::optional<std::map<std::string, std::vector<ItemCollectionMetrics>>> item_collection_metrics =
      std::nullopt;
};
/// Does all writes or none. With a token that came with the same request before it does nothing and
/// tells what it took to find that out. Errors: TransactionCanceledException,
/// IdempotentParameterMismatchException.
[[nodiscard]] core::Result<TransactionReply> run_transaction(DynamoDb& dynamodb,
                                                             const core::Call& call,
                                                             Transaction transaction);

}  // namespace tertulia::dynamodb

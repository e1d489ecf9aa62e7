/// Loads items into a table by BatchWriteItem, wherever that operation is.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/core/service_door.hpp"
#include "emulator/model/problem.hpp"

namespace tertulia::app {

/// Sends a BatchWriteItem request (JSON) and returns its answer.
using BatchWrite = std::function<core::DoorAnswer(const std::string& request)>;

/// Sends 25 items at a time, and again what was left unprocessed.
class TableLoader {
 public:
  /// `loaded` hears after each batch how many items are there.
  TableLoader(std::string table, BatchWrite write,
              std::function<void(std::size_t loaded)> loaded = {})
      : table_(std::move(table)), write_(std::move(write)), on_loaded_(std::move(loaded)) {}

  /// Takes an item in DynamoDB's JSON, which stands at `where`. Returns what stands against those
  /// that were sent: of an item that the table refuses, at its place.
  [[nodiscard]] std::optional<model::Problem> add(nlohmann::json item, const model::Where& where);
  /// Sends what was taken and not sent yet; after the last `add`.
  [[nodiscard]] std::optional<model::Problem> finish();
  [[nodiscard]] std::size_t loaded() const { return loaded_; }

 private:
  struct Waiting {
    nlohmann::json item;
    model::Where where;
  };
  [[nodiscard]] std::optional<model::Problem> one_by_one();

  std::string table_;
  BatchWrite write_;
  std::function<void(std::size_t)> on_loaded_;
  std::vector<Waiting> waiting_;
  std::size_t loaded_ = 0;
};

}  // namespace tertulia::app

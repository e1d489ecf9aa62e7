/// The states of tables and indexes between what was asked for and what is there: CREATING,
/// UPDATING and DELETING, for as long as the options say, at once by default.
#pragma once

#include <string>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/catalogue.hpp"
#include "emulator/services/dynamodb/changes.hpp"
#include "emulator/services/dynamodb/options.hpp"

namespace tertulia::dynamodb {

class Transitions {
 public:
  /// The owner of its tasks on the clock.
  static constexpr const char* kOwner = "dynamodb";

  Transitions(core::Env& env, Catalogue& tables, Entries& entries, Changes& changes,
              const Options& options);

  /// What the table, or a part of it, is on its way to will be there once the time has passed. The
  /// table itself is gone afterwards if it is DELETING and the time is none.
  void begin(const Table& table);
  /// Ends all that is under way: what was CREATING or UPDATING is ACTIVE, what was DELETING gone.
  void finish(const Table& table);
  /// How long it takes.
  [[nodiscard]] core::Duration span() const { return span_; }

 private:
  core::Env& env_;
  Catalogue& tables_;
  Entries& entries_;
  Changes& changes_;
  core::Duration span_;
};

}  // namespace tertulia::dynamodb

/// What of the emulator's state is kept outside of the services' tables: the queue of tasks,
/// virtual time, and how far each kind of id has counted. Written into the database when the whole
/// state is taken, read back with it.
#pragma once

#include <string>

#include "emulator/core/env.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::app {

/// Inside the monitor.
class State {
 public:
  State(store::Database& database, core::Env& env);

  /// Puts time, tasks and ids into the tables.
  void write();
  /// Takes them out of the tables, where they were ever written.
  void read();

  /// A note that stays with the data, by name; empty when there is none.
  [[nodiscard]] std::string note(const std::string& name);
  void set_note(const std::string& name, const std::string& text);

 private:
  store::Database& database_;
  core::Env& env_;
};

}  // namespace tertulia::app

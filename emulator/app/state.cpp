#include "emulator/app/state.hpp"

#include <vector>

#include "tertulia_app/schema.sql.hpp"

namespace tertulia::app {

State::State(store::Database& database, core::Env& env) : database_(database), env_(env) {
  database_.define(kSchema);
}

void State::write() {
  database_.execute("DELETE FROM app_clock; DELETE FROM app_tasks; DELETE FROM app_ids");
  store::Statement(database_, "INSERT INTO app_clock VALUES (?)")
      .run(core::epoch_ms(env_.clock.now()));
  store::Statement task(database_, "INSERT INTO app_tasks VALUES (?, ?, ?)");
  for (const auto& [time, queued] : env_.clock.queued()) {
    task.run(core::epoch_ms(time), queued.owner, store::BlobView{queued.payload});
  }
  store::Statement id(database_, "INSERT INTO app_ids VALUES (?, ?)");
  const auto counters = env_.ids.counters();
  for (std::size_t kind = 0; kind < counters.size(); ++kind) id.run(kind, counters[kind]);
}

void State::read() {
  store::Statement clock(database_, "SELECT now FROM app_clock");
  auto now = clock.bind();
  if (!now.next()) return;

  std::vector<core::Clock::Queued> queue;
  store::Statement tasks(database_,
                         "SELECT time, owner, payload FROM app_tasks ORDER BY time, rowid");
  for (auto rows = tasks.bind(); rows.next();) {
    queue.push_back({.time = core::from_epoch_ms(rows.integer(0)),
                     .task = {std::string(rows.text(1)), std::string(rows.blob(2))}});
  }
  env_.clock.restore(core::from_epoch_ms(now.integer(0)), std::move(queue));

  auto counters = env_.ids.counters();
  store::Statement ids(database_, "SELECT kind, count FROM app_ids");
  for (auto rows = ids.bind(); rows.next();) {
    const auto kind = static_cast<std::size_t>(rows.integer(0));
    if (kind < counters.size()) counters[kind] = static_cast<std::uint64_t>(rows.integer(1));
  }
  env_.ids.restore(counters);
}

std::string State::note(const std::string& name) {
  store::Statement find(database_, "SELECT text FROM app_notes WHERE name = ?");
  auto rows = find.bind(name);
  return rows.next() ? std::string(rows.text(0)) : std::string();
}

void State::set_note(const std::string& name, const std::string& text) {
  store::Statement(database_, "INSERT OR REPLACE INTO app_notes VALUES (?, ?)").run(name, text);
}

}  // namespace tertulia::app

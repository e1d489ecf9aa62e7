#include "emulator/runtime/inprocess/in_process_host.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "emulator/base/text.hpp"
#include "emulator/runtime/errors.hpp"
#include "emulator/runtime/inprocess/run.hpp"

namespace tertulia::runtime {
namespace {

void report_on_standard_error(std::string_view text) {
  const auto line = base::cat(text, "\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Options complete(Options options) {
  if (!options.report) options.report = &report_on_standard_error;
  if (options.temporary_folder.empty()) {
    const char* folder = std::getenv("TMPDIR");
    options.temporary_folder = folder != nullptr && *folder != '\0' ? folder : "/tmp";
  }
  return options;
}

std::shared_ptr<World> make_world(core::ServiceDoor& door, core::Env& env, const Options& given) {
  auto options = complete(given);
  return std::shared_ptr<World>(
      new World{.door = door,
                .env = env,
                .options = options,
                .pool = Pool::make(options.concurrency_max, options.abandoned_max),
                .environments{options.function_folders, options.temporary_folder, options.report},
                .gate{},
                .watchdog{}});
}

}  // namespace

InProcessHost::InProcessHost(core::ServiceDoor& door, core::Core& /*core*/, core::Env& env,
                             Options options)
    : world_(make_world(door, env, options)) {}

InProcessHost::~InProcessHost() { stop(); }

void InProcessHost::start(core::Invocation invocation,
                          base::UniqueFunction<void(core::Outcome)> done) {
  const auto run = std::make_shared<Run>(world_, std::move(invocation), std::move(done));
  if (world_->pool->submit(run) == Pool::Submitted::kTooManyAbandoned) run->refuse();
}

void InProcessHost::look_in(const std::vector<std::string>& folders) {
  world_->environments.look_in(folders);
}

void InProcessHost::look_after(core::Loop& loop) { world_->pool->look_after(loop); }

void InProcessHost::cool_down() { world_->environments.clear(); }

void InProcessHost::stop() {
  const auto patience = world_->options.stop_wait;
  world_->pool->stop(patience);
  // Watches end before the gate closes: a bark that is on its way still leads into the world.
  world_->watchdog.stop();
  world_->gate.close(patience);
  world_->environments.clear();
}

}  // namespace tertulia::runtime

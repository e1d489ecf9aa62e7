/// The composition root: one emulator, made of all services, without its sockets.
///
/// Its functions may be called from any thread outside the monitor; those that wait (`advance`,
/// `settle`, `call`) must not be called from a handler.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/core.hpp"
#include "emulator/core/credentials.hpp"
#include "emulator/core/dispatcher.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"
#include "emulator/core/logs.hpp"
#include "emulator/core/loop.hpp"
#include "emulator/core/service_door.hpp"
#include "emulator/model/engine.hpp"
#include "emulator/model/given.hpp"
#include "emulator/model/load.hpp"
#include "emulator/services/dynamodb/options.hpp"

namespace tertulia::app {

struct EmulatorSettings {
  core::EnvOptions env = {};
  /// The file that keeps the state; ":memory:" for none.
  std::string data = ":memory:";
  dynamodb::Options dynamodb = {};
  /// The folder that stands for S3; empty for none.
  std::string s3_folder = {};
  /// Where handlers' shared objects are looked for, in this order.
  std::vector<std::string> function_folders = {};
  /// How long a second of a handler's time limit takes, in seconds: tests shorten it.
  double time_scale = 1;
  /// Hears of every exception out of an operation and every answer that is our own failure: a bug
  /// of the emulator.
  std::function<void(const std::string&)> on_bug = {};
  /// Hears what the developer should know and no reply says: a message that was not delivered, a
  /// rebuilt handler that does not load. From any thread.
  std::function<void(const std::string&)> on_notice = {};
};

class Emulator {
 public:
  /// Throws store::StoreError when the data file cannot be used.
  explicit Emulator(const EmulatorSettings& settings);
  ~Emulator();
  Emulator(const Emulator&) = delete;
  Emulator& operator=(const Emulator&) = delete;

  /// Further folders in which handlers are looked for; before `start`.
  void look_for_functions_in(const std::vector<std::string>& folders);
  /// The value of an SSM parameter in `region`, decrypted; for `${ssm:…}`.
  [[nodiscard]] std::optional<model::SsmValue> parameter(std::string_view name,
                                                         std::string_view region);
  /// Makes what is given before the application (parameters), then the application's resources,
  /// then the items that are given; nothing but what is given without an application. What is left
  /// out under `skip_unsupported` is told in `warnings`. Returns what stands against it. Once.
  [[nodiscard]] std::optional<model::Problem> start(std::optional<model::Application> application,
                                                    const model::Given& given,
                                                    bool skip_unsupported,
                                                    std::vector<model::Problem>& warnings);
  /// The application as it was deployed; null before.
  [[nodiscard]] const model::Application* application() const;
  [[nodiscard]] const model::Stack* stack() const;

  /// Calls an operation as the administrator, JSON in and out.
  [[nodiscard]] core::DoorAnswer call(std::string_view service, std::string_view operation,
                                      std::string_view json);

  /// Lets virtual time pass, or waits for all that is due, and for all handlers.
  void advance(core::Duration span);
  void settle();
  /// The whole state, once nothing runs: tables, queue of tasks, time, ids. `restore` brings it
  /// back.
  [[nodiscard]] std::string snapshot();
  void restore(std::string_view bytes);
  /// Back to what was there when the application had been deployed.
  void reset();
  /// Writes what is not in the tables yet into the data file; on a graceful stop.
  void save();

  /// Looks after `loop` on the threads on which handlers run, until it has ended.
  void look_after(core::Loop& loop);

  [[nodiscard]] core::Env& env();
  [[nodiscard]] core::Core& core();
  [[nodiscard]] core::Dispatcher& dispatcher();
  [[nodiscard]] core::Credentials& credentials();
  [[nodiscard]] core::ExecuteApi& execute_api();
  [[nodiscard]] core::Inspector& inspector();
  [[nodiscard]] core::ServiceDoor& door();

  // For the admin API, which calls them inside the monitor when nothing runs.
  [[nodiscard]] std::string snapshot_inside();
  void restore_inside(std::string_view bytes);
  void reset_inside();

 private:
  [[nodiscard]] std::optional<model::Problem> put_parameters(const model::Given& given);
  [[nodiscard]] std::optional<model::Problem> put_items(const model::Given& given);
  [[nodiscard]] std::optional<model::Problem> deploy(bool skip_unsupported,
                                                     std::vector<model::Problem>& warnings);

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tertulia::app

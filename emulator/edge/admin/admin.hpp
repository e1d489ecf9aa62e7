/// The admin API: what `/_tertulia/…` answers. Time, state and insight for tests in any language.
///
///   GET  /_tertulia                            what there is
///   GET  /_tertulia/health                     {"status":"ok"}
///   GET  /_tertulia/clock                      {"mode":"virtual","now":"2026-01-01T00:00:00.000Z"}
///   POST /_tertulia/clock/advance {"seconds":1.5}   the same, once all that fell due has happened
///   POST /_tertulia/settle                     the same, once all that is under way has happened
///   POST /_tertulia/reset                      {"reset":true}
///   POST /_tertulia/snapshot {"snapshot":NAME}?     {"snapshot":NAME}
///   POST /_tertulia/restore  {"snapshot":NAME}      {"snapshot":NAME}
///   GET  /_tertulia/VIEW?…                     what a service registered with core::Inspector
///
/// All else is an error `{"message":…}` that says what to do. Only callers on this machine are
/// heard: see `Admin::serve`. Thread-safe; never waits, replies come when there is an answer.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"
#include "emulator/core/logs.hpp"

namespace tertulia::edge {

/// What the admin API asks of the application. Called inside the monitor, when nothing runs and
/// nothing is due; an exception becomes a 500 with its text.
struct AdminHooks {
  /// Back to what was there after the start.
  std::function<void()> reset;
  /// The whole state, and back.
  std::function<std::string()> snapshot_bytes;
  std::function<void(std::string_view)> restore;
  /// Names besides localhost by which clients may call this machine: "emulator" in a network of
  /// containers.
  std::vector<std::string> host_names = {};
};

class Admin final : public core::HttpEndpoint {
 public:
  using Hooks = AdminHooks;
  static constexpr std::string_view kPrefix = "/_tertulia";
  /// Snapshots that are kept at a time.
  static constexpr std::size_t kSnapshotsMax = 64;

  /// All must outlive this and the replies that are under way.
  Admin(core::Core& core, core::Env& env, core::Inspector& inspector, Hooks hooks);
  ~Admin() override;

  /// Whether a request's path is the admin API's.
  [[nodiscard]] static bool owns(std::string_view path);

  /// Refuses with 403 what a web page on another site could have made a browser send: a Host that
  /// is neither an address nor a name of this machine, an Origin elsewhere.
  void serve(core::HttpRequest request, core::HttpReply reply) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tertulia::edge

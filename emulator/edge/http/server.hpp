/// The sockets of the emulator: all listeners on one io_context, run by one thread at a time, the
/// edge thread.
///
/// Speaks HTTP/1.1 and HTTP/1.0: keep-alive, pipelining (replies leave in the order of their
/// requests, in whatever order they are made), 100-continue, chunked bodies; holds to its limits
/// and answers what is malformed itself. On a real clock it also keeps the core's time: a timer
/// stands at the earliest task.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "emulator/base/unique_function.hpp"
#include "emulator/core/core.hpp"
#include "emulator/core/http.hpp"
#include "emulator/core/loop.hpp"
#include "emulator/edge/http/request_parser.hpp"

namespace tertulia::edge {

struct Limits {
  RequestParser::Limits request = {};
  /// Connections of one listener; more wait in the system's queue.
  std::size_t connections = 1024;
  /// Requests of one connection that wait for their replies; more wait in the socket.
  std::size_t pipelined = 64;
  /// How long a connection may keep silent, take to send a head, or leave a reply unread.
  std::chrono::milliseconds idle = std::chrono::seconds(75);
};

struct ListenOptions {
  /// An address, or "localhost".
  std::string host = "127.0.0.1";
  /// 0: any that is free.
  std::uint16_t port = 0;
  /// Answers the requests; outlives the server.
  core::HttpEndpoint* endpoint = nullptr;
  Limits limits = {};
  /// What a user changes when the port is taken.
  std::string port_option = "--port";
};

/// "port 3000 is in use: stop what listens there or choose another with --api-port"
struct ListenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server final : public core::Loop {
 public:
  /// How long `stop` lets requests under way go on.
  static constexpr std::chrono::milliseconds kGrace = std::chrono::seconds(5);

  explicit Server(core::Core& core, std::chrono::milliseconds grace = kGrace);
  ~Server() override;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Opens a port and returns its number; connections are queued from now on. Before `run`.
  /// Throws ListenError.
  std::uint16_t listen(const ListenOptions& options);

  /// Makes this thread the edge thread until the server has stopped. Once; or `run_one`, until it
  /// answers that the server has stopped.
  void run();
  [[nodiscard]] bool run_one() override;

  /// Stops accepting, closes idle connections, finishes the requests under way within the grace
  /// time, and lets `run` return. From any thread.
  void stop();
  /// The same on SIGTERM and SIGINT; a second signal does not wait for anything.
  void stop_on_signals();

  /// Runs `action` on the edge thread soon; drops it when the server is gone. From any thread.
  void post(base::UniqueFunction<void()> action);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tertulia::edge

/// A server on a free port of loopback, an endpoint that the test answers for, and a client of
/// plain sockets. Everything waits for bytes or for the endpoint, nothing for time.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/edge/http/server.hpp"

namespace tertulia::edge {

/// Answers by path: `/hold/NAME` when the test says so, from the test's thread; `/throw`, `/drop`
/// and `/bad-header` misbehave; everything else at once, with the request as text.
class TestEndpoint final : public core::HttpEndpoint {
 public:
  void serve(core::HttpRequest request, core::HttpReply reply) override;

  /// Waits until `/hold/NAME` has arrived, and takes the right to answer it.
  core::HttpReply take(const std::string& name);
  /// The same, answering 200 with `body`.
  void release(const std::string& name, std::string body);
  [[nodiscard]] core::HttpRequest last() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::map<std::string, core::HttpReply> held_;
  core::HttpRequest last_;
};

struct Received {
  int status = 0;
  core::Headers headers;
  std::string body;
  /// Nothing more came where a reply should have begun.
  bool end = false;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes);
  /// Says that no more bytes will come.
  void close_half();
  /// Leaves without good-bye: the other side is reset.
  void reset();
  /// The next reply; `head_only` for one without a body whatever its length says.
  Received receive(bool head_only = false);
  /// All bytes until the server closes.
  std::string receive_to_end();

 private:
  bool fill();
  int socket_;
  std::string buffer_;
};

struct HttpWorld {
  explicit HttpWorld(Limits limits = {},
                     core::EnvOptions options = {.clock = core::ClockMode::kVirtual},
                     std::chrono::milliseconds grace = Server::kGrace);
  ~HttpWorld() { stop_and_join(); }
  void stop_and_join();

  core::Env env;
  core::Core core{env.clock};
  TestEndpoint endpoint;
  Server server;
  std::uint16_t port;
  std::thread thread;
};

}  // namespace tertulia::edge

/// An emulator's sockets: the port of AWS's services with the admin API, and the port of the
/// application's API.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "emulator/app/wiring.hpp"

namespace tertulia::app {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::uint16_t api_port = 0;
};

class Server {
 public:
  /// Opens both ports. Throws edge::ListenError with the remedy when one is taken.
  Server(Emulator& emulator, const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Makes this thread the edge thread until `stop`.
  void run();
  /// Lets requests under way finish, and `run` return. From any thread.
  void stop();
  /// The same on SIGTERM and SIGINT.
  void stop_on_signals();

  /// "http://127.0.0.1:4566"
  [[nodiscard]] const std::string& aws_url() const;
  /// "http://127.0.0.1:3000/dev": with the stage when an application with an API is deployed.
  [[nodiscard]] const std::string& api_url() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tertulia::app

#include "tests/edge/http_world.hpp"

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "emulator/base/text.hpp"

namespace tertulia::edge {

void TestEndpoint::serve(core::HttpRequest request, core::HttpReply reply) {
  const std::string path(request.path());
  std::string text = base::cat(request.method, " ", request.target, " ", request.body);
  {
    const std::lock_guard lock(mutex_);
    last_ = std::move(request);
    if (path.starts_with("/hold/")) {
      held_.insert_or_assign(path.substr(6), std::move(reply));
      arrived_.notify_all();
      return;
    }
  }
  if (path == "/throw") throw std::runtime_error("a bug");
  if (path == "/drop") return;
  core::HttpResponse response;
  response.body = std::move(text);
  response.headers.add("Content-Type", "text/plain");
  if (path == "/bad-header") response.headers.add("X-Bad", "a\r\nX-Injected: yes");
  if (path == "/empty") response = {.status = 204, .headers = {}, .body = {}};
  if (path.starts_with("/large/")) {
    response.body.assign(static_cast<std::size_t>(*base::parse_integer(path.substr(7))), 'x');
  }
  reply(std::move(response));
}

core::HttpReply TestEndpoint::take(const std::string& name) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return held_.contains(name); });
  return std::move(held_.extract(name).mapped());
}

void TestEndpoint::release(const std::string& name, std::string body) {
  take(name)({.status = 200, .headers = {}, .body = std::move(body)});
}

core::HttpRequest TestEndpoint::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  // A bound on how long a failing test hangs, not on anything that passes.
  const timeval patience{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect");
  }
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Client::close_half() { ::shutdown(socket_, SHUT_WR); }

void Client::reset() {
  const linger now{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(socket_);
  socket_ = -1;
}

bool Client::fill() {
  char bytes[65536];
  const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
  if (size <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(size));
  return true;
}

Received Client::receive(bool head_only) {
  Received received;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) {
      received.end = true;
      return received;
    }
  }
  const auto head = buffer_.substr(0, end);
  buffer_.erase(0, end + 4);
  for (const auto line : base::split(head, '\n')) {
    if (received.status == 0) {
      received.status = static_cast<int>(base::parse_integer(line.substr(9, 3)).value_or(-1));
    } else if (const auto parts = base::split_once(line, ":")) {
      received.headers.add(std::string(parts->first), std::string(base::trim(parts->second)));
    }
  }
  const auto length = base::parse_integer(received.headers.get("Content-Length", "0"));
  if (head_only || !length) return received;
  while (buffer_.size() < static_cast<std::size_t>(*length) && fill()) {
  }
  received.body = buffer_.substr(0, static_cast<std::size_t>(*length));
  buffer_.erase(0, received.body.size());
  return received;
}

std::string Client::receive_to_end() {
  while (fill()) {
  }
  return std::move(buffer_);
}

HttpWorld::HttpWorld(Limits limits, core::EnvOptions options, std::chrono::milliseconds grace)
    : env(options),
      server(core, grace),
      port(server.listen({.endpoint = &endpoint, .limits = limits})),
      thread([this] { server.run(); }) {}

void HttpWorld::stop_and_join() {
  if (!thread.joinable()) return;
  server.stop();
  thread.join();
}

}  // namespace tertulia::edge

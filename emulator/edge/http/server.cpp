#include "emulator/edge/http/server.hpp"

#include <algorithm>
#include <csignal>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/system_timer.hpp>

#include "emulator/base/text.hpp"
#include "emulator/edge/http/connection.hpp"

namespace tertulia::edge {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

constexpr milliseconds kTickMax{1000};
constexpr milliseconds kTickMin{5};
constexpr milliseconds kLinger{2000};
/// The alarm looks again after this, so that the far future fits the timer's arithmetic.
constexpr milliseconds kAlarmMax = std::chrono::hours(24);
constexpr int kBacklog = 1024;

asio::ip::address address_of(const std::string& host) {
  if (host == "localhost") return asio::ip::address_v4::loopback();
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) {
    throw ListenError(base::cat("cannot listen on ", host,
                                ": give an address of this machine, such as 127.0.0.1 or 0.0.0.0"));
  }
  return address;
}

std::string url_of(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return endpoint.address().is_v6() ? base::cat("http://[", address, "]:", endpoint.port())
                                    : base::cat("http://", address, ":", endpoint.port());
}

std::string why_not(const error_code& error, const ListenOptions& options) {
  if (error == asio::error::address_in_use) {
    return base::cat("port ", options.port,
                     " is in use: stop what listens there or choose another with ",
                     options.port_option);
  }
  if (error == asio::error::access_denied) {
    return base::cat("port ", options.port,
                     " is reserved for the administrator: choose one above 1023 with ",
                     options.port_option);
  }
  return base::cat("cannot listen on ", options.host, ":", options.port, ": ", error.message());
}

std::uint64_t ticks_of(milliseconds span, milliseconds tick) {
  return static_cast<std::uint64_t>((span + tick - milliseconds(1)) / tick);
}

}  // namespace

struct Server::Impl {
  struct Listener {
    Listener(Acceptor the_acceptor, Room the_room, std::string the_url)
        : acceptor(std::move(the_acceptor)), room(std::move(the_room)), url(std::move(the_url)) {}
    Acceptor acceptor;
    Room room;
    /// Empty when it listens on every address.
    std::string url;
    std::size_t connections = 0;
    bool accepting = false;
  };

  Impl(core::Core& the_core, milliseconds the_grace)
      : core(the_core), grace(the_grace), mailbox(std::make_shared<Mailbox>(context)) {}

  ~Impl() {
    mailbox->close();
    close_all();
  }

  void begin();
  void accept(Listener& listener);
  void admit(Listener& listener, Socket socket);
  void left(Listener& listener, Connection& connection);
  void tick();
  void begin_stop();
  void hurry();
  void close_all();
  void finish_if_empty();
  void arm();
  void wait_for_signal();

  core::Core& core;
  const milliseconds grace;
  asio::io_context context{1};
  /// Keeps the context going until it is stopped; there once it has begun.
  std::optional<asio::executor_work_guard<Executor>> work;
  std::shared_ptr<Mailbox> mailbox;
  std::list<Listener> listeners;
  std::vector<std::shared_ptr<Connection>> connections;

  // A coarse clock for the limits on silence: one timer for all connections, and none while there
  // are no connections.
  asio::steady_timer ticker{context};
  milliseconds tick_span = kTickMax;
  std::uint64_t ticks = 0;
  bool ticking = false;

  asio::system_timer alarm{context};
  asio::steady_timer patience{context};
  asio::signal_set signals{context};
  bool stopping = false;
};

void Server::Impl::begin() {
  work.emplace(context.get_executor());
  for (auto& listener : listeners) {
    const auto& limits = listener.room.limits;
    listener.room.idle_ticks = ticks_of(limits.idle, tick_span);
    listener.room.linger_ticks = ticks_of(std::min<milliseconds>(limits.idle, kLinger), tick_span);
    accept(listener);
  }
}

void Server::Impl::accept(Listener& listener) {
  if (stopping || listener.accepting || listener.connections >= listener.room.limits.connections) {
    return;
  }
  listener.accepting = true;
  listener.acceptor.async_accept([this, &listener](const error_code& error, Socket socket) {
    listener.accepting = false;
    if (error == asio::error::operation_aborted || stopping) return;
    if (error) {
      // Out of descriptors: the next connection that ends, or the next tick, tries again.
      if (!std::exchange(ticking, true)) tick();
      return;
    }
    admit(listener, std::move(socket));
    accept(listener);
  });
}

void Server::Impl::admit(Listener& listener, Socket socket) {
  error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (!error) socket.set_option(tcp::no_delay(true), error);
  if (!error) socket.non_blocking(true, error);
  if (error) return;
  auto url = listener.url;
  if (url.empty()) url = url_of(socket.local_endpoint(error));
  auto& connection = connections.emplace_back(std::make_shared<Connection>(
      std::move(socket), listener.room, remote.address().to_string(), std::move(url)));
  connection->place = connections.size() - 1;
  ++listener.connections;
  connection->start();
  if (!std::exchange(ticking, true)) tick();
}

void Server::Impl::left(Listener& listener, Connection& connection) {
  const auto place = connection.place;
  const auto keep = connections[place];
  std::swap(connections[place], connections.back());
  connections[place]->place = place;
  connections.pop_back();
  --listener.connections;
  accept(listener);
  finish_if_empty();
}

void Server::Impl::tick() {
  ticker.expires_after(tick_span);
  ticker.async_wait([this](const error_code& error) {
    if (error) return;
    ++ticks;
    // From the back: one that closes is replaced by one that was seen already.
    for (auto i = connections.size(); i-- > 0;) {
      if (i < connections.size()) std::shared_ptr(connections[i])->tick();
    }
    for (auto& listener : listeners) accept(listener);
    ticking = !connections.empty();
    if (ticking) tick();
  });
}

void Server::Impl::begin_stop() {
  if (std::exchange(stopping, true)) return;
  error_code ignored;
  for (auto& listener : listeners) listener.acceptor.close(ignored);
  const auto all = connections;
  for (const auto& connection : all) connection->wind_down();
  patience.expires_after(grace);
  patience.async_wait([this](const error_code& error) {
    if (!error) hurry();
  });
  finish_if_empty();
}

void Server::Impl::hurry() {
  close_all();
  context.stop();
}

void Server::Impl::close_all() {
  stopping = true;
  const auto all = connections;
  for (const auto& connection : all) connection->close();
}

void Server::Impl::finish_if_empty() {
  if (stopping && connections.empty()) context.stop();
}

/// Sets the alarm to the core's earliest task. Entering and leaving the monitor runs what is due.
void Server::Impl::arm() {
  std::optional<core::Time> due;
  {
    const auto inside = core.enter();
    due = core.clock().next_due();
  }
  if (!due) {
    alarm.cancel();
    return;
  }
  const auto now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
  alarm.expires_at(std::min(*due, now + kAlarmMax));
  alarm.async_wait([this](const error_code& error) {
    if (error) return;
    { const auto inside = core.enter(); }
    arm();
  });
}

void Server::Impl::wait_for_signal() {
  signals.async_wait([this](const error_code& error, int /*signal*/) {
    if (error) return;
    if (stopping) return hurry();
    begin_stop();
    wait_for_signal();
  });
}

Server::Server(core::Core& core, milliseconds grace) : impl_(std::make_unique<Impl>(core, grace)) {
  const auto inside = core.enter();
  if (core.clock().is_virtual()) return;
  // The core may outlive the server, and handlers' threads may call this at its end: the hook
  // holds the mailbox, whose closing cuts the way to `impl`.
  core.on_change(
      [mailbox = impl_->mailbox, impl = impl_.get()] { mailbox->post([impl] { impl->arm(); }); });
  impl_->mailbox->post([impl = impl_.get()] { impl->arm(); });
}

Server::~Server() = default;

std::uint16_t Server::listen(const ListenOptions& options) {
  const tcp::endpoint wanted(address_of(options.host), options.port);
  Acceptor acceptor(impl_->context.get_executor());
  error_code error;
  acceptor.open(wanted.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(wanted, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) throw ListenError(why_not(error, options));
  const auto bound = acceptor.local_endpoint();

  impl_->tick_span = std::clamp(options.limits.idle / 4, kTickMin, impl_->tick_span);
  auto& listener = impl_->listeners.emplace_back(
      std::move(acceptor),
      Room{.endpoint = *options.endpoint,
           .limits = options.limits,
           .mailbox = impl_->mailbox,
           .ticks = impl_->ticks,
           .closed = {}},
      wanted.address().is_unspecified() ? std::string() : url_of(bound));
  listener.room.closed = [impl = impl_.get(), &listener](Connection& connection) {
    impl->left(listener, connection);
  };
  return bound.port();
}

void Server::run() {
  while (run_one()) {
  }
}

bool Server::run_one() {
  const Mailbox::Running here(*impl_->mailbox);
  if (!impl_->work) impl_->begin();
  return impl_->context.run_one() != 0;
}

void Server::stop() {
  impl_->mailbox->post([impl = impl_.get()] { impl->begin_stop(); });
}

void Server::stop_on_signals() {
  for (const int signal : {SIGTERM, SIGINT}) impl_->signals.add(signal);
  impl_->wait_for_signal();
}

void Server::post(base::UniqueFunction<void()> action) { impl_->mailbox->post(std::move(action)); }

}  // namespace tertulia::edge

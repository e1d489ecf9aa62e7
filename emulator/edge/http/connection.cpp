#include "emulator/edge/http/connection.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <utility>

#include <boost/asio/buffer.hpp>

namespace tertulia::edge {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 16 * 1024;
/// A body above this is written from where it lies instead of being copied behind its head.
constexpr std::size_t kCopyMax = 32 * 1024;
/// Heads and bodies that are gathered for one write.
constexpr std::size_t kGatherMax = 256 * 1024;
/// What a client may still send after its last reply until it is cut off.
constexpr std::uint64_t kLingerBytes = 16 * 1024 * 1024;

/// The one-time right to answer a request. When it is thrown away unused, the client hears so.
class Ticket {
 public:
  Ticket(std::shared_ptr<Connection> connection, std::uint64_t number)
      : connection_(std::move(connection)), number_(number) {}
  Ticket(Ticket&&) = default;
  Ticket& operator=(Ticket&&) = delete;
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() {
    if (connection_ != nullptr) {
      answer(fault_response({500, "The emulator gave this request no answer"}));
    }
  }

  void operator()(core::HttpResponse response) {
    if (connection_ != nullptr) answer(std::move(response));
  }

 private:
  void answer(core::HttpResponse response) {
    const auto connection = std::move(connection_);
    connection->reply(number_, std::move(response));
  }

  std::shared_ptr<Connection> connection_;
  std::uint64_t number_;
};

}  // namespace

Connection::Connection(Socket socket, Room& room, std::string remote_ip, std::string endpoint)
    : socket_(std::move(socket)),
      room_(room),
      mailbox_(room.mailbox),
      parser_(room.limits.request),
      remote_ip_(std::move(remote_ip)),
      endpoint_(std::move(endpoint)),
      in_(kReadBytes),
      active_tick_(room.ticks) {}

void Connection::start() { read(); }

// The loop of a connection: parse what has arrived, answer what is complete, read on. Replies that
// are made while it runs are gathered by it, so that one write carries them all.
void Connection::pump() {
  if (std::exchange(pumping_, true)) return;
  const auto self = shared_from_this();
  do {
    parse();
    while (phase_ != Phase::kClosed && !writing_) {
      gather();
      if (out_.empty() || !write()) break;
    }
  } while (may_parse());
  pumping_ = false;
  if (phase_ == Phase::kLast && slots_.empty() && !writing_) linger();
  if (phase_ == Phase::kOpen || phase_ == Phase::kLingering) read();
}

bool Connection::may_parse() const {
  return phase_ == Phase::kOpen && !hungry_ && slots_.size() < room_.limits.pipelined;
}

void Connection::parse() {
  while (may_parse()) {
    in_begin_ += parser_.feed({in_.data() + in_begin_, in_end_ - in_begin_});
    switch (parser_.state()) {
      case RequestParser::State::kComplete:
        serve();
        break;
      case RequestParser::State::kFaulty:
        refuse();
        break;
      case RequestParser::State::kNeedsMore:
        hungry_ = true;
        if (parser_.take_expectation()) {
          auto& slot = slots_.emplace_back();
          slot.done = slot.interim = true;
        }
        break;
    }
  }
}

void Connection::serve() {
  auto taken = parser_.take();
  auto& request = taken.request;
  request.remote_ip = remote_ip_;
  request.endpoint = endpoint_;
  const auto number = first_number_ + slots_.size();
  auto& slot = slots_.emplace_back();
  slot.form = {.head_only = request.method == "HEAD",
               .keep_alive = taken.keep_alive,
               .http10 = request.protocol == "HTTP/1.0"};
  if (!taken.keep_alive || winding_down_) phase_ = Phase::kLast;
  if (request.target == "*") {
    // OPTIONS of the server as a whole asks for nothing but a sign of life.
    return complete(number, {.status = 204, .headers = {}, .body = {}});
  }
  try {
    room_.endpoint.serve(std::move(request), Ticket(shared_from_this(), number));
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
    // The ticket has told the client when it was thrown away.
  }
}

void Connection::refuse() {
  phase_ = Phase::kLast;
  auto& slot = slots_.emplace_back();
  slot.form.keep_alive = false;
  slot.done = true;
  slot.response = fault_response(parser_.fault());
}

void Connection::reply(std::uint64_t number, core::HttpResponse response) {
  if (mailbox_->here()) {
    complete(number, std::move(response));
    return pump();
  }
  mailbox_->post([self = shared_from_this(), number, response = std::move(response)]() mutable {
    self->complete(number, std::move(response));
    self->pump();
  });
}

void Connection::complete(std::uint64_t number, core::HttpResponse response) {
  if (phase_ == Phase::kClosed || number < first_number_) return;
  const auto index = number - first_number_;
  if (index >= slots_.size()) return;
  auto& slot = slots_[index];
  if (slot.done) return;
  slot.done = true;
  slot.response = std::move(response);
}

/// Moves the replies whose turn has come into the output.
void Connection::gather() {
  while (!slots_.empty() && slots_.front().done && out_large_.empty() && out_.size() < kGatherMax) {
    auto& slot = slots_.front();
    if (slot.interim) {
      out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    } else {
      // The last reply before the end says that it is the last.
      if (phase_ == Phase::kLast && slots_.size() == 1) slot.form.keep_alive = false;
      const auto body = append_head(slot.response, slot.form, out_);
      if (body.size() <= kCopyMax) {
        out_ += body;
      } else {
        out_large_ = std::move(slot.response.body);
      }
    }
    slots_.pop_front();
    ++first_number_;
  }
}

/// Writes as much as the socket takes at once; true when that was all, else the rest follows when
/// the socket is ready.
bool Connection::write() {
  const auto total = out_.size() + out_large_.size();
  while (out_sent_ < total) {
    error_code error;
    const auto head = std::min(out_sent_, out_.size());
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(out_) + head,
                                                    asio::buffer(out_large_) + (out_sent_ - head)};
    out_sent_ += out_large_.empty() ? socket_->write_some(buffers[0], error)
                                    : socket_->write_some(buffers, error);
    if (error == asio::error::would_block) {
      write_rest();
      return false;
    }
    if (error) {
      close();
      return false;
    }
  }
  active_tick_ = room_.ticks;
  out_.clear();
  out_large_.clear();
  out_sent_ = 0;
  return true;
}

void Connection::write_rest() {
  writing_ = true;
  socket_->async_wait(Socket::wait_write, [self = shared_from_this()](const error_code& error) {
    if (self->phase_ == Phase::kClosed) return;
    if (error) return self->close();
    self->writing_ = false;
    self->active_tick_ = self->room_.ticks;
    if (self->write()) self->pump();
  });
}

void Connection::read() {
  if (reading_ || phase_ == Phase::kClosed || slots_.size() >= room_.limits.pipelined) return;
  if (in_begin_ == in_end_) in_begin_ = in_end_ = 0;
  if (in_begin_ > 0 && in_end_ == in_.size()) {
    std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
    in_end_ -= std::exchange(in_begin_, 0);
  }
  // The parser leaves unread no more than a head, which has its limit.
  if (in_end_ == in_.size()) in_.resize(in_.size() * 2);
  reading_ = true;
  socket_->async_read_some(asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
                           [self = shared_from_this()](const error_code& error, std::size_t size) {
                             self->on_read(error, size);
                           });
}

void Connection::on_read(const error_code& error, std::size_t size) {
  reading_ = false;
  if (phase_ == Phase::kClosed) return;
  if (phase_ == Phase::kLingering) {
    lingered_ += size;
    in_begin_ = in_end_ = 0;
    if (error || lingered_ > kLingerBytes) return close();
    return read();
  }
  if (error == asio::error::eof) {
    // The client may have closed its half alone: it still gets what it has asked for.
    phase_ = Phase::kLast;
    return slots_.empty() && !writing_ ? close() : pump();
  }
  if (error) return close();
  in_end_ += size;
  hungry_ = false;
  // A head that trickles in does not count as life.
  if (!parser_.started() || parser_.has_header()) active_tick_ = room_.ticks;
  pump();
}

/// Says that nothing more comes, and waits for the client to agree: closing while its bytes are
/// under way would reset the connection and could cost it the last reply.
void Connection::linger() {
  error_code error;
  socket_->shutdown(Socket::shutdown_send, error);
  if (error) return close();
  phase_ = Phase::kLingering;
  active_tick_ = room_.ticks;
  in_begin_ = in_end_ = 0;
}

void Connection::tick() {
  const auto limit = phase_ == Phase::kLingering ? room_.linger_ticks : room_.idle_ticks;
  if (phase_ == Phase::kClosed || room_.ticks - active_tick_ <= limit) return;
  const bool waits_for_handler = !slots_.empty() && !writing_;
  if (waits_for_handler) return;
  if (phase_ == Phase::kOpen && parser_.started() && !writing_) {
    phase_ = Phase::kLast;
    auto& slot = slots_.emplace_back();
    slot.form.keep_alive = false;
    slot.done = true;
    slot.response = fault_response({408, "The request did not arrive in time"});
    return pump();
  }
  close();
}

void Connection::wind_down() {
  if (phase_ == Phase::kLingering ||
      (phase_ == Phase::kOpen && slots_.empty() && !writing_ && !parser_.started())) {
    return close();
  }
  winding_down_ = true;
  if (phase_ == Phase::kOpen && !parser_.started()) phase_ = Phase::kLast;
}

void Connection::close() {
  if (std::exchange(phase_, Phase::kClosed) == Phase::kClosed) return;
  error_code ignored;
  socket_->close(ignored);
  socket_.reset();
  slots_.clear();
  room_.closed(*this);
}

}  // namespace tertulia::edge

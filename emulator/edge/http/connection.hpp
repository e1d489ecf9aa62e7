/// One client's connection: bytes to requests, replies to bytes, in order.
///
/// Lives on the edge thread; only a reply may come from elsewhere, by the mailbox. Includes Asio:
/// for the .cpp files of this folder.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "emulator/core/http.hpp"
#include "emulator/edge/http/mailbox.hpp"
#include "emulator/edge/http/request_parser.hpp"
#include "emulator/edge/http/response_text.hpp"
#include "emulator/edge/http/server.hpp"

namespace tertulia::edge {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

/// What the connections of one listener share. Closed connections say so by `closed`.
struct Room {
  core::HttpEndpoint& endpoint;
  Limits limits;
  std::shared_ptr<Mailbox> mailbox;
  /// Counts the ticks of the server's coarse clock, and how many of them a silence may last: in
  /// general, and after the last reply.
  const std::uint64_t& ticks;
  std::uint64_t idle_ticks = 0;
  std::uint64_t linger_ticks = 0;
  base::UniqueFunction<void(class Connection&)> closed;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, Room& room, std::string remote_ip, std::string endpoint);

  void start();
  /// Once per tick: closes what has been silent for too long.
  void tick();
  /// Closes at once when idle, else after the replies that are under way.
  void wind_down();
  /// At once; replies that come later are dropped.
  void close();

  /// Takes the reply of request number `number`. From any thread.
  void reply(std::uint64_t number, core::HttpResponse response);

  /// Its place in the server's table.
  std::size_t place = 0;

 private:
  struct Slot {
    ReplyForm form;
    bool done = false;
    /// Bytes that are no reply: "HTTP/1.1 100 Continue".
    bool interim = false;
    core::HttpResponse response = {};
  };
  enum class Phase : std::uint8_t {
    kOpen,       // reads requests
    kLast,       // reads no more requests, owes replies
    kLingering,  // said its last, waits for the client to close
    kClosed,
  };

  void pump();
  void parse();
  void serve();
  void refuse();
  void complete(std::uint64_t number, core::HttpResponse response);
  void read();
  void on_read(const boost::system::error_code& error, std::size_t size);
  void gather();
  [[nodiscard]] bool write();
  void write_rest();
  void linger();
  [[nodiscard]] bool may_parse() const;

  std::optional<Socket> socket_;
  Room& room_;  // gone with the server: not for `reply`
  const std::shared_ptr<Mailbox> mailbox_;
  RequestParser parser_;
  Phase phase_ = Phase::kOpen;
  const std::string remote_ip_;
  const std::string endpoint_;

  std::vector<char> in_;
  std::size_t in_begin_ = 0, in_end_ = 0;
  /// Whether the request that is arriving is the last to be taken.
  bool winding_down_ = false;
  /// Whether the parser has seen all there is and needs more.
  bool hungry_ = true;
  bool reading_ = false;

  std::deque<Slot> slots_;
  std::uint64_t first_number_ = 0;

  /// What is being written: heads and small bodies in one, and perhaps one large body behind it.
  std::string out_;
  std::string out_large_;
  std::size_t out_sent_ = 0;
  bool writing_ = false;

  bool pumping_ = false;
  std::uint64_t active_tick_ = 0;
  std::uint64_t lingered_ = 0;
};

}  // namespace tertulia::edge

// The yardstick: a bare Beast server, one thread, that reads requests and answers a given number
// of bytes. As its own examples have it, without timeouts, routing or logging.
//
//   bare_server BYTES      prints its port, serves until it is killed

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, const std::string& body) : socket_(std::move(socket)) {
    reply_.result(http::status::ok);
    reply_.set(http::field::content_type, "application/json");
    reply_.set(http::field::date, "Thu, 01 Jan 2026 00:00:00 GMT");
    reply_.body() = body;
    reply_.prepare_payload();
  }

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       if (!error) self->write();
                     });
  }

 private:
  void write() {
    http::async_write(socket_, reply_,
                      [self = shared_from_this()](beast::error_code error, std::size_t) {
                        if (!error) self->read();
                      });
  }

  Socket socket_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> reply_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bare_server BYTES\n");
    return 2;
  }
  const std::string body(std::strtoul(argv[1], nullptr, 10), 'x');
  asio::io_context context{1};
  asio::basic_socket_acceptor<tcp, asio::io_context::executor_type> acceptor(
      context, {asio::ip::address_v4::loopback(), 0});
  std::printf("%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
  std::fflush(stdout);
  struct Accept {
    decltype(acceptor)& from;
    const std::string& body;
    void operator()(beast::error_code error, Socket socket) {
      if (!error) {
        socket.set_option(tcp::no_delay(true));
        std::make_shared<Session>(std::move(socket), body)->read();
      }
      from.async_accept(*this);
    }
  };
  acceptor.async_accept(Accept{acceptor, body});
  context.run();
}

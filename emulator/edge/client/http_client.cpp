#include "emulator/edge/client/http_client.hpp"

#include <optional>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::edge {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

class HttpClient::Connection {
 public:
  explicit Connection(const std::string& base_url) : url_text_(base_url) {
    const auto parsed = boost::urls::parse_uri(base_url);
    if (!parsed || parsed->host().empty()) {
      throw ConnectionError(base::cat("no URL of a server: ", base_url));
    }
    tls_ = parsed->scheme() == "https";
    if (!tls_ && parsed->scheme() != "http") {
      throw ConnectionError(base::cat("neither http nor https: ", base_url));
    }
    host_ = parsed->host();
    port_ = parsed->has_port() ? std::string(parsed->port()) : tls_ ? "443" : "80";
    prefix_ = std::string(parsed->encoded_path());
    while (prefix_.ends_with('/')) prefix_.pop_back();
    authority_ = parsed->has_port() ? base::cat(host_, ":", port_) : host_;
    if (!tls_) return;
    // To read the system's certificates takes longer than many a request.
    tls_context_.emplace(asio::ssl::context::tls_client);
    tls_context_->set_default_verify_paths();
    tls_context_->set_verify_mode(asio::ssl::verify_peer);
  }

  core::HttpResponse send(const core::HttpRequest& request) {
    const bool reused = is_open();
    try {
      return exchange(request);
    } catch (const boost::system::system_error& error) {
      close();
      // A server may close an idle connection at any time: that is no failure of the request.
      if (reused &&
          (error.code() == http::error::end_of_stream || error.code() == asio::error::eof ||
           error.code() == asio::error::connection_reset ||
           error.code() == asio::error::broken_pipe)) {
        return again(request);
      }
      throw ConnectionError(base::cat("cannot reach ", url_text_, ": ", error.code().message()));
    }
  }

 private:
  core::HttpResponse again(const core::HttpRequest& request) {
    try {
      return exchange(request);
    } catch (const boost::system::system_error& error) {
      close();
      throw ConnectionError(base::cat("cannot reach ", url_text_, ": ", error.code().message()));
    }
  }

  [[nodiscard]] bool is_open() const { return plain_.has_value() || encrypted_.has_value(); }

  void close() {
    plain_.reset();
    encrypted_.reset();
    buffer_.clear();
  }

  void open() {
    tcp::resolver resolver(context_);
    const auto addresses = resolver.resolve(host_, port_);
    if (tls_) {
      encrypted_.emplace(context_, *tls_context_);
      SSL_set_tlsext_host_name(encrypted_->native_handle(), host_.c_str());
      encrypted_->set_verify_callback(asio::ssl::host_name_verification(host_));
      beast::get_lowest_layer(*encrypted_).connect(addresses);
      encrypted_->handshake(asio::ssl::stream_base::client);
    } else {
      plain_.emplace(context_);
      plain_->connect(addresses);
      plain_->socket().set_option(tcp::no_delay(true));
    }
  }

  core::HttpResponse exchange(const core::HttpRequest& request) {
    if (!is_open()) open();
    http::request<http::string_body> message;
    message.method_string(request.method);
    message.target(prefix_ + request.target);
    message.version(11);
    message.set(http::field::host, authority_);
    for (const auto& [name, value] : request.headers) {
      if (!base::iequals(name, "host")) message.insert(name, value);
    }
    message.body() = request.body;
    message.prepare_payload();

    http::response_parser<http::string_body> parser;
    parser.body_limit(boost::none);
    if (request.method == "HEAD") parser.skip(true);
    const auto transfer = [&](auto& stream) {
      http::write(stream, message);
      http::read(stream, buffer_, parser);
    };
    tls_ ? transfer(*encrypted_) : transfer(*plain_);

    auto answer = parser.release();
    core::HttpResponse response;
    response.status = answer.result_int();
    for (const auto& field : answer) {
      response.headers.add(std::string(field.name_string()), std::string(field.value()));
    }
    response.body = std::move(answer.body());
    if (!answer.keep_alive()) close();
    return response;
  }

  std::string url_text_, host_, port_, prefix_, authority_;
  bool tls_ = false;
  asio::io_context context_{1};
  std::optional<asio::ssl::context> tls_context_;
  std::optional<beast::tcp_stream> plain_;
  std::optional<beast::ssl_stream<beast::tcp_stream>> encrypted_;
  beast::flat_buffer buffer_;
};

HttpClient::HttpClient(const std::string& base_url)
    : connection_(std::make_unique<Connection>(base_url)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

core::HttpResponse HttpClient::send(const core::HttpRequest& request) {
  return connection_->send(request);
}

}  // namespace tertulia::edge

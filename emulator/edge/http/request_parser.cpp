#include "emulator/edge/http/request_parser.hpp"

#include <algorithm>
#include <optional>

#include <boost/beast/http/basic_parser.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::edge {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

std::string_view view(string_view text) { return {text.data(), text.size()}; }

/// Beast reads the grammar; what is kept of it goes straight into the request, without a container
/// in between.
class Message final : public http::basic_parser<true> {
 public:
  explicit Message(const RequestParser::Limits& limits) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(limits.body_bytes);
    request.headers.reserve(16);
  }

  core::HttpRequest request;
  std::optional<HttpFault> fault;
  bool expects_continue = false;

 private:
  void on_request_impl(http::verb /*verb*/, string_view method, string_view target, int version,
                       error_code& /*ec*/) override {
    request.method = view(method);
    request.target = view(target);
    if (version == 10) request.protocol = "HTTP/1.0";
  }

  void on_response_impl(int /*code*/, string_view /*reason*/, int /*version*/,
                        error_code& /*ec*/) override {}

  void on_field_impl(http::field field, string_view name, string_view value,
                     error_code& ec) override {
    // A trailer comes after the body has begun; it says nothing that anyone here asks for.
    if (header_done_) return;
    switch (field) {
      case http::field::host:
        if (hosts_++ > 0) refuse(400, "A request has one Host header", ec);
        break;
      case http::field::transfer_encoding:
        if (!base::iequals(view(value), "chunked")) {
          refuse(501, "The only transfer coding that this server reads is chunked", ec);
        } else if (request.protocol == "HTTP/1.0") {
          refuse(400, "HTTP/1.0 has no transfer codings", ec);
        }
        break;
      case http::field::expect:
        if (!base::iequals(view(value), "100-continue")) {
          refuse(417, "The only expectation that this server meets is 100-continue", ec);
        }
        expects_continue = request.protocol != "HTTP/1.0";
        break;
      default:
        break;
    }
    request.headers.add(std::string(view(name)), std::string(view(value)));
  }

  void on_header_impl(error_code& ec) override {
    header_done_ = true;
    if (hosts_ == 0 && request.protocol != "HTTP/1.0") {
      return refuse(400, "A request of HTTP/1.1 has a Host header", ec);
    }
    if (!request.target.starts_with('/')) normalise_target(ec);
  }

  /// The forms of a target that do not begin with a slash: `http://host/path` and, for OPTIONS,
  /// `*`.
  void normalise_target(error_code& ec) {
    if (request.method == "CONNECT") return refuse(501, "This server is no proxy: CONNECT", ec);
    if (request.target == "*" && request.method == "OPTIONS") return;
    const auto parts = base::split_once(request.target, "://");
    if (!parts || !(base::iequals(parts->first, "http") || base::iequals(parts->first, "https"))) {
      return refuse(400, "The target of a request is a path that begins with a slash", ec);
    }
    const auto end = std::min(parts->second.find_first_of("/?"), parts->second.size());
    if (end == 0) return refuse(400, "The target of a request lacks its host", ec);
    const std::string host(parts->second.substr(0, end));
    std::string path(parts->second.substr(end));
    if (!path.starts_with('/')) path.insert(0, 1, '/');
    request.headers.set("Host", host);
    request.target = std::move(path);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length,
                         error_code& /*ec*/) override {
    // A claim of a length costs no more memory than this before its bytes arrive.
    constexpr std::uint64_t kReserveMax = 1024 * 1024;
    if (length) request.body.reserve(std::min(*length, kReserveMax));
  }
  std::size_t on_body_impl(string_view body, error_code& /*ec*/) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t /*size*/, string_view /*extensions*/,
                            error_code& /*ec*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, string_view body,
                                 error_code& ec) override {
    return on_body_impl(body, ec);
  }
  void on_finish_impl(error_code& /*ec*/) override {}

  void refuse(int status, std::string message, error_code& ec) {
    fault = HttpFault{status, std::move(message)};
    ec = http::error::bad_value;
  }

  int hosts_ = 0;
  bool header_done_ = false;
};

/// Whether the first line of `bytes` ends with a version that is no HTTP/1: "PRI * HTTP/2.0".
bool speaks_another_version(std::string_view bytes) {
  const auto line = bytes.substr(0, bytes.find('\r'));
  const auto at = line.rfind(" HTTP/");
  if (at == std::string_view::npos) return false;
  const auto version = line.substr(at + 6);
  return version.size() == 3 && version[1] == '.' && version[0] >= '0' && version[0] <= '9' &&
         version[0] != '1';
}

HttpFault fault_of(const error_code& error, std::string_view bytes,
                   const RequestParser::Limits& limits) {
  if (error == http::error::header_limit) {
    return {431,
            base::cat("The headers of a request are at most ", limits.header_bytes, " bytes long")};
  }
  if (error == http::error::body_limit) return {413, "Request Too Long"};
  if (error == http::error::bad_version && speaks_another_version(bytes)) {
    return {505, "This server speaks HTTP/1.1 and HTTP/1.0"};
  }
  return {400, base::cat("Malformed request: ", error.message())};
}

}  // namespace

struct RequestParser::Impl {
  explicit Impl(Limits the_limits) : limits(the_limits) { message.emplace(limits); }

  void fail(HttpFault what) {
    state = State::kFaulty;
    fault = std::move(what);
  }

  Limits limits;
  std::optional<Message> message;
  State state = State::kNeedsMore;
  HttpFault fault;
};

RequestParser::RequestParser(Limits limits) : impl_(std::make_unique<Impl>(limits)) {}
RequestParser::~RequestParser() = default;

std::size_t RequestParser::feed(std::string_view bytes) {
  if (impl_->state != State::kNeedsMore) return 0;
  auto& message = *impl_->message;
  std::size_t taken = 0;
  if (!message.got_some()) {
    // Old clients send an empty line after a body.
    while (bytes.substr(taken).starts_with("\r\n")) taken += 2;
    bytes.remove_prefix(taken);
    if (bytes.empty() || bytes == "\r") return taken;
  }
  while (true) {
    error_code error;
    const auto used = message.put({bytes.data(), bytes.size()}, error);
    taken += used;
    bytes.remove_prefix(used);
    if (error == http::error::need_more) {
      if (bytes.size() > impl_->limits.header_bytes) {
        impl_->fail({400, "Malformed request: a chunk's header is too long"});
      }
      return taken;
    }
    if (error) {
      impl_->fail(message.fault ? std::move(*message.fault)
                                : fault_of(error, bytes, impl_->limits));
      return taken;
    }
    if (message.is_done()) {
      impl_->state = State::kComplete;
      return taken;
    }
    if (bytes.empty()) return taken;
  }
}

RequestParser::State RequestParser::state() const { return impl_->state; }
const HttpFault& RequestParser::fault() const { return impl_->fault; }
bool RequestParser::started() const { return impl_->message->got_some(); }
bool RequestParser::has_header() const { return impl_->message->is_header_done(); }

bool RequestParser::take_expectation() {
  auto& message = *impl_->message;
  if (!message.expects_continue || !message.is_header_done() || message.is_done()) return false;
  message.expects_continue = false;
  return true;
}

RequestParser::Taken RequestParser::take() {
  auto& message = *impl_->message;
  Taken taken{.request = std::move(message.request), .keep_alive = message.keep_alive()};
  impl_->message.emplace(impl_->limits);
  impl_->state = State::kNeedsMore;
  return taken;
}

}  // namespace tertulia::edge

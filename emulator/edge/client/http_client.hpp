/// A blocking HTTP client: for commands that talk to a running emulator, and for tests that aim at
/// any deployment.
///
/// Not for the edge thread. One connection, kept alive between requests and made anew when the
/// server closed it.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "emulator/core/http.hpp"

namespace tertulia::edge {

/// The server could not be reached or answered what is no HTTP; the text names the URL and the
/// reason.
struct ConnectionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class HttpClient {
 public:
  /// `base_url` is "http://127.0.0.1:3000" or "https://host/dev"; a path in it goes before every
  /// target. Throws ConnectionError for what is no such URL.
  explicit HttpClient(const std::string& base_url);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  /// Sends the request and waits for the whole answer. Host and Content-Length are set here. Throws
  /// ConnectionError.
  [[nodiscard]] core::HttpResponse send(const core::HttpRequest& request);

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace tertulia::edge

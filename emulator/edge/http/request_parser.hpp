/// Takes the bytes of a connection and makes HTTP/1.x requests of them, one after the other.
///
/// Knows no socket: the bytes may come in any pieces. What two servers could read differently
/// (two lengths, a coding that is not `chunked`, two Hosts) is a fault, never a guess. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "emulator/core/http.hpp"
#include "emulator/edge/http/fault.hpp"

namespace tertulia::edge {

class RequestParser {
 public:
  struct Limits {
    /// Request line and headers together; also the longest chunk header or trailer.
    std::size_t header_bytes = 64 * 1024;
    std::uint64_t body_bytes = 64ULL * 1024 * 1024;
  };
  enum class State : std::uint8_t { kNeedsMore, kComplete, kFaulty };

  explicit RequestParser(Limits limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Takes bytes from the front of `bytes` and returns how many; the rest must be given again,
  /// with more behind it. After kComplete comes `take`, after kFaulty nothing but `fault`.
  std::size_t feed(std::string_view bytes);
  [[nodiscard]] State state() const;
  [[nodiscard]] const HttpFault& fault() const;

  /// Whether part of a request has arrived.
  [[nodiscard]] bool started() const;
  /// Whether the request line and all headers have arrived.
  [[nodiscard]] bool has_header() const;
  /// True once per request: the client waits for `100 Continue` before it sends the body.
  [[nodiscard]] bool take_expectation();

  struct Taken {
    /// `target` is in origin form, or `*`; an absolute form's authority is in Host. Headers are
    /// those before the body. Address and endpoint are for the caller to fill in.
    core::HttpRequest request;
    bool keep_alive = true;
  };
  /// The complete request; the parser is ready for the next.
  [[nodiscard]] Taken take();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tertulia::edge

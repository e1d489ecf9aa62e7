/// Writes replies as the bytes of HTTP/1.1: status line, headers and framing.
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/http.hpp"
#include "emulator/edge/http/fault.hpp"

namespace tertulia::edge {

/// How the request was asked, as far as the reply's form depends on it.
struct ReplyForm {
  bool head_only = false;
  bool keep_alive = true;
  /// HTTP/1.0: keeping the connection must be said.
  bool http10 = false;
};

/// Appends the head of `response`, with Date, Content-Length and Connection, up to and including
/// the empty line, and returns what of the body must follow: nothing for HEAD and for statuses
/// without a body. The framing is the server's: what `response` says of it is left out. A header
/// that HTTP cannot carry turns the reply into a 500 that names it.
std::string_view append_head(core::HttpResponse& response, const ReplyForm& form, std::string& out);

/// `{"message":"…"}` with the fault's status.
[[nodiscard]] core::HttpResponse fault_response(const HttpFault& fault);

/// "Not Found"; empty for a status that has no name.
[[nodiscard]] std::string_view reason_of(int status);

}  // namespace tertulia::edge

#include "emulator/edge/http/response_text.hpp"

#include <array>
#include <chrono>
#include <ctime>

#include "emulator/base/text.hpp"
#include "emulator/core/time.hpp"
#include "emulator/wire/json/json.hpp"

namespace tertulia::edge {
namespace {

struct Reason {
  int status;
  std::string_view text;
};
constexpr std::array kReasons{
    Reason{100, "Continue"},
    Reason{101, "Switching Protocols"},
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{203, "Non-Authoritative Information"},
    Reason{204, "No Content"},
    Reason{205, "Reset Content"},
    Reason{206, "Partial Content"},
    Reason{207, "Multi-Status"},
    Reason{300, "Multiple Choices"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{402, "Payment Required"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{418, "I'm a teapot"},
    Reason{422, "Unprocessable Content"},
    Reason{424, "Failed Dependency"},
    Reason{425, "Too Early"},
    Reason{426, "Upgrade Required"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

/// Dates count seconds, so most replies share one text. The clock is the system's whatever the
/// emulated time is: clients measure their own clock's skew by this header.
std::string_view date_now() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  const auto now = std::time(nullptr);
  if (now != second) {
    second = now;
    text = core::http_date(core::from_epoch_ms(static_cast<std::int64_t>(now) * 1000));
  }
  return text;
}

constexpr bool is_token(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(letter) != std::string_view::npos;
}
constexpr auto kTokens = [] {
  std::array<bool, 256> table{};
  for (int i = 0; i < 256; ++i) {
    table[static_cast<std::size_t>(i)] = is_token(static_cast<char>(i));
  }
  return table;
}();

bool can_be_sent(const core::Headers::Entry& header) {
  if (header.first.empty()) return false;
  for (const char letter : header.first) {
    if (!kTokens[static_cast<unsigned char>(letter)]) return false;
  }
  for (const char letter : header.second) {
    if (letter == '\r' || letter == '\n' || letter == '\0') return false;
  }
  return true;
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

enum class Special { kNone, kDate, kLength, kConnection };
Special special(std::string_view name) {
  switch (name.size()) {
    case 4:
      return base::iequals(name, "Date") ? Special::kDate : Special::kNone;
    case 10:
      return base::iequals(name, "Connection") || base::iequals(name, "Keep-Alive")
                 ? Special::kConnection
                 : Special::kNone;
    case 14:
      return base::iequals(name, "Content-Length") ? Special::kLength : Special::kNone;
    case 17:
      return base::iequals(name, "Transfer-Encoding") ? Special::kConnection : Special::kNone;
    default:
      return Special::kNone;
  }
}

void append_status(int status, std::string& out) {
  if (status == 200) {
    out += "HTTP/1.1 200 OK\r\n";
  } else {
    base::append(out, "HTTP/1.1 ", status, " ", reason_of(status), "\r\n");
  }
}

}  // namespace

std::string_view reason_of(int status) {
  for (const auto& reason : kReasons) {
    if (reason.status == status) return reason.text;
  }
  return {};
}

core::HttpResponse fault_response(const HttpFault& fault) {
  core::HttpResponse response{.status = fault.status, .headers = {}, .body = R"({"message":)"};
  response.headers.add("Content-Type", "application/json");
  wire::json::encode_string(fault.message, response.body);
  response.body += '}';
  return response;
}

std::string_view append_head(core::HttpResponse& response, const ReplyForm& form,
                             std::string& out) {
  if (response.status < 200 || response.status > 999) {
    response = fault_response(
        {500, base::cat("The reply has a status that HTTP does not have: ", response.status)});
  }
  for (const auto& header : response.headers) {
    if (!can_be_sent(header)) {
      response = fault_response(
          {500, base::cat("The reply has a header that HTTP cannot carry: ", header.first)});
      break;
    }
  }
  append_status(response.status, out);
  bool dated = false;
  std::string_view stated_length;
  for (const auto& [name, value] : response.headers) {
    const auto kind = special(name);
    if (kind == Special::kDate) dated = true;
    if (kind == Special::kLength) stated_length = value;
    if (kind == Special::kLength || kind == Special::kConnection) continue;
    out.append(name).append(": ", 2).append(value).append("\r\n", 2);
  }
  if (!dated) out.append("Date: ", 6).append(date_now()).append("\r\n", 2);
  const bool no_body = has_no_body(response.status);
  if (form.head_only && response.body.empty() && !stated_length.empty()) {
    base::append(out, "Content-Length: ", stated_length, "\r\n");
  } else if (!no_body) {
    base::append(out, "Content-Length: ", response.body.size(), "\r\n");
  }
  if (!form.keep_alive) {
    out += "Connection: close\r\n";
  } else if (form.http10) {
    out += "Connection: keep-alive\r\n";
  }
  out.append("\r\n", 2);
  return form.head_only || no_body ? std::string_view() : std::string_view(response.body);
}

}  // namespace tertulia::edge

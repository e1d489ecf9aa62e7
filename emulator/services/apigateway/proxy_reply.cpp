#include "emulator/services/apigateway/proxy_reply.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_tape.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

constexpr std::array<std::string_view, 5> kMembers{"body", "headers", "isBase64Encoded",
                                                   "multiValueHeaders", "statusCode"};
/// Headers that come out as x-amzn-Remapped-NAME.
constexpr std::array<std::string_view, 14> kRemapped{
    "authorization", "connection", "content-length",   "content-md5",     "date",
    "expect",        "host",       "max-forwards",     "server",          "trailer",
    "upgrade",       "user-agent", "www-authenticate", "x-amzn-requestid"};
/// Headers that are API Gateway's or the connection's own.
constexpr std::array<std::string_view, 4> kDropped{"transfer-encoding", "x-amz-apigw-id",
                                                   "x-amzn-trace-id", "x-amzn-errortype"};

template <std::size_t kSize>
bool is_in(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view entry) { return base::iequals(entry, name); });
}

bool is_header_name(std::string_view name) {
  static constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || kOthers.find(letter) != std::string_view::npos;
  });
}

/// A line end in a value would start a header of its own.
bool is_header_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte >= 0x20 && byte != 0x7f) || letter == '\t';
  });
}

/// The JSON object that a handler replied, and what of it becomes the response.
class Reply {
 public:
  [[nodiscard]] bool parse(std::string_view payload) {
    return tape_.parse(payload) && tape_[0].kind == Kind::kObject && has_no_other_member();
  }

  /// An integer, as a number or as text; nothing for what no HTTP answer may have.
  [[nodiscard]] std::optional<int> status() {
    constexpr int kLeast = 200;
    constexpr int kMost = 599;
    const auto at = find("statusCode");
    if (at == kAbsent) return kLeast;
    double status = 0;
    if (is_number(at)) {
      status = base::parse_double(tape_.raw(tape_[at])).value_or(0);
    } else if (tape_[at].kind == Kind::kString) {
      status = static_cast<double>(base::parse_integer(string(at)).value_or(0));
    }
    if (!(status >= kLeast && status <= kMost) || status != std::floor(status)) return std::nullopt;
    return static_cast<int>(status);
  }

  /// Whether the body is base64; nothing for what is no boolean.
  [[nodiscard]] std::optional<bool> is_base64() {
    const auto at = find("isBase64Encoded");
    if (at == kAbsent) return false;
    if (tape_[at].kind == Kind::kTrue) return true;
    return tape_[at].kind == Kind::kFalse ? std::optional(false) : std::nullopt;
  }

  /// Nothing for what is no string.
  [[nodiscard]] std::optional<std::string> body() {
    const auto at = find("body");
    if (at == kAbsent) return std::string();
    if (tape_[at].kind != Kind::kString) return std::nullopt;
    return std::string(string(at));
  }

  /// A name in `multiValueHeaders` hides the same one in `headers`.
  [[nodiscard]] bool read_headers(core::Headers& headers) {
    const auto single = find("headers");
    const auto multi = find("multiValueHeaders");
    if (!is_absent_or(Kind::kObject, single) || !is_absent_or(Kind::kObject, multi)) return false;
    return read_single(single, multi, headers) && read_multi(multi, headers);
  }

 private:
  using Kind = base::JsonTokenKind;
  using Index = std::uint32_t;
  static constexpr Index kAbsent = 0;

  [[nodiscard]] std::string_view string(Index at) { return tape_.string(tape_[at], scratch_); }
  [[nodiscard]] Index end_of(Index container) const {
    return container == kAbsent ? kAbsent : tape_[container].next;
  }
  [[nodiscard]] bool is_number(Index at) const {
    return tape_[at].kind == Kind::kInteger || tape_[at].kind == Kind::kDecimal;
  }
  [[nodiscard]] bool is_absent_or(Kind kind, Index at) const {
    return at == kAbsent || tape_[at].kind == kind;
  }
  /// Absent and null are the same.
  [[nodiscard]] Index find(std::string_view name) {
    const auto at = tape_.find(0, name, scratch_);
    return at != kAbsent && tape_[at].kind == Kind::kNull ? kAbsent : at;
  }
  [[nodiscard]] bool has_no_other_member() {
    for (Index key = 1; key < tape_[0].next; key = tape_[key + 1].next) {
      if (std::find(kMembers.begin(), kMembers.end(), string(key)) == kMembers.end()) return false;
    }
    return true;
  }
  [[nodiscard]] bool has_name(Index object, std::string_view name) {
    for (Index key = object + 1; key < end_of(object); key = tape_[key + 1].next) {
      if (base::iequals(string(key), name)) return true;
    }
    return false;
  }

  /// What a header's value is as text; nothing for arrays and objects.
  [[nodiscard]] std::optional<std::string> scalar(Index at) {
    switch (tape_[at].kind) {
      case Kind::kString:
        return std::string(string(at));
      case Kind::kTrue:
      case Kind::kFalse:
      case Kind::kInteger:
        return std::string(tape_.raw(tape_[at]));
      case Kind::kDecimal:
        return decimal(tape_.raw(tape_[at]));
      default:
        return std::nullopt;
    }
  }
  /// As AWS prints it, which is not as the handler wrote it; nothing beyond a double's range.
  [[nodiscard]] static std::optional<std::string> decimal(std::string_view raw) {
    const auto value = base::parse_double(raw);
    return value ? std::optional(nlohmann::json(*value).dump()) : std::nullopt;
  }
  [[nodiscard]] bool add_header(core::Headers& headers, const std::string& name, Index at) {
    auto text = scalar(at);
    if (!text || !is_header_name(name) || !is_header_value(*text)) return false;
    if (is_in(kDropped, name)) return true;
    headers.add(is_in(kRemapped, name) ? base::cat("x-amzn-Remapped-", name) : name,
                std::move(*text));
    return true;
  }
  [[nodiscard]] bool read_single(Index object, Index multi, core::Headers& headers) {
    for (Index key = object + 1; key < end_of(object); key = tape_[key + 1].next) {
      const std::string name(string(key));
      const bool hidden = multi != kAbsent && has_name(multi, name);
      const bool repeated = tape_.find(object, name, scratch_) != key + 1;
      if (hidden || repeated || tape_[key + 1].kind == Kind::kNull) continue;
      if (!add_header(headers, name, key + 1)) return false;
    }
    return true;
  }
  [[nodiscard]] bool read_multi(Index object, core::Headers& headers) {
    for (Index key = object + 1; key < end_of(object); key = tape_[key + 1].next) {
      const std::string name(string(key));
      if (tape_[key + 1].kind != Kind::kArray) return false;
      if (tape_.find(object, name, scratch_) != key + 1) continue;
      for (Index value = key + 2; value < end_of(key + 1); value = tape_[value].next) {
        if (!add_header(headers, name, value)) return false;
      }
    }
    return true;
  }

  base::JsonTape tape_;
  std::string scratch_;
};

}  // namespace

std::variant<core::HttpResponse, Problem> proxy_reply(std::string_view payload,
                                                      const ReplyOptions& options) {
  Reply reply;
  if (!reply.parse(payload)) return bad_gateway();
  core::HttpResponse response;
  const auto status = reply.status();
  const auto is_base64 = reply.is_base64();
  auto body = reply.body();
  if (!status || !is_base64 || !body || !reply.read_headers(response.headers)) return bad_gateway();
  response.status = *status;
  response.body = std::move(*body);
  if (*is_base64 && options.decodes_base64) {
    auto bytes = base::from_base64(response.body);
    if (!bytes) return api_configuration_error();
    response.body = std::move(*bytes);
  }
  if (!response.headers.find("Content-Type")) {
    response.headers.add("Content-Type", "application/json");
  }
  return response;
}

}  // namespace tertulia::apigateway

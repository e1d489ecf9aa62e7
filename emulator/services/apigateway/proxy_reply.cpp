#include "emulator/services/apigateway/proxy_reply.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

using Json = nlohmann::json;

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

std::optional<std::string> scalar_text(const Json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

bool add_header(core::Headers& headers, const std::string& name, const Json& value) {
  auto text = scalar_text(value);
  if (!text || !is_header_name(name) || !is_header_value(*text)) return false;
  if (is_in(kDropped, name)) return true;
  headers.add(is_in(kRemapped, name) ? base::cat("x-amzn-Remapped-", name) : name,
              std::move(*text));
  return true;
}

/// Absent and null are the same.
const Json* find(const Json& reply, const char* name) {
  const auto found = reply.find(name);
  return found == reply.end() || found->is_null() ? nullptr : &*found;
}

bool has_name(const Json& object, std::string_view name) {
  return std::any_of(object.items().begin(), object.items().end(),
                     [&](const auto& item) { return base::iequals(item.key(), name); });
}

/// A name in `multiValueHeaders` hides the same one in `headers`.
bool read_headers(const Json& reply, core::Headers& headers) {
  const auto* single = find(reply, "headers");
  const auto* multi = find(reply, "multiValueHeaders");
  if ((single != nullptr && !single->is_object()) || (multi != nullptr && !multi->is_object())) {
    return false;
  }
  if (single != nullptr) {
    for (const auto& [name, value] : single->items()) {
      const bool hidden = multi != nullptr && has_name(*multi, name);
      if (!hidden && !value.is_null() && !add_header(headers, name, value)) return false;
    }
  }
  if (multi == nullptr) return true;
  for (const auto& [name, values] : multi->items()) {
    if (!values.is_array()) return false;
    for (const auto& value : values) {
      if (!add_header(headers, name, value)) return false;
    }
  }
  return true;
}

/// An integer, as a number or as text; nothing for what no HTTP answer may have.
std::optional<int> read_status(const Json& reply) {
  constexpr int kLeast = 200;
  constexpr int kMost = 599;
  const auto* value = find(reply, "statusCode");
  if (value == nullptr) return kLeast;
  double status = 0;
  if (value->is_number()) {
    status = value->get<double>();
  } else if (value->is_string()) {
    const auto number = base::parse_integer(value->get_ref<const std::string&>());
    status = static_cast<double>(number.value_or(0));
  }
  if (!(status >= kLeast && status <= kMost) || status != std::floor(status)) return std::nullopt;
  return static_cast<int>(status);
}

std::optional<bool> read_flag(const Json& reply) {
  const auto* value = find(reply, "isBase64Encoded");
  if (value == nullptr) return false;
  return value->is_boolean() ? std::optional(value->get<bool>()) : std::nullopt;
}

}  // namespace

std::variant<core::HttpResponse, Problem> proxy_reply(std::string_view payload,
                                                      const ReplyOptions& options) {
  auto reply = Json::parse(payload, nullptr, false);
  if (!reply.is_object()) return bad_gateway();
  for (const auto& item : reply.items()) {
    if (std::find(kMembers.begin(), kMembers.end(), item.key()) == kMembers.end()) {
      return bad_gateway();
    }
  }
  core::HttpResponse response;
  const auto status = read_status(reply);
  const auto is_base64 = read_flag(reply);
  if (!status || !is_base64 || !read_headers(reply, response.headers)) return bad_gateway();
  response.status = *status;
  if (auto body = reply.find("body"); body != reply.end() && !body->is_null()) {
    if (!body->is_string()) return bad_gateway();
    response.body = std::move(body->get_ref<std::string&>());
  }
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

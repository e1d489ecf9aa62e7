#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/rest/rest.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::rest {
namespace {

using core::Kind;
using core::Place;

/// Headers write times as HTTP does, unless told otherwise.
core::TimeFormat header_format(core::TimeFormat format) {
  return format == core::TimeFormat::kDefault ? core::TimeFormat::kHttpDate : format;
}

/// A line end would start another header.
std::string on_one_line(std::string text) {
  std::erase_if(text,
                [](char letter) { return letter == '\r' || letter == '\n' || letter == '\0'; });
  return text;
}

void add_header(const core::Member& member, const void* value, core::Headers& headers) {
  const auto& type = member.type();
  const auto format = header_format(member.options.time_format);
  std::string text;
  if (type.kind == Kind::kList) {
    for (std::size_t i = 0; i < type.size(value); ++i) {
      base::append(text, i == 0 ? "" : ",",
                   print_scalar(type.element(), format, type.at(value, i)));
    }
  } else {
    text = print_scalar(type, format, value);
  }
  headers.add(std::string(member.wire_name()), on_one_line(std::move(text)));
}

void add_prefix_headers(const core::Member& member, const void* map, core::Headers& headers) {
  struct Walk {
    std::string_view prefix;
    const core::Type& element;
    core::Headers& headers;
  } walk{member.options.wire_name, member.type().element(), headers};
  member.type().each(map, &walk, [](void* context, std::string_view key, const void* value) {
    auto& state = *static_cast<Walk*>(context);
    state.headers.add(on_one_line(base::cat(state.prefix, key)),
                      on_one_line(print_scalar(state.element, {}, value)));
  });
}

std::string payload_text(const core::Member& member, const void* value) {
  const auto& type = member.type();
  if (type.kind == Kind::kBlob) return static_cast<const core::Blob*>(value)->bytes;
  if (type.kind == Kind::kString) return std::string(type.print(value));
  std::string out;
  json::encode_value(type, value, {}, out);
  return out;
}

/// Errors that AWS's front end gives for every service, in its own form.
bool is_front_end(std::string_view code) {
  constexpr std::array<std::string_view, 8> kCodes{
      "ExpiredTokenException",       "IncompleteSignatureException",
      "InvalidSignatureException",   "MissingAuthenticationTokenException",
      "SerializationException",      "UnknownOperationException",
      "UnrecognizedClientException", "ValidationException"};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

core::HttpResponse encode_reply(const core::OperationEntry& operation, const void* output) {
  core::HttpResponse response;
  response.status = operation.http.status;
  const auto& type = *operation.output;
  bool has_content_type = false;
  bool has_payload = false;
  for (const auto& member : type.members()) {
    has_payload |= member.options.place == Place::kPayload;
    const void* value = member.get(output);
    if (value == nullptr) continue;
    switch (member.options.place) {
      case Place::kStatus:
        response.status = static_cast<int>(*static_cast<const std::int32_t*>(value));
        break;
      case Place::kHeader:
        has_content_type |= base::iequals(member.wire_name(), "Content-Type");
        add_header(member, value, response.headers);
        break;
      case Place::kHeaders:
        add_prefix_headers(member, value, response.headers);
        break;
      case Place::kPayload:
        response.body = payload_text(member, value);
        break;
      default:
        break;
    }
  }
  if (!has_payload && !is_nothing(type) && response.status != 204) {
    json::encode(type, output, response.body);
  }
  if (!has_content_type) response.headers.add("Content-Type", "application/json");
  return response;
}

core::HttpResponse encode_error(core::RestErrors style, const core::ApiError& error) {
  core::HttpResponse response;
  response.status = error.status;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("x-amzn-ErrorType", error.code);
  std::string& body = response.body;
  body = "{";
  if (error.code == "AccessDeniedException") {
    body += "\"Message\":";
  } else if (style == core::RestErrors::kTypeAndMessage && !is_front_end(error.code)) {
    base::append(body, "\"Type\":\"", error.fault == core::Fault::kSender ? "User" : "Service",
                 "\",\"Message\":");
  } else {
    body += "\"message\":";
  }
  json::encode_string(error.message, body);
  if (!error.more_json.empty()) base::append(body, ",", error.more_json);
  body += '}';
  return response;
}

}  // namespace tertulia::wire::rest

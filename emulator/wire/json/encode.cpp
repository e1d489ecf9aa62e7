#include <cmath>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_tape.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/wire/json/json.hpp"
#include "emulator/wire/scalars.hpp"
#include "emulator/wire/shapes.hpp"

namespace tertulia::wire::json {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

/// JSON has no infinity: they travel as text.
void encode_double(double value, std::string& out) {
  const auto text = print_double(value);
  std::isfinite(value) ? base::append(out, text) : base::append(out, '"', text, '"');
}

void encode_time(core::Time time, core::TimeFormat format, std::string& out) {
  if (format == core::TimeFormat::kIso8601) {
    encode_string(core::iso8601_ms(time), out);
  } else if (format == core::TimeFormat::kHttpDate) {
    encode_string(core::http_date(time), out);
  } else {
    out += core::epoch_seconds(time);
  }
}

void encode_payload(std::string_view bytes, std::string& out) {
  if (base::JsonTape tape; tape.parse(bytes)) {
    out += bytes;
  } else {
    encode_string(bytes, out);
  }
}

}  // namespace

void encode_string(std::string_view text, std::string& out) { base::append_json_string(out, text); }

void encode_value(const core::Type& type, const void* value, core::TimeFormat format,
                  std::string& out) {
  using core::Kind;
  if (type.encoded_json != nullptr) {
    if (const auto json = type.encoded_json(value); !json.empty()) {
      out += json;
      return;
    }
  }
  switch (type.kind) {
    case Kind::kBoolean:
      out += *static_cast<const bool*>(value) ? "true" : "false";
      break;
    case Kind::kInteger:
      base::append(out, *static_cast<const std::int32_t*>(value));
      break;
    case Kind::kLong:
      base::append(out, *static_cast<const std::int64_t*>(value));
      break;
    case Kind::kDouble:
      encode_double(*static_cast<const double*>(value), out);
      break;
    case Kind::kString:
      encode_string(type.print(value), out);
      break;
    case Kind::kBlob:
      base::append(out, '"', base::base64(static_cast<const core::Blob*>(value)->bytes), '"');
      break;
    case Kind::kTimestamp:
      encode_time(*static_cast<const core::Time*>(value), format, out);
      break;
    case Kind::kList: {
      out += '[';
      const auto size = type.size(value);
      for (std::size_t i = 0; i < size; ++i) {
        if (i != 0) out += ',';
        encode_value(type.element(), type.at(value, i), format, out);
      }
      out += ']';
      break;
    }
    case Kind::kMap: {
      struct Walk {
        const core::Type& element;
        core::TimeFormat format;
        std::string& out;
        bool first = true;
      } walk{type.element(), format, out};
      out += '{';
      type.each(value, &walk, [](void* context, std::string_view key, const void* entry) {
        auto& state = *static_cast<Walk*>(context);
        if (!state.first) state.out += ',';
        state.first = false;
        encode_string(key, state.out);
        state.out += ':';
        encode_value(state.element, entry, state.format, state.out);
      });
      out += '}';
      break;
    }
    case Kind::kStructure:
      encode(type, value, out);
      break;
  }
}

void encode(const core::Type& structure, const void* object, std::string& out, Members which) {
  if (structure.encoded_json != nullptr) {
    if (const auto json = structure.encoded_json(object); !json.empty()) {
      out += json;
      return;
    }
  }
  out += '{';
  bool first = true;
  for (const auto& member : structure.members()) {
    if (which == Members::kBody && member.options.place != core::Place::kBody) continue;
    const void* value = member.get(object);
    if (value == nullptr) continue;
    if (!first) out += ',';
    first = false;
    base::append(out, '"', member.name, "\":");
    if (member.options.place == core::Place::kPayload && member.type().kind == core::Kind::kBlob) {
      encode_payload(static_cast<const core::Blob*>(value)->bytes, out);
    } else {
      encode_value(member.type(), value, member.options.time_format, out);
    }
  }
  out += '}';
}

std::string encode_reply(const core::OperationEntry& operation, const void* output) {
  std::string out;
  if (!is_nothing(*operation.output)) encode(*operation.output, output, out);
  return out;
}

std::string encode_error(const core::ServiceInfo& service, const core::ApiError& error) {
  std::string out = "{\"__type\":\"";
  const std::string_view name_space =
      error.name_space.empty() ? service.error_namespace : std::string_view(error.name_space);
  if (service.protocol == core::Protocol::kJson10 && !name_space.empty()) {
    base::append(out, name_space, "#");
  }
  base::append(out, error.code, "\"");
  if (!error.message.empty() && !error.more_json.starts_with("\"Message\":")) {
    out += ",\"message\":";
    encode_string(error.message, out);
  }
  if (!error.more_json.empty()) base::append(out, ",", error.more_json);
  out += '}';
  return out;
}

}  // namespace tertulia::wire::json

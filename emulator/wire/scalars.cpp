#include "emulator/wire/scalars.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::wire {
namespace {

using core::Kind;

/// Far beyond every date that AWS takes, and safe to turn into milliseconds.
constexpr double kSecondsMax = 1e12;

std::optional<core::Time> parse_time(std::string_view text) {
  if (const auto seconds = base::parse_double(text)) {
    if (!(std::abs(*seconds) < kSecondsMax)) return std::nullopt;
    return core::from_epoch_ms(std::llround(*seconds * 1000));
  }
  if (auto time = core::parse_iso8601(text)) return time;
  return parse_http_date(text);
}

std::string print_time(core::TimeFormat format, core::Time time) {
  switch (format) {
    case core::TimeFormat::kEpochSeconds:
      return core::epoch_seconds(time);
    case core::TimeFormat::kHttpDate:
      return core::http_date(time);
    default:
      return core::iso8601_ms(time);
  }
}

}  // namespace

std::optional<core::Time> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT" || text.substr(3, 2) != ", ") {
    return std::nullopt;
  }
  for (unsigned month = 1; month <= kMonths.size(); ++month) {
    if (text.substr(8, 3) != kMonths[month - 1]) continue;
    return core::parse_iso8601(base::cat(text.substr(12, 4), month < 10 ? "-0" : "-", month, "-",
                                         text.substr(5, 2), "T", text.substr(17, 8), "Z"));
  }
  return std::nullopt;
}

std::string repaired_utf8(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const auto character = text.substr(0, size);
    const bool whole = character.size() == size && base::is_utf8(character);
    result += whole ? character : std::string_view("\xEF\xBF\xBD");
    text.remove_prefix(whole ? size : 1);
  }
  return result;
}

ScalarState parse_scalar(const core::Type& type, core::TimeFormat format, std::string_view text,
                         void* target) {
  const auto state = [](bool well_formed) {
    return well_formed ? ScalarState::kOk : ScalarState::kMalformed;
  };
  switch (type.kind) {
    case Kind::kBoolean: {
      const bool yes = text == "true" || text == "1" || text == "True";
      *static_cast<bool*>(target) = yes;
      return state(yes || text == "false" || text == "0" || text == "False");
    }
    case Kind::kInteger: {
      const auto number = base::parse_integer(text);
      if (!number || *number > std::numeric_limits<std::int32_t>::max() ||
          *number < std::numeric_limits<std::int32_t>::min()) {
        return ScalarState::kMalformed;
      }
      *static_cast<std::int32_t*>(target) = static_cast<std::int32_t>(*number);
      return ScalarState::kOk;
    }
    case Kind::kLong: {
      const auto number = base::parse_integer(text);
      if (number) *static_cast<std::int64_t*>(target) = *number;
      return state(number.has_value());
    }
    case Kind::kDouble: {
      const auto number = base::parse_double(text);
      if (number) *static_cast<double*>(target) = *number;
      return state(number.has_value());
    }
    case Kind::kString:
      return type.parse(target, text) ? ScalarState::kOk : ScalarState::kNotInEnumeration;
    case Kind::kBlob: {
      auto bytes = base::from_base64(text);
      const bool well_formed = bytes.has_value();
      if (well_formed) static_cast<core::Blob*>(target)->bytes = std::move(*bytes);
      return state(well_formed);
    }
    case Kind::kTimestamp: {
      const auto time =
          format == core::TimeFormat::kHttpDate ? parse_http_date(text) : parse_time(text);
      if (time) *static_cast<core::Time*>(target) = *time;
      return state(time.has_value());
    }
    default:
      return ScalarState::kMalformed;
  }
}

std::string print_scalar(const core::Type& type, core::TimeFormat format, const void* value) {
  switch (type.kind) {
    case Kind::kBoolean:
      return *static_cast<const bool*>(value) ? "true" : "false";
    case Kind::kInteger:
      return std::to_string(*static_cast<const std::int32_t*>(value));
    case Kind::kLong:
      return std::to_string(*static_cast<const std::int64_t*>(value));
    case Kind::kDouble:
      return print_double(*static_cast<const double*>(value));
    case Kind::kString:
      return std::string(type.print(value));
    case Kind::kBlob:
      return base::base64(static_cast<const core::Blob*>(value)->bytes);
    case Kind::kTimestamp:
      return print_time(format, *static_cast<const core::Time*>(value));
    default:
      return {};
  }
}

std::string print_double(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  std::string text(digits, static_cast<std::size_t>(end - digits));
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace tertulia::wire

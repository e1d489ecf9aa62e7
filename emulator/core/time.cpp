#include "emulator/core/time.hpp"

#include <array>
#include <cstdio>

namespace tertulia::core {
namespace {

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Fields {
  int year;
  unsigned month, day, weekday;
  unsigned hour, minute, second, ms;
};

Fields fields(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto rest = (time - day).count();
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<unsigned>(date.month()),
          .day = static_cast<unsigned>(date.day()),
          .weekday = std::chrono::weekday(day).c_encoding(),
          .hour = static_cast<unsigned>(rest / 3'600'000),
          .minute = static_cast<unsigned>(rest / 60'000 % 60),
          .second = static_cast<unsigned>(rest / 1000 % 60),
          .ms = static_cast<unsigned>(rest % 1000)};
}

template <class... Args>
std::string print(const char* format, Args... args) {
  std::array<char, 48> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

/// Reads `count` digits from the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

void skip(std::string_view& text, char letter) {
  if (text.starts_with(letter)) text.remove_prefix(1);
}

}  // namespace

std::string iso8601_ms(Time time) {
  const auto f = fields(time);
  return print("%04d-%02u-%02uT%02u:%02u:%02u.%03uZ", f.year, f.month, f.day, f.hour, f.minute,
               f.second, f.ms);
}

std::string iso8601(Time time) {
  const auto f = fields(time);
  return print("%04d-%02u-%02uT%02u:%02u:%02uZ", f.year, f.month, f.day, f.hour, f.minute,
               f.second);
}

std::string iso8601_basic(Time time) {
  const auto f = fields(time);
  return print("%04d%02u%02uT%02u%02u%02uZ", f.year, f.month, f.day, f.hour, f.minute, f.second);
}

std::string iso8601_offset(Time time) {
  const auto f = fields(time);
  return print("%04d-%02u-%02uT%02u:%02u:%02u.%03u+0000", f.year, f.month, f.day, f.hour, f.minute,
               f.second, f.ms);
}

std::string clf_time(Time time) {
  const auto f = fields(time);
  return print("%02u/%s/%04d:%02u:%02u:%02u +0000", f.day, kMonths[f.month - 1], f.year, f.hour,
               f.minute, f.second);
}

std::string http_date(Time time) {
  const auto f = fields(time);
  return print("%s, %02u %s %04d %02u:%02u:%02u GMT", kWeekdays[f.weekday], f.day,
               kMonths[f.month - 1], f.year, f.hour, f.minute, f.second);
}

std::string date_with_slashes(Time time) {
  const auto f = fields(time);
  return print("%04d/%02u/%02u", f.year, f.month, f.day);
}

std::string epoch_seconds(Time time) {
  const auto ms = epoch_ms(time);
  if (ms % 1000 == 0) return print("%lld", static_cast<long long>(ms / 1000));
  return print("%lld.%03lld", static_cast<long long>(ms / 1000), static_cast<long long>(ms % 1000));
}

std::optional<Time> parse_iso8601(std::string_view text) {
  const auto year = take_digits(text, 4);
  skip(text, '-');
  const auto month = take_digits(text, 2);
  skip(text, '-');
  const auto day = take_digits(text, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Time result = std::chrono::sys_days(date);
  if (text.empty()) return result;
  skip(text, 'T');
  const auto hour = take_digits(text, 2);
  skip(text, ':');
  const auto minute = take_digits(text, 2);
  skip(text, ':');
  const auto second = take_digits(text, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
    return std::nullopt;
  result += Duration(((*hour * 60LL + *minute) * 60 + *second) * 1000);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    std::int64_t unit = 100;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
      result += Duration((text[0] - '0') * unit);
      unit /= 10;
      text.remove_prefix(1);
    }
  }
  if (text == "Z" || text.empty()) return result;
  const char sign = text[0];
  if (sign != '+' && sign != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto offset_hours = take_digits(text, 2);
  skip(text, ':');
  const auto offset_minutes = take_digits(text, 2);
  if (!offset_hours || !offset_minutes || !text.empty()) return std::nullopt;
  const Duration offset((*offset_hours * 60LL + *offset_minutes) * 60'000);
  return sign == '+' ? result - offset : result + offset;
}

}  // namespace tertulia::core

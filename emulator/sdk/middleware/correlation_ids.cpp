#include "emulator/sdk/middleware/correlation_ids.hpp"

#include <algorithm>

#include "emulator/sdk/errors.hpp"

namespace tertulia::sdk {
namespace {

constexpr std::string_view kPrefix = "x-correlation-";
constexpr std::string_view kMain = "x-correlation-id";
constexpr std::size_t kNameMax = 256;

bool may_be_in_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
         letter == '_' || letter == '.';
}

bool is_correlation_name(std::string_view lowered) {
  return lowered.starts_with(kPrefix) && lowered.size() <= kNameMax &&
         std::all_of(lowered.begin(), lowered.end(), may_be_in_name) &&
         lowered.find("..") == std::string_view::npos && lowered.back() != '.';
}

void take(std::string_view name, std::string_view value, Context& context) {
  // Most headers are none: their names are not worth a copy.
  if (value.empty() || name.size() <= kPrefix.size() || (name[0] | 0x20) != 'x') return;
  const std::string lowered = lower(name);
  if (is_correlation_name(lowered)) context.set_correlation_id(lowered, value);
}

void complete(std::string_view request_id, Context& context) {
  if (!context.correlation_ids().get(kMain)) context.set_correlation_id(kMain, request_id);
}

void take_from_attributes(const SnsRecord& record, Context& context) {
  for (const auto& [name, attribute] : record.attributes) {
    if (attribute.type != "Binary") take(name, attribute.value, context);
  }
}

/// The SNS event inside a dead letter; the function that failed may have had other events.
void take_from_dead_letter(const DeadLetter& letter, Context& context) {
  try {
    const SnsEvent original = EventReader<SnsEvent>::read(letter.event);
    take_from_attributes(original.records.front(), context);
  } catch (const EventError&) {
    return;
  }
}

}  // namespace

void start_correlation(Context& context) { complete(context.request_id(), context); }

void capture_correlation_ids(const ApiRequest& request, Context& context) {
  for (const Field& header : request.headers) take(header.name, header.value, context);
  const std::string& request_id = request.context.request_id;
  complete(request_id.empty() ? context.request_id() : request_id, context);
}

void capture_correlation_ids(const SnsEvent& event, Context& context) {
  const SnsRecord& record = event.records.front();
  if (const auto letter = dead_letter_of(record)) take_from_dead_letter(*letter, context);
  take_from_attributes(record, context);
  start_correlation(context);
}

}  // namespace tertulia::sdk

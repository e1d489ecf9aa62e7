// Bytes as a handler gets them: events, answers of DynamoDB, tokens of clients. Each is read or
// refused with its documented exception, and what was read can be written as JSON.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "emulator/sdk/client/dynamodb.hpp"
#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/events/api.hpp"
#include "emulator/sdk/events/sns.hpp"
#include "emulator/sdk/json_text.hpp"

namespace {

using namespace tertulia::sdk;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

/// What the reader takes is JSON to another parser too, but for bytes that are no UTF-8 and lone
/// surrogates.
void read_json(std::string_view text) {
  try {
    JsonReader json(text);
    json.skip();
    json.end();
  } catch (const JsonError&) {
    return;
  }
  const bool plain = text.find("\\u") == std::string_view::npos &&
                     std::all_of(text.begin(), text.end(), [](char letter) {
                       return static_cast<unsigned char>(letter) < 0x80;
                     });
  if (plain) require(nlohmann::json::accept(text));
}

void read_api_request(std::string_view text) {
  try {
    const ApiRequest request = EventReader<ApiRequest>::read(text);
    ApiResponse reply{.body = request.body.value_or(request.path)};
    for (const Field& header : request.headers) reply.headers.add(header.name, header.value);
    require(nlohmann::json::accept(ReplyWriter<ApiResponse>::write(reply)));
  } catch (const EventError&) {
    return;
  }
}

void read_sns_event(std::string_view text) {
  try {
    for (const SnsRecord& record : EventReader<SnsEvent>::read(text).records) {
      (void)dead_letter_of(record);
    }
  } catch (const EventError&) {
    return;
  }
}

void read_page(std::string_view text) {
  try {
    read_json(dynamodb::page_of(text).items);
  } catch (const JsonError&) {
    return;
  }
}

void read_token(std::string_view text) {
  if (const auto key = dynamodb::key_of(text)) require(dynamodb::token_of(*key) == text);
  (void)dynamodb::key_of(dynamodb::token_of(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_json(text);
  read_api_request(text);
  read_sns_event(text);
  read_page(text);
  read_token(text);
  return 0;
}

#include "emulator/sdk/events/api.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "emulator/sdk/encoding.hpp"
#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/json_text.hpp"

namespace tertulia::sdk {
namespace {

std::string text_or_null(JsonReader& json) {
  return json.take_null() ? std::string() : json.string();
}

/// {"name":"value"} or null.
void read_fields(JsonReader& json, Fields& fields) {
  if (json.take_null()) return;
  json.object([&](std::string_view name) {
    if (!json.take_null()) fields.add(name, json.string());
  });
}

/// {"name":["first","last"]} or null.
void read_lists(JsonReader& json, Fields& fields) {
  if (json.take_null()) return;
  json.object([&](std::string_view name) {
    if (json.take_null()) return;
    json.array([&] { fields.add(name, json.string()); });
  });
}

std::int64_t integer(std::string_view number) {
  std::int64_t value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

std::string source_ip(JsonReader& json) {
  std::string address;
  json.object([&](std::string_view name) {
    if (name == "sourceIp") {
      address = text_or_null(json);
    } else {
      json.skip();
    }
  });
  return address;
}

std::string* text_member(ApiRequestContext& context, std::string_view name) {
  if (name == "requestId") return &context.request_id;
  if (name == "apiId") return &context.api_id;
  if (name == "accountId") return &context.account_id;
  if (name == "stage") return &context.stage;
  if (name == "path") return &context.path;
  if (name == "domainName") return &context.domain_name;
  return nullptr;
}

void read_context(JsonReader& json, ApiRequestContext& context) {
  if (json.take_null()) return;
  json.object([&](std::string_view name) {
    if (json.take_null()) return;
    if (std::string* text = text_member(context, name)) {
      *text = json.string();
    } else if (name == "identity") {
      context.source_ip = source_ip(json);
    } else if (name == "requestTimeEpoch") {
      context.request_time_ms = integer(json.number());
    } else {
      const std::string_view value = json.skip();
      if (name == "authorizer") context.authorizer = value;
    }
  });
}

/// The event's members that depend on others, until all are known; the maps as texts.
struct Parts {
  std::string_view single_headers = "null";
  std::string_view single_query = "null";
  bool base64 = false;
};

void read_member(JsonReader& json, std::string_view name, ApiRequest& request, Parts& parts) {
  if (name == "resource") {
    request.resource = text_or_null(json);
  } else if (name == "path") {
    request.path = text_or_null(json);
  } else if (name == "httpMethod") {
    request.method = text_or_null(json);
  } else if (name == "headers") {
    parts.single_headers = json.skip();
  } else if (name == "multiValueHeaders") {
    read_lists(json, request.headers);
  } else if (name == "queryStringParameters") {
    parts.single_query = json.skip();
  } else if (name == "multiValueQueryStringParameters") {
    read_lists(json, request.query);
  } else if (name == "pathParameters") {
    read_fields(json, request.path_parameters);
  } else if (name == "stageVariables") {
    read_fields(json, request.stage_variables);
  } else if (name == "requestContext") {
    read_context(json, request.context);
  } else if (name == "body") {
    if (!json.take_null()) request.body = json.string();
  } else if (name == "isBase64Encoded") {
    if (!json.take_null()) parts.base64 = json.boolean();
  } else {
    json.skip();
  }
}

/// The multi-value maps say all that the single-value ones do, where the event has them.
void read_unless_known(std::string_view single, Fields& fields) {
  if (!fields.empty()) return;
  JsonReader json(single);
  read_fields(json, fields);
}

void join(ApiRequest& request, const Parts& parts) {
  read_unless_known(parts.single_headers, request.headers);
  read_unless_known(parts.single_query, request.query);
  if (!parts.base64 || !request.body) return;
  request.body = from_base64(*request.body);
  if (!request.body) throw EventError("The body of the event is not base64, as the event says");
}

void append_headers(std::string& text, const Fields& headers) {
  text += R"(,"headers":{)";
  std::string_view separator;
  bool several = false;
  for (const Field& header : headers) {
    if (headers.count(header.name) > 1) {
      several = true;
      continue;
    }
    text += separator;
    append_json(text, header.name);
    text += ':';
    append_json(text, header.value);
    separator = ",";
  }
  text += '}';
  if (!several) return;

  nlohmann::json lists = nlohmann::json::object();
  for (const Field& header : headers) {
    if (headers.count(header.name) > 1) lists[lower(header.name)].push_back(header.value);
  }
  text += R"(,"multiValueHeaders":)";
  text += ReplyWriter<nlohmann::json>::write(lists);
}

}  // namespace

ApiRequest EventReader<ApiRequest>::read(std::string_view payload) {
  try {
    ApiRequest request;
    Parts parts;
    JsonReader json(payload);
    json.object([&](std::string_view name) { read_member(json, name, request, parts); });
    json.end();
    join(request, parts);
    return request;
  } catch (const JsonError& error) {
    throw EventError(std::string("The event is no request of API Gateway: ") + error.what());
  }
}

std::string ReplyWriter<ApiResponse>::write(const ApiResponse& reply) {
  std::string text = R"({"statusCode":)";
  text.reserve(reply.body.size() + reply.body.size() / 4 + 256);
  text += std::to_string(reply.status);
  append_headers(text, reply.headers);
  text += R"(,"body":)";
  if (reply.binary) {
    append_json(text, base64(reply.body));
    text += R"(,"isBase64Encoded":true})";
  } else {
    append_json(text, reply.body);
    text += R"(,"isBase64Encoded":false})";
  }
  return text;
}

ApiResponse json_text_reply(int status, std::string body) {
  ApiResponse reply{.status = status, .body = std::move(body)};
  reply.headers.add("Content-Type", "application/json");
  return reply;
}

ApiResponse json_reply(int status, const nlohmann::json& body) {
  return json_text_reply(status, ReplyWriter<nlohmann::json>::write(body));
}

ApiResponse message_reply(int status, std::string_view message) {
  std::string body = R"({"message":)";
  append_json(body, message);
  body += '}';
  return json_text_reply(status, std::move(body));
}

}  // namespace tertulia::sdk

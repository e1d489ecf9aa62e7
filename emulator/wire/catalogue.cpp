#include "emulator/wire/catalogue.hpp"

#include "emulator/base/text.hpp"
#include "emulator/wire/compression.hpp"
#include "emulator/wire/errors.hpp"
#include "emulator/wire/json/json.hpp"

namespace tertulia::wire {
namespace {

using core::Protocol;

/// More than the largest request that any service takes.
constexpr std::size_t kInflatedMax = std::size_t{64} << 20;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kJson10Type = "application/x-amz-json-1.0";
constexpr std::string_view kJson11Type = "application/x-amz-json-1.1";

/// The version of JSON that the client speaks; the reply repeats it.
Protocol json_protocol(const core::HttpRequest& request, Protocol otherwise) {
  const auto type = request.headers.get("Content-Type");
  if (type.starts_with(kJson10Type)) return Protocol::kJson10;
  if (type.starts_with(kJson11Type)) return Protocol::kJson11;
  return otherwise;
}

bool is_form(const core::HttpRequest& request) {
  if (request.method == "POST" &&
      base::iequals(request.headers.get("Content-Type").substr(0, kFormType.size()), kFormType)) {
    return true;
  }
  const auto query = request.query();
  return query.starts_with("Action=") || query.find("&Action=") != std::string_view::npos;
}

void inflate(const core::HttpRequest& request, Found& found) {
  const auto encoding = request.headers.find("Content-Encoding");
  if (!encoding || !base::iequals(*encoding, "gzip")) return;
  found.inflated = gunzip(request.body, kInflatedMax);
  if (!found.inflated) found.error = bad_compression(found.protocol);
}

const core::Dispatcher::Registered* lookup(
    const std::map<std::string_view, const core::Dispatcher::Registered*>& services,
    std::string_view name) {
  const auto found = services.find(name);
  return found == services.end() ? nullptr : found->second;
}

const core::OperationEntry* operation_of(const core::Dispatcher::Registered* service,
                                         std::string_view name) {
  if (service == nullptr) return nullptr;
  const auto found = service->operations.find(name);
  return found == service->operations.end() ? nullptr : &found->second;
}

}  // namespace

Catalogue::Catalogue(const core::Dispatcher& dispatcher) {
  for (const auto& [id, service] : dispatcher.services()) {
    const auto& info = *service.info;
    if (!info.target_prefix.empty()) by_prefix_.emplace(info.target_prefix, &service);
    if (!info.api_version.empty()) by_version_.emplace(info.api_version, &service);
    by_signing_name_.emplace(info.signing_name, &service);
    if (info.protocol != Protocol::kRestJson) continue;
    auto& same_name = rest_[info.signing_name];
    same_name.push_back({.service = &service, .routes = {}});
    for (const auto& [name, operation] : service.operations) {
      same_name.back().routes.add(operation, operation.http);
    }
  }
}

/// What is sent to a service that speaks REST is what its path says, whatever its body is called.
bool Catalogue::names_rest_service(const Request& request) const {
  return request.identity != nullptr && rest_.contains(request.identity->service);
}

std::optional<Found> Catalogue::find(const Request& request) const {
  std::optional<Found> found;
  if (const auto target = request.http.headers.find("X-Amz-Target")) {
    found = by_target(*target, request);
  } else if (is_form(request.http) && !names_rest_service(request)) {
    found = by_form(request);
  } else {
    found = by_scope(request);
  }
  return found;
}

Found Catalogue::by_target(std::string_view target, const Request& request) const {
  const auto dot = target.rfind('.');
  const auto prefix = target.substr(0, dot);
  const auto name = dot == std::string_view::npos ? std::string_view() : target.substr(dot + 1);
  Found found;
  found.service = lookup(by_prefix_, prefix);
  found.protocol = json_protocol(
      request.http, found.service == nullptr ? Protocol::kJson11 : found.service->info->protocol);
  found.operation = operation_of(found.service, name);
  if (found.operation == nullptr) {
    found.error = unknown_operation(found.protocol, prefix, name);
  } else {
    inflate(request.http, found);
  }
  return found;
}

Found Catalogue::by_form(const Request& request) const {
  Found found;
  found.protocol = Protocol::kQuery;
  inflate(request.http, found);
  if (!found.error) {
    // Parameters come in the body, in the URL, or some here and some there.
    const auto body = request.http.method == "POST" ? found.body(request.http) : std::string_view();
    const auto query = request.http.query();
    found.form =
        query.empty() ? query::Form::parse(body) : query::Form::parse(base::cat(query, "&", body));
  }
  const auto version = found.form.find("Version").value_or(std::string_view());
  const auto scope = request.identity == nullptr ? std::string_view() : request.identity->service;
  found.service = lookup(by_version_, version);
  if (found.service == nullptr && version.empty()) {
    found.service = lookup(by_signing_name_, scope);
    if (found.service != nullptr && found.service->info->api_version.empty()) {
      found.service = nullptr;
    }
  }
  if (found.error) return found;
  const auto action = found.form.find("Action").value_or(std::string_view());
  if (action.empty()) {
    found.error = missing_action();
    return found;
  }
  found.operation = operation_of(found.service, action);
  if (found.operation == nullptr) {
    found.error = unknown_operation(found.protocol, scope, action, version);
  }
  return found;
}

std::optional<Found> Catalogue::by_scope(const Request& request) const {
  if (request.identity == nullptr || request.identity->service.empty()) return by_path(request);
  const std::string_view name = request.identity->service;
  Found found;
  found.protocol = Protocol::kRestJson;
  const auto services = rest_.find(name);
  if (services == rest_.end()) {
    found.service = lookup(by_signing_name_, name);
    if (found.service == nullptr) {
      found.error =
          core::ApiError{.code = "UnknownOperationException",
                         .message = base::cat("Tertulia does not have the service ", name, " (",
                                              request.http.method, " ", request.http.path(), ")."),
                         .status = 404};
      return found;
    }
    found.protocol = found.service->info->protocol;
    found.error = found.protocol == Protocol::kQuery
                      ? missing_action()
                      : unknown_operation(found.protocol, name, "that X-Amz-Target should name");
    return found;
  }
  if (auto match = among(services->second, request)) return match;
  found.service = services->second.front().service;
  found.error = unknown_operation(found.protocol, name,
                                  base::cat(request.http.method, " ", request.http.path()));
  return found;
}

std::optional<Found> Catalogue::among(const std::vector<RestService>& services,
                                      const Request& request) {
  for (const auto& candidate : services) {
    auto match =
        candidate.routes.find(request.http.method, request.http.path(), request.http.query());
    if (!match) continue;
    Found found;
    found.protocol = Protocol::kRestJson;
    found.service = candidate.service;
    found.operation = match->operation;
    found.labels = std::move(match->labels);
    inflate(request.http, found);
    return found;
  }
  return std::nullopt;
}

/// Without a scope the path alone tells; several services share some paths, but what they share is
/// never answered to anyone who has not signed.
std::optional<Found> Catalogue::by_path(const Request& request) const {
  for (const auto& [name, services] : rest_) {
    if (auto match = among(services, request)) return match;
  }
  return std::nullopt;
}

core::Result<core::Erased> decode(const Found& found, const core::HttpRequest& request) {
  if (found.error) return *found.error;
  auto input = found.operation->make_input();
  core::Validator validator;
  const auto& type = *found.operation->input;
  const auto body = found.body(request);
  switch (found.protocol) {
    case Protocol::kJson10:
    case Protocol::kJson11:
      TERTULIA_CHECK(json::decode(type, input.get(), body, validator));
      break;
    case Protocol::kQuery:
      TERTULIA_CHECK(query::decode(type, input.get(), found.form, validator));
      break;
    case Protocol::kRestJson:
      TERTULIA_CHECK(rest::decode(type, input.get(), found.labels, request, body, validator));
      break;
  }
  if (!validator.ok()) return found.service->info->validation_error(validator.message());
  return input;
}

namespace {

void seal(core::HttpResponse& response, const Found& found, const Envelope& envelope) {
  response.headers.add("x-amzn-RequestId", std::string(envelope.request_id));
  if (found.service != nullptr && found.service->info->crc32) {
    response.headers.add("x-amz-crc32", std::to_string(crc32(response.body)));
  }
  response.headers.add("Date", core::http_date(envelope.now));
}

core::HttpResponse of_type(std::string_view type, int status, std::string body) {
  core::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.add("Content-Type", std::string(type));
  return response;
}

std::string_view json_type(Protocol protocol) {
  return protocol == Protocol::kJson10 ? kJson10Type : kJson11Type;
}

/// How errors of a service that the emulator does not have are worded.
const core::ServiceInfo& info_of(const Found& found) {
  static constexpr core::ServiceInfo kNone{.id = {},
                                           .signing_name = {},
                                           .iam_prefix = {},
                                           .protocol = Protocol::kJson11,
                                           .validation_error = nullptr,
                                           .access_denied = nullptr};
  return found.service == nullptr ? kNone : *found.service->info;
}

}  // namespace

core::HttpResponse respond(const Found& found, const Envelope& envelope,
                           const core::Result<core::Erased>& result) {
  if (!result.ok()) return respond(found, envelope, result.error());
  const auto& operation = *found.operation;
  const void* output = result->get();
  core::HttpResponse response;
  if (found.protocol == Protocol::kRestJson) {
    response = rest::encode_reply(operation, output);
  } else if (found.protocol == Protocol::kQuery) {
    response =
        of_type("text/xml", 200, query::encode_reply(operation, output, envelope.request_id));
  } else {
    response = of_type(json_type(found.protocol), 200, json::encode_reply(operation, output));
  }
  seal(response, found, envelope);
  return response;
}

core::HttpResponse respond(const Found& found, const Envelope& envelope,
                           const core::ApiError& error) {
  const auto& info = info_of(found);
  core::HttpResponse response;
  if (found.protocol == Protocol::kRestJson) {
    response = rest::encode_error(info.rest_errors, error);
  } else if (found.protocol == Protocol::kQuery) {
    response = of_type("text/xml", error.status,
                       query::encode_error(info.xml_namespace, error, envelope.request_id));
  } else {
    response = of_type(json_type(found.protocol), error.status, json::encode_error(info, error));
  }
  seal(response, found, envelope);
  return response;
}

}  // namespace tertulia::wire

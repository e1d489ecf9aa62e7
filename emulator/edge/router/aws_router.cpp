#include "emulator/edge/router/aws_router.hpp"

#include <memory>

#include "emulator/base/text.hpp"
#include "emulator/edge/router/api_target.hpp"
#include "emulator/edge/router/cors.hpp"
#include "emulator/wire/errors.hpp"
#include "emulator/wire/rest/rest.hpp"

namespace tertulia::edge {
namespace {

constexpr std::string_view kAdmin = "/_tertulia";

bool is_admin(std::string_view path) {
  return path.starts_with(kAdmin) && (path.size() == kAdmin.size() || path[kAdmin.size()] == '/');
}

/// How far a client's clock may be off: REST services are the stricter ones.
std::int32_t skew_minutes(core::Protocol protocol) {
  return protocol == core::Protocol::kRestJson ? 5 : 15;
}

}  // namespace

const wire::Catalogue& AwsRouter::catalogue() {
  std::call_once(once_, [this] { catalogue_.emplace(dispatcher_); });
  return *catalogue_;
}

void AwsRouter::serve(core::HttpRequest request, core::HttpReply reply) {
  if (is_admin(request.path())) return admin_.serve(std::move(request), std::move(reply));
  if (auto target = api_target(request)) {
    return execute_api(std::move(*target), std::move(request), std::move(reply));
  }
  if (is_preflight(request)) return reply(preflight_answer(request));
  serve_operation(std::move(request), std::move(reply));
}

void AwsRouter::execute_api(core::ExecuteApi::Target target, core::HttpRequest request,
                            core::HttpReply reply) {
  const auto inside = core_.enter();
  api_.serve(std::move(target), std::move(request), std::move(reply));
}

void AwsRouter::serve_operation(core::HttpRequest request, core::HttpReply reply) {
  if (const auto origin = request.headers.find("Origin")) {
    reply = [origin = std::string(*origin), reply = std::move(reply)](core::HttpResponse response) {
      allow_origin(origin, response);
      reply(std::move(response));
    };
  }
  const auto signature = wire::sigv4::parse(request);
  const auto* identity = signature.found ? &*signature.found : nullptr;
  auto request_id = env_.ids.uuid(core::IdKind::kRequest);
  auto found = catalogue().find({request, identity});
  if (found) {
    return call(std::move(*found), request, signature, std::move(request_id), std::move(reply));
  }
  reply(lost(request, signature, request_id));
}

void AwsRouter::call(wire::Found found, const core::HttpRequest& request,
                     const wire::sigv4::Parsed& signature, std::string request_id,
                     core::HttpReply reply) {
  const auto fail = [&](const core::ApiError& error) {
    reply(wire::respond(found, {request_id, env_.clock.now()}, error));
  };
  if (found.error) return fail(*found.error);
  if (signature.refusal) return fail(wire::refused(found.protocol, *signature.refusal));
  if (!signature.found && !found.operation->is_unsigned) {
    return fail(wire::refused(found.protocol, {wire::sigv4::Trouble::kMissing, {}}));
  }
  Caller caller;
  if (signature.found) {
    auto identified = identities_.identify(
        request, *signature.found, found.service->info->signing_name, skew_minutes(found.protocol));
    if (const auto* refusal = std::get_if<wire::sigv4::Refusal>(&identified)) {
      return fail(wire::refused(found.protocol, *refusal));
    }
    caller = std::move(std::get<Caller>(identified));
  } else {
    caller = identities_.anonymous();
  }
  auto input = wire::decode(found, request);
  if (!input.ok()) return fail(input.error());

  core::Call context{.env = env_,
                     .account = std::move(caller.account),
                     .region = std::move(caller.region),
                     .principal = std::move(caller.principal),
                     .request_id = request_id,
                     .endpoint = request.endpoint,
                     .trace = std::string(request.headers.get("X-Amzn-Trace-Id")),
                     .source_ip = request.remote_ip,
                     .user_agent = std::string(request.headers.get("User-Agent"))};
  const auto& service = *found.service;
  const auto& operation = *found.operation;
  const core::Erased decoded = std::move(*input);
  // The operation may look at its input for as long as it waits.
  dispatcher_.dispatch(service, operation, decoded, std::move(context),
                       [this, decoded, found = std::move(found), reply = std::move(reply),
                        request_id = std::move(request_id)](core::Result<core::Erased> result) {
                         reply(wire::respond(found, {request_id, env_.clock.now()}, result));
                       });
}

core::HttpResponse AwsRouter::lost(const core::HttpRequest& request,
                                   const wire::sigv4::Parsed& signature,
                                   std::string_view request_id) {
  const core::ApiError error =
      signature.refusal
          ? wire::refused(core::Protocol::kRestJson, *signature.refusal)
          : core::ApiError{
                .code = "UnknownOperationException",
                .message = base::cat("No service is named by ", request.method, " ", request.path(),
                                     ": it has no X-Amz-Target, no form with an Action, and no "
                                     "signature whose scope names a service."),
                .status = 404};
  auto response = wire::rest::encode_error(core::RestErrors::kMessage, error);
  response.headers.add("x-amzn-RequestId", std::string(request_id));
  response.headers.add("Date", core::http_date(env_.clock.now()));
  return response;
}

}  // namespace tertulia::edge

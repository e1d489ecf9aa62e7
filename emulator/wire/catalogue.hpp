/// Requests to operations: the façade of this folder.
///
///   const auto found = catalogue.find({request, identity});   // which operation, in which
///   protocol auto input = decode(*found, request);                     // its input, or AWS's
///   error auto response = respond(*found, {request_id, now}, result);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/dispatcher.hpp"
#include "emulator/core/http.hpp"
#include "emulator/core/result.hpp"
#include "emulator/wire/query/query.hpp"
#include "emulator/wire/rest/rest.hpp"
#include "emulator/wire/sigv4/sigv4.hpp"

namespace tertulia::wire {

/// An HTTP request and what it says of who sends it; `identity` is null when it says nothing.
struct Request {
  const core::HttpRequest& http;
  const sigv4::Signed* identity = nullptr;
};

/// Which operation a request names, and how its sender wants to be answered.
struct Found {
  core::Protocol protocol = core::Protocol::kJson11;
  /// Null for services that the emulator does not have.
  const core::Dispatcher::Registered* service = nullptr;
  /// Null when `error` says why.
  const core::OperationEntry* operation = nullptr;
  std::optional<core::ApiError> error = std::nullopt;

  query::Form form = {};
  rest::Labels labels = {};
  /// The body without its Content-Encoding; nothing when it has none.
  std::optional<std::string> inflated = std::nullopt;

  [[nodiscard]] std::string_view body(const core::HttpRequest& request) const {
    return inflated ? std::string_view(*inflated) : std::string_view(request.body);
  }
};

/// What requests may name. Made when all services are registered; read-only and thread-safe from
/// then on.
class Catalogue {
 public:
  explicit Catalogue(const core::Dispatcher& dispatcher);

  /// X-Amz-Target first, then forms by their Version, then paths by the service of the signature's
  /// scope, paths alone for requests without one. Nothing when the request names no service in any
  /// of these ways.
  [[nodiscard]] std::optional<Found> find(const Request& request) const;

 private:
  struct RestService {
    const core::Dispatcher::Registered* service = nullptr;
    rest::Routes routes;
  };

  [[nodiscard]] bool names_rest_service(const Request& request) const;
  [[nodiscard]] Found by_target(std::string_view target, const Request& request) const;
  [[nodiscard]] Found by_form(const Request& request) const;
  [[nodiscard]] std::optional<Found> by_scope(const Request& request) const;
  [[nodiscard]] std::optional<Found> by_path(const Request& request) const;
  [[nodiscard]] static std::optional<Found> among(const std::vector<RestService>& services,
                                                  const Request& request);

  using Services = std::map<std::string_view, const core::Dispatcher::Registered*>;
  Services by_prefix_;
  Services by_version_;
  Services by_signing_name_;
  std::map<std::string_view, std::vector<RestService>> rest_;
};

/// The input of the operation that was found, decoded and validated, or the error.
[[nodiscard]] core::Result<core::Erased> decode(const Found& found,
                                                const core::HttpRequest& request);

/// What every answer carries.
struct Envelope {
  std::string_view request_id;
  core::Time now;
};
[[nodiscard]] core::HttpResponse respond(const Found& found, const Envelope& envelope,
                                         const core::Result<core::Erased>& result);
[[nodiscard]] core::HttpResponse respond(const Found& found, const Envelope& envelope,
                                         const core::ApiError& error);

}  // namespace tertulia::wire

/// Lambda: functions with their versions and policies, invoked by requests and by other services.
/// State and rules; no HTTP, no running of code, which is behind `core::HandlerHost`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/authorizer.hpp"
#include "emulator/core/core.hpp"
#include "emulator/core/credentials.hpp"
#include "emulator/core/delivery.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/handler_host.hpp"
#include "emulator/core/logs.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/lambda/async.hpp"
#include "emulator/services/lambda/catalogue.hpp"
#include "emulator/services/lambda/errors.hpp"
#include "emulator/services/lambda/runner.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::lambda {

/// What Lambda is made with; all outlive it.
struct Ports {
  store::Database& database;
  core::Env& env;
  core::Core& core;
  core::HandlerHost& host;
  core::Delivery& delivery;
  core::Authorizer& authorizer;
  core::Credentials& credentials;
  core::LogSink& logs;
};

/// A request to run a function; `payload` is JSON.
struct InvokeRequest {
  FunctionReference function;
  std::string request_id;
  std::string payload;
  std::string client_context = {};
  std::string trace = {};
  bool wants_log_tail = false;
};

class Lambda final : public core::DeliveryTarget {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "lambda",
                                           .signing_name = "lambda",
                                           .iam_prefix = "lambda",
                                           .protocol = core::Protocol::kRestJson,
                                           .validation_error = &validation_exception,
                                           .access_denied = &access_denied,
                                           .rest_errors = core::RestErrors::kTypeAndMessage};

  explicit Lambda(Ports ports, const Limits& limits = {});
  Lambda(const Lambda&) = delete;
  Lambda& operator=(const Lambda&) = delete;

  [[nodiscard]] Catalogue& catalogue() { return catalogue_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }

  /// Makes the function, or replaces its unpublished version when the owner is the same. Errors:
  /// ResourceConflictException, InvalidParameterValueException.
  [[nodiscard]] core::Result<Function> put_function(Function function);
  /// Publishes the function as it is now. Answers the version that is there already when its owner
  /// is the same. Errors: ResourceNotFoundException.
  [[nodiscard]] core::Result<Function> publish(const FunctionReference& reference,
                                               std::string_view owner,
                                               std::string_view description);

  /// The version that the reference means. Error: ResourceNotFoundException.
  [[nodiscard]] core::Result<std::shared_ptr<Loaded>> find(const FunctionReference& reference);

  /// Runs the function once and answers with what came of it. Errors: ResourceNotFoundException,
  /// InvalidRuntimeException.
  void invoke(InvokeRequest request, core::Reply<Ran> reply);
  /// Runs the function as often as its settings say, with no one waiting. The same errors.
  [[nodiscard]] core::Status invoke_async(InvokeRequest request);

  /// Invokes asynchronously. Further errors: AccessDeniedException (no statement of the resource
  /// policy lets the sender in, or no policy of its role), RequestEntityTooLargeException.
  [[nodiscard]] core::Status deliver(const core::Arn& target, core::Event event) override;
  /// Invokes and answers with the result. Further errors: as for `deliver`, and EndpointTimeout.
  void request(const core::Arn& target, core::Event event,
               core::Reply<core::EventReply> reply) override;

  /// The view "invocations": see `Journal::view`.
  [[nodiscard]] std::string view(const core::Inspector::Query& query) const {
    return runner_.journal().view(query);
  }

  /// Drops what is cached, and the journal: after the database was restored.
  void reload();

 private:
  [[nodiscard]] core::Result<std::shared_ptr<Loaded>> find_runnable(
      const FunctionReference& reference);
  [[nodiscard]] core::Result<std::shared_ptr<Loaded>> admit(const FunctionReference& reference,
                                                            const core::Event& event);

  const Ports ports_;
  const Limits limits_;
  Catalogue catalogue_;
  Runner runner_;
  Async async_;
};

}  // namespace tertulia::lambda

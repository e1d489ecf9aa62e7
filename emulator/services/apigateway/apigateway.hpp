/// REST APIs: their definitions, which templates make, and the stages that serve requests by them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/core.hpp"
#include "emulator/core/delivery.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/http.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/apigateway/api.hpp"
#include "emulator/services/apigateway/errors.hpp"
#include "emulator/services/apigateway/exchange.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::apigateway {

struct RestApi {
  std::string account;
  std::string region;
  /// What made it ("STACK/LOGICAL-ID"). An API of the same owner is replaced and keeps its id.
  std::string owner;
  std::string name;
  bool endpoint_disabled = false;
  std::vector<std::string> binary_types = {};
};

struct RestApiIds {
  std::string api;
  std::string root_resource;
};

/// Inside the monitor. Answers leave by `Core::after_leaving`.
class ApiGateway final : public core::ExecuteApi {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "apigateway",
                                           .signing_name = "apigateway",
                                           .iam_prefix = "apigateway",
                                           .protocol = core::Protocol::kRestJson,
                                           .validation_error = &bad_request,
                                           .access_denied = &access_denied};

  ApiGateway(store::Database& database, core::Env& env, core::Core& core, core::Delivery& delivery);
  ~ApiGateway() override;

  void serve(Target target, core::HttpRequest request, core::HttpReply reply) override;
  [[nodiscard]] std::string default_api() const override;

  [[nodiscard]] RestApiIds create_rest_api(const RestApi& api);
  /// The id of the new resource. `path_part` is "pets", "{id}" or "{proxy+}".
  [[nodiscard]] core::Result<std::string> create_resource(std::string_view api,
                                                          std::string_view parent,
                                                          std::string_view path_part);
  /// `definition` are the properties of AWS::ApiGateway::Method as JSON, which `read_method` took.
  [[nodiscard]] core::Status put_method(std::string_view api, std::string_view resource,
                                        const Method& method, std::string_view definition);
  [[nodiscard]] core::Result<std::string> create_validator(std::string_view api,
                                                           bool checks_parameters);
  /// `definition` as for methods.
  [[nodiscard]] core::Status put_gateway_response(std::string_view api, std::string_view type,
                                                  std::string_view definition);
  /// Freezes the methods that the API has now; the id of the deployment.
  [[nodiscard]] core::Result<std::string> create_deployment(std::string_view api);
  [[nodiscard]] core::Status create_stage(std::string_view api, std::string_view name,
                                          std::string_view deployment,
                                          const std::map<std::string, std::string>& variables);

  /// Drops what is cached of the database: after a snapshot was restored.
  void reload();

 private:
  struct Statements;

  [[nodiscard]] core::Status find_api(std::string_view api);
  void remove_api(std::string_view api);
  [[nodiscard]] core::Status check_siblings(std::string_view api, std::string_view parent,
                                            std::string_view path, std::string_view part);

  [[nodiscard]] std::shared_ptr<const Stage> find_stage(const std::string& api,
                                                        const std::string& name);
  [[nodiscard]] std::shared_ptr<const Stage> load_stage(std::string_view api,
                                                        std::string_view name);
  void load_methods(Stage& stage);
  void load_gateway_responses(Stage& stage);

  void identify(Exchange& exchange);
  void invoke(std::unique_ptr<Exchange> exchange, const LambdaProxy& proxy,
              const std::vector<Router::Parameter>& parameters);
  void leave(std::unique_ptr<Exchange> exchange, core::HttpResponse response);
  void leave(std::unique_ptr<Exchange> exchange, const Problem& problem);

  core::Env& env_;
  core::Core& core_;
  core::Delivery& delivery_;
  std::unique_ptr<Statements> sql_;
  std::map<std::string, std::map<std::string, std::shared_ptr<const Stage>, std::less<>>,
           std::less<>>
      stages_;
  mutable std::optional<std::string> default_api_;
};

}  // namespace tertulia::apigateway

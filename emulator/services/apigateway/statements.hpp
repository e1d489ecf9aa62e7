/// The SQL of API Gateway. All of it serves templates and the loading of stages, none of it single
/// requests, so each statement is prepared when it is first needed.
#pragma once

#include <memory>
#include <string_view>

#include "emulator/services/apigateway/apigateway.hpp"

namespace tertulia::apigateway {

class LazyStatement {
 public:
  LazyStatement(store::Database& database, std::string_view sql) : database_(database), sql_(sql) {}

  store::Statement* operator->() {
    if (!statement_) statement_ = std::make_unique<store::Statement>(database_, sql_);
    return statement_.get();
  }

 private:
  store::Database& database_;
  std::string_view sql_;
  std::unique_ptr<store::Statement> statement_;
};

struct ApiGateway::Statements {
  /// The tables exist already.
  explicit Statements(store::Database& database);

  LazyStatement api, api_of_owner, insert_api, first_api;
  LazyStatement resource, child_paths, insert_resource;
  LazyStatement method, insert_method, count_methods;
  LazyStatement validator, insert_validator;
  LazyStatement insert_gateway_response, gateway_responses;
  LazyStatement deployment, insert_deployment, deploy_methods, deployed_methods;
  LazyStatement stage, insert_stage;
  LazyStatement delete_api, delete_resources, delete_methods, delete_validators,
      delete_gateway_responses, delete_deployments, delete_deployed_methods, delete_stages;
};

}  // namespace tertulia::apigateway

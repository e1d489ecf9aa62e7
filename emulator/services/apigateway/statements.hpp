/// The SQL of API Gateway, prepared once.
#pragma once

#include "emulator/services/apigateway/apigateway.hpp"

namespace tertulia::apigateway {

struct ApiGateway::Statements {
  explicit Statements(store::Database& database);

  store::Statement api, api_of_owner, insert_api, first_api;
  store::Statement resource, child_paths, insert_resource, count_resources;
  store::Statement method, insert_method, count_methods;
  store::Statement validator, insert_validator;
  store::Statement insert_gateway_response, gateway_responses;
  store::Statement deployment, insert_deployment, deploy_methods, deployed_methods;
  store::Statement stage, insert_stage;
  store::Statement delete_api, delete_resources, delete_methods, delete_validators,
      delete_gateway_responses, delete_deployments, delete_deployed_methods, delete_stages;
};

}  // namespace tertulia::apigateway

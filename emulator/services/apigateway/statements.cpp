#include "emulator/services/apigateway/statements.hpp"

namespace tertulia::apigateway {

ApiGateway::Statements::Statements(store::Database& database)
    : api(database,
          "SELECT account, region, disabled, binary_types FROM apigateway_apis WHERE id = ?"),
      api_of_owner(database,
                   "SELECT id, root FROM apigateway_apis"
                   " WHERE account = ? AND region = ? AND owner = ?"),
      insert_api(database,
                 "INSERT INTO apigateway_apis"
                 " (id, account, region, owner, root, name, disabled, binary_types)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      first_api(database, "SELECT api FROM apigateway_stages ORDER BY sequence LIMIT 1"),
      resource(database, "SELECT path FROM apigateway_resources WHERE api = ? AND id = ?"),
      child_paths(database, "SELECT path FROM apigateway_resources WHERE api = ? AND parent = ?"),
      insert_resource(database,
                      "INSERT INTO apigateway_resources (api, id, parent, path)"
                      " VALUES (?, ?, ?, ?)"),
      method(database,
             "SELECT 1 FROM apigateway_methods WHERE api = ? AND resource = ? AND verb = ?"),
      insert_method(database,
                    "INSERT INTO apigateway_methods (api, resource, verb, definition)"
                    " VALUES (?, ?, ?, ?)"),
      count_methods(database, "SELECT count(*) FROM apigateway_methods WHERE api = ?"),
      validator(database,
                "SELECT checks_parameters FROM apigateway_validators WHERE api = ? AND id = ?"),
      insert_validator(database,
                       "INSERT INTO apigateway_validators (api, id, checks_parameters)"
                       " VALUES (?, ?, ?)"),
      insert_gateway_response(database,
                              "INSERT OR REPLACE INTO apigateway_gateway_responses"
                              " (api, type, definition) VALUES (?, ?, ?)"),
      gateway_responses(database,
                        "SELECT type, definition FROM apigateway_gateway_responses WHERE api = ?"),
      deployment(database, "SELECT 1 FROM apigateway_deployments WHERE api = ? AND id = ?"),
      insert_deployment(database, "INSERT INTO apigateway_deployments (api, id) VALUES (?, ?)"),
      deploy_methods(database,
                     "INSERT INTO apigateway_deployed_methods"
                     " (api, deployment, resource, path, verb, definition, checks_parameters)"
                     " SELECT m.api, ?, m.resource, r.path, m.verb, m.definition,"
                     " coalesce(v.checks_parameters, 0)"
                     " FROM apigateway_methods m"
                     " JOIN apigateway_resources r ON r.api = m.api AND r.id = m.resource"
                     " LEFT JOIN apigateway_validators v ON v.api = m.api"
                     " AND v.id = json_extract(m.definition, '$.RequestValidatorId')"
                     " WHERE m.api = ?"),
      deployed_methods(database,
                       "SELECT resource, path, definition, checks_parameters"
                       " FROM apigateway_deployed_methods WHERE api = ? AND deployment = ?"
                       " ORDER BY path, verb"),
      stage(database,
            "SELECT deployment, variables FROM apigateway_stages WHERE api = ? AND name = ?"),
      insert_stage(database,
                   "INSERT INTO apigateway_stages (api, name, deployment, variables)"
                   " VALUES (?, ?, ?, ?)"),
      delete_api(database, "DELETE FROM apigateway_apis WHERE id = ?"),
      delete_resources(database, "DELETE FROM apigateway_resources WHERE api = ?"),
      delete_methods(database, "DELETE FROM apigateway_methods WHERE api = ?"),
      delete_validators(database, "DELETE FROM apigateway_validators WHERE api = ?"),
      delete_gateway_responses(database, "DELETE FROM apigateway_gateway_responses WHERE api = ?"),
      delete_deployments(database, "DELETE FROM apigateway_deployments WHERE api = ?"),
      delete_deployed_methods(database, "DELETE FROM apigateway_deployed_methods WHERE api = ?"),
      delete_stages(database, "DELETE FROM apigateway_stages WHERE api = ?") {}

}  // namespace tertulia::apigateway

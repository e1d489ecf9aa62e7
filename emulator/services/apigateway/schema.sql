CREATE TABLE IF NOT EXISTS apigateway_apis (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  owner TEXT NOT NULL,           -- STACK/LOGICAL-ID, so that a second deployment finds it again
  root TEXT NOT NULL,
  name TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  binary_types TEXT NOT NULL,    -- JSON list
  UNIQUE (account, region, owner)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_resources (
  api TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,
  path TEXT NOT NULL,
  PRIMARY KEY (api, id),
  UNIQUE (api, path)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_methods (
  api TEXT NOT NULL,
  resource TEXT NOT NULL,
  verb TEXT NOT NULL,
  definition TEXT NOT NULL,      -- the properties of AWS::ApiGateway::Method
  PRIMARY KEY (api, resource, verb)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_validators (
  api TEXT NOT NULL,
  id TEXT NOT NULL,
  checks_parameters INTEGER NOT NULL,
  PRIMARY KEY (api, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_gateway_responses (
  api TEXT NOT NULL,
  type TEXT NOT NULL,
  definition TEXT NOT NULL,      -- the properties of AWS::ApiGateway::GatewayResponse
  PRIMARY KEY (api, type)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_deployments (
  api TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (api, id)
) WITHOUT ROWID;

-- The methods as they were when the deployment was made.
CREATE TABLE IF NOT EXISTS apigateway_deployed_methods (
  api TEXT NOT NULL,
  deployment TEXT NOT NULL,
  resource TEXT NOT NULL,
  path TEXT NOT NULL,
  verb TEXT NOT NULL,
  definition TEXT NOT NULL,
  checks_parameters INTEGER NOT NULL,
  PRIMARY KEY (api, deployment, resource, verb)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apigateway_stages (
  sequence INTEGER PRIMARY KEY,
  api TEXT NOT NULL,
  name TEXT NOT NULL,
  deployment TEXT NOT NULL,
  variables TEXT NOT NULL,       -- JSON object
  UNIQUE (api, name)
);

CREATE TABLE IF NOT EXISTS lambda_functions (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,             -- '$LATEST', '1', '2', …
  owner TEXT NOT NULL,               -- the resource of a template that made it
  runtime TEXT NOT NULL,
  handler TEXT NOT NULL,
  role TEXT NOT NULL,
  description TEXT NOT NULL,
  timeout_s INTEGER NOT NULL,
  memory_mb INTEGER NOT NULL,
  ephemeral_mb INTEGER NOT NULL,
  architecture TEXT NOT NULL,
  tracing TEXT NOT NULL,
  kms_key_arn TEXT NOT NULL,
  dead_letter_arn TEXT NOT NULL,     -- empty for none
  environment TEXT,                  -- a JSON object; NULL when the function was given none
  tags TEXT NOT NULL,                -- a JSON object
  code_root TEXT NOT NULL,
  revision_id TEXT NOT NULL,
  last_modified INTEGER NOT NULL,
  PRIMARY KEY (account, region, name, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lambda_permissions (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  qualifier TEXT NOT NULL,           -- empty for the function itself
  sid TEXT NOT NULL,
  action TEXT NOT NULL,
  principal TEXT NOT NULL,
  source_arn TEXT NOT NULL,          -- empty for any
  source_account TEXT NOT NULL,      -- empty for any
  PRIMARY KEY (account, region, name, qualifier, sid)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lambda_async_settings (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  qualifier TEXT NOT NULL,           -- '$LATEST' or a version
  retries_max INTEGER NOT NULL,
  age_max_s INTEGER NOT NULL,
  PRIMARY KEY (account, region, name, qualifier)
) WITHOUT ROWID;
-- Asynchronous invocations that failed and wait for their next attempt.
CREATE TABLE IF NOT EXISTS lambda_async (
  request_id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  function_arn TEXT NOT NULL,        -- as the caller named it
  payload TEXT NOT NULL,
  trace TEXT NOT NULL,
  attempts INTEGER NOT NULL,         -- made so far
  accepted INTEGER NOT NULL          -- epoch milliseconds
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS dynamodb_tables (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  uuid TEXT NOT NULL,
  hash_name TEXT NOT NULL,
  range_name TEXT,               -- null: the table has a hash key alone
  billing_mode TEXT NOT NULL,
  read_units INTEGER NOT NULL,   -- 0 when billed per request
  write_units INTEGER NOT NULL,
  read_units_max INTEGER,        -- OnDemandThroughput, as it was given
  write_units_max INTEGER,
  table_class TEXT,              -- null: never chosen
  kms_key_arn TEXT,              -- null: encrypted by AWS's own key, of which nothing is said
  protected INTEGER NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (account, region, name)
);
CREATE TABLE IF NOT EXISTS dynamodb_attributes (
  table_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (table_id, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_tags (
  table_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (table_id, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_items (
  table_id INTEGER NOT NULL,
  key BLOB NOT NULL,             -- position, hash key, range key: see key_codec.hpp
  size INTEGER NOT NULL,         -- as AWS counts it
  item BLOB NOT NULL,            -- canonical JSON
  PRIMARY KEY (table_id, key)
) WITHOUT ROWID;

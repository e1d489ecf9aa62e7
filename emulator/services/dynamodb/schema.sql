CREATE TABLE IF NOT EXISTS dynamodb_tables (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,      -- JSON: see table_codec.hpp
  UNIQUE (account, region, name)
);
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
-- The copies of items in secondary indexes.
CREATE TABLE IF NOT EXISTS dynamodb_entries (
  table_id INTEGER NOT NULL,
  number INTEGER NOT NULL,       -- of the index, in its table
  key BLOB NOT NULL,             -- of the index: as keys of items
  item_key BLOB NOT NULL,        -- of the item
  size INTEGER NOT NULL,         -- of what is projected
  item BLOB,                     -- canonical JSON of what is projected; null for the whole item
  PRIMARY KEY (table_id, number, key, item_key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  table_name TEXT NOT NULL,      -- which may be gone
  label TEXT NOT NULL,
  view TEXT NOT NULL,
  hash_name TEXT NOT NULL,
  range_name TEXT,
  created INTEGER NOT NULL,
  closed INTEGER,                -- null: open
  UNIQUE (account, region, table_name, label)
);
CREATE TABLE IF NOT EXISTS dynamodb_stream_records (
  stream_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,     -- see streams/stream.hpp
  event_id TEXT NOT NULL,
  name INTEGER NOT NULL,         -- 0 INSERT, 1 MODIFY, 2 REMOVE
  time INTEGER NOT NULL,
  keys BLOB NOT NULL,            -- canonical JSON, as the images
  new_image BLOB,
  old_image BLOB,
  size INTEGER NOT NULL,
  by_service INTEGER NOT NULL,   -- whether the service made the change, not a request
  PRIMARY KEY (stream_id, sequence)
) WITHOUT ROWID;
-- When items of tables with a time to live expire.
CREATE TABLE IF NOT EXISTS dynamodb_expiries (
  table_id INTEGER NOT NULL,
  key BLOB NOT NULL,             -- of the item
  expires INTEGER NOT NULL,      -- in seconds
  PRIMARY KEY (table_id, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dynamodb_expiries_in_order ON dynamodb_expiries (table_id, expires);
CREATE TABLE IF NOT EXISTS dynamodb_policies (
  kind INTEGER NOT NULL,         -- 0 of a table, 1 of a stream
  owner INTEGER NOT NULL,        -- the id of that
  document TEXT,                 -- null: it was deleted
  revision INTEGER NOT NULL,     -- when it was changed, in milliseconds since the epoch
  PRIMARY KEY (kind, owner)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_request_tokens (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  token TEXT NOT NULL,           -- ClientRequestToken
  fingerprint BLOB NOT NULL,     -- of the request that it came with
  expires INTEGER NOT NULL,
  PRIMARY KEY (account, region, token)
) WITHOUT ROWID;
-- What was under the keys of tables with point-in-time recovery before each change.
CREATE TABLE IF NOT EXISTS dynamodb_history (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  table_id INTEGER NOT NULL,
  key BLOB NOT NULL,             -- of the item
  time INTEGER NOT NULL,         -- of the change
  size INTEGER NOT NULL,         -- of the item before
  item BLOB                      -- canonical JSON of the item before; null: there was none
);
CREATE INDEX IF NOT EXISTS dynamodb_history_of_keys ON dynamodb_history (table_id, key, time);
CREATE INDEX IF NOT EXISTS dynamodb_history_in_order ON dynamodb_history (table_id, time);
CREATE TABLE IF NOT EXISTS dynamodb_backups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  key TEXT NOT NULL,             -- the end of its ARN, in the order in which they were made
  table_name TEXT NOT NULL,      -- of a table that may be gone
  definition TEXT NOT NULL,      -- of the table: JSON, see table_codec.hpp
  name TEXT NOT NULL,
  type INTEGER NOT NULL,         -- see backups/backups.hpp
  created INTEGER NOT NULL,
  available INTEGER NOT NULL,    -- when it can be used
  expires INTEGER,               -- null: never
  used_until INTEGER NOT NULL,   -- by a restore
  items INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  UNIQUE (account, region, key)
);
CREATE TABLE IF NOT EXISTS dynamodb_backup_items (
  backup_id INTEGER NOT NULL,
  key BLOB NOT NULL,             -- as in dynamodb_items, as the rest
  size INTEGER NOT NULL,
  item BLOB NOT NULL,
  PRIMARY KEY (backup_id, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_jobs (
  kind INTEGER NOT NULL,         -- see transfers/jobs.hpp, as the rest
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  key TEXT NOT NULL,
  table_name TEXT NOT NULL,
  table_uuid TEXT NOT NULL,
  started INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  token TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  description TEXT NOT NULL,
  PRIMARY KEY (kind, account, region, key)
) WITHOUT ROWID;

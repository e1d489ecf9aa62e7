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

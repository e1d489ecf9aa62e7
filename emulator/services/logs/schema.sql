CREATE TABLE IF NOT EXISTS logs_groups (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  retention_days INTEGER,        -- NULL: events never expire
  class TEXT NOT NULL,
  tags TEXT NOT NULL,            -- a JSON object
  created INTEGER NOT NULL,
  dropped INTEGER NOT NULL,      -- events that had to go for want of room
  PRIMARY KEY (account, region, name)
) WITHOUT ROWID;
-- Complete only after Logs::save.
CREATE TABLE IF NOT EXISTS logs_events (
  sequence INTEGER PRIMARY KEY,
  group_name TEXT NOT NULL,
  stream TEXT NOT NULL,
  time INTEGER NOT NULL,
  message TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS sns_topics (
  arn TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  owner TEXT NOT NULL,           -- STACK/LOGICALID of the template's resource; empty for none
  subscriptions_deleted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sns_topics_place ON sns_topics (account, region, arn);

-- What was set; what was not has its default.
CREATE TABLE IF NOT EXISTS sns_topic_attributes (
  topic TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (topic, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sns_topic_tags (
  topic TEXT NOT NULL,
  tag TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (topic, tag)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sns_subscriptions (
  arn TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  protocol TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  principal TEXT NOT NULL,       -- who subscribed
  filter_policy TEXT NOT NULL,   -- JSON, empty for none
  -- Deliveries that failed for good, and how the last one did.
  failures INTEGER NOT NULL DEFAULT 0,
  failed_at INTEGER NOT NULL DEFAULT 0,
  failed_message TEXT NOT NULL DEFAULT '',
  failed_code TEXT NOT NULL DEFAULT '',
  failed_reason TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS sns_subscriptions_topic
  ON sns_subscriptions (topic, protocol, endpoint);
CREATE INDEX IF NOT EXISTS sns_subscriptions_place ON sns_subscriptions (account, region, arn);

CREATE TABLE IF NOT EXISTS ssm_parameters (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,      -- the newest
  description TEXT NOT NULL,
  tier TEXT NOT NULL,
  allowed_pattern TEXT NOT NULL,
  key_id TEXT NOT NULL,          -- empty unless the newest version is a SecureString
  owner TEXT NOT NULL,           -- STACK/LOGICALID of the template's resource; empty for none
  PRIMARY KEY (account, region, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ssm_versions (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  value BLOB NOT NULL,           -- SecureString: nonce, ciphertext and tag of AES-256-GCM
  data_type TEXT NOT NULL,
  last_modified INTEGER NOT NULL,
  PRIMARY KEY (account, region, name, version)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ssm_tags (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  tag TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, region, name, tag)
) WITHOUT ROWID;

-- The one key with which all secrets are encrypted.
CREATE TABLE IF NOT EXISTS ssm_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
);

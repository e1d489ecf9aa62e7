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

CREATE TABLE IF NOT EXISTS iam_roles (
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  description TEXT NOT NULL,
  trust_policy TEXT NOT NULL,
  max_session_seconds INTEGER NOT NULL,
  owner TEXT NOT NULL,           -- STACK/LOGICALID of the template's resource
  created INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS iam_role_tags (
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  tag TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, role, tag)
) WITHOUT ROWID;

-- Inline policies.
CREATE TABLE IF NOT EXISTS iam_role_policies (
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (account, role, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS iam_attachments (
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  policy_arn TEXT NOT NULL,
  PRIMARY KEY (account, role, policy_arn)
) WITHOUT ROWID;

-- Customer managed policies; those of AWS are in the program.
CREATE TABLE IF NOT EXISTS iam_policies (
  arn TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  document TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS iam_keys (
  id TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  session_token TEXT NOT NULL,
  expires INTEGER NOT NULL,      -- milliseconds since the epoch, 0 for never
  account TEXT NOT NULL,
  principal_arn TEXT NOT NULL,
  role TEXT NOT NULL,
  user_id TEXT NOT NULL
) WITHOUT ROWID;

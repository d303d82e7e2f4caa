// The tables of access.db. Migrations are only ever appended: a data directory may come from any earlier version.

/** Scripts from schema version i to i + 1. */
export const ACCESS_MIGRATIONS: readonly string[] = [
  `
  -- Scopes are kept as scopeKey() writes them: province, regency:ID, provider:NAME.
  CREATE TABLE user (
    name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at INTEGER NOT NULL,
    last_login_at INTEGER,
    password_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE token (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER
  ) STRICT, WITHOUT ROWID;

  -- In the order in which they began: the oldest ends where there are too many.
  CREATE TABLE session (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    user TEXT,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT NOT NULL
  ) STRICT;
  CREATE INDEX session_user ON session (user);

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    via TEXT NOT NULL,
    address TEXT,
    action TEXT NOT NULL,
    target TEXT,
    outcome TEXT NOT NULL,
    detail TEXT
  ) STRICT;
  CREATE INDEX audit_at ON audit (at);

  -- One row, from when this file took the place of a damaged one until there is a user again: nobody comes in meanwhile.
  CREATE TABLE lost (
    since INTEGER PRIMARY KEY
  ) STRICT;
  `,
];

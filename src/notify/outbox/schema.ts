// The tables of outbox.db. Migrations are only ever appended: a data directory may come from any earlier version.

/** Scripts from schema version i to i + 1. */
export const OUTBOX_MIGRATIONS: readonly string[] = [
  `
  -- Postings that wait. attempting: an attempt was begun, and its receipt is not known.
  CREATE TABLE posting (
    seq INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    born_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    unproven INTEGER NOT NULL,
    attempting INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  -- What was told about alerts: the decider's own memory.
  CREATE TABLE thread (
    alert INTEGER PRIMARY KEY,
    memory TEXT NOT NULL
  ) STRICT;

  -- What became of the last 10,000 messages.
  CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    message TEXT NOT NULL,
    alert INTEGER,
    incident INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    digest TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_alert ON journal (alert, id) WHERE alert IS NOT NULL;
  CREATE INDEX journal_incident ON journal (incident, id);
  CREATE INDEX journal_message ON journal (message);

  -- Last delivered message per alert that is not told to be over, for channels that send again.
  CREATE TABLE firing (
    channel TEXT NOT NULL,
    alert INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (channel, alert)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX firing_alert ON firing (alert);

  -- Single numbers: 'through', the last event that was decided about; 'next', the next posting's number.
  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

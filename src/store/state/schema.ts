// The tables of state.db. Migrations are only ever appended: a data directory may come from any earlier version.

/** Scripts from schema version i to i + 1. */
export const STATE_MIGRATIONS: readonly string[] = [
  `
  -- What resuming clients are given; the newest 100,000 or 7 days.
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  -- Tiles time for every link. A link has at most one open interval; the index makes a second one impossible.
  CREATE TABLE interval (
    link TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER CHECK (to_ms > from_ms),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (link, from_ms)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX interval_open ON interval (link) WHERE to_ms IS NULL;

  CREATE TABLE alert (
    number INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    status TEXT NOT NULL,
    since INTEGER NOT NULL,
    closed_at INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_active ON alert (number) WHERE status = 'active';
  CREATE INDEX alert_subject ON alert (subject, number);

  -- Single numbers by name: those of meta.ts.
  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What devices said they are when they were last inspected.
  CREATE TABLE inventory (
    link TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    profile TEXT NOT NULL,
    identity TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Open alerts are found by what they are not: a returned one is open too.
  DROP INDEX alert_active;
  CREATE INDEX alert_open ON alert (number) WHERE status <> 'closed';

  -- What operators did, for ever.
  CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX act_alert ON act (alert, id);
  CREATE INDEX act_at ON act (at);
  `,
  `
  -- Windows of planned work that operators announced, and what they did about them; for ever.
  CREATE TABLE maintenance (
    id TEXT PRIMARY KEY,
    announced_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE maintenance_act (
    id INTEGER PRIMARY KEY,
    window TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  -- An incident is its root alert and all that it took along.
  CREATE INDEX alert_incident ON alert (json_extract(body, '$.incident'), number);
  `,
  `
  -- Windows of any origin that were told to be open and not yet to be over: what a start has to make good.
  CREATE TABLE maintenance_open (
    window TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (window, from_ms)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Video conferences that are looked after, in the form of domain/vicon.ts; removed ones stay, marked.
  CREATE TABLE vicon_event (
    id INTEGER PRIMARY KEY,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX vicon_event_time ON vicon_event (ends_at);
  -- What was seen of them: a row per site and change of the verdict.
  CREATE TABLE vicon_look (
    event INTEGER NOT NULL,
    at INTEGER NOT NULL,
    site TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (event, at, site)
  ) STRICT, WITHOUT ROWID;

  -- Acceptance records of new links, in the form of domain/acceptance.ts; one that was broken off and begun anew is a row more.
  CREATE TABLE acceptance (
    id INTEGER PRIMARY KEY,
    link TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX acceptance_link ON acceptance (link, begun_at);
  `,
  `
  -- Stop clocks, corrections and tickets, in the form of domain/sla/ledger.ts; never deleted.
  CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    link TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL CHECK (to_ms > from_ms),
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ledger_link ON ledger (link, from_ms);

  -- Reports that were made and kept as files in the data directory, in the form of report/register.ts.
  CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    -- What it is about: the same for every revision of one report.
    about TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX report_about ON report (about, id);
  `,
];

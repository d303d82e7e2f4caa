// What the embedded history of 600 links costs to read in bulk, and to back up.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { knownDatabases } from '../../src/store/backup/databases.ts';
import { makeBackup } from '../../src/store/backup/make.ts';
import type { BackendDeps } from '../../src/store/metrics/backend.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { columnsOf } from '../../src/store/metrics/sqlite/tables.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint, trafficPoint } from '../store/support/points.ts';
import type { BenchRow } from './row.ts';

const LINKS = 600;
const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };
const MONTH_DAYS = 31;
const YEAR_DAYS = 365;
const ONE = linkId('link-7');

/** Measures on a file with a year of hours, and a month of 5 minutes, of 600 links; one link has a year of both. */
export async function benchHistoryEmbedded(): Promise<BenchRow[]> {
  const directory = temporaryDirectory();
  try {
    const now = Math.floor(systemClock.wallMs() / DAY_MS) * DAY_MS;
    const ids = await seed(directory.path, now);
    return [...(await benchReading(directory.path, now, ids)), ...(await benchBackup(directory.path))];
  } finally {
    rmSync(directory.path, { recursive: true });
  }
}

function open(directory: string): SqliteBackend {
  const deps: BackendDeps = {
    wallMs: () => Math.floor(systemClock.wallMs()),
    random: () => 0.5,
    log: () => {},
  };
  const spool = { maxBytes: 1, maxAgeMs: 1 };
  return new SqliteBackend({ directory, roundMs: MINUTE_MS, retention: RETENTION, spool }, deps);
}

async function seed(directory: string, now: number): Promise<ReadonlySet<LinkId>> {
  const ids = Array.from({ length: LINKS }, (_, index) => linkId(`link-${index}`));
  const backend = open(directory);
  for (const id of ids)
    backend.write([
      roundPoint(id, now - MINUTE_MS, {}),
      trafficPoint(id, now - MINUTE_MS, { inBps: 1, outBps: 1 }),
    ]);
  await backend.close();
  const db = new DatabaseSync(join(directory, 'metrics.db'));
  db.exec('PRAGMA synchronous=OFF; DELETE FROM dirty; DELETE FROM rate_day');
  const fill = (
    measurement: 'icmp' | 'iface',
    resolution: '5m' | '1h',
    days: number,
    only?: LinkId,
  ): void => {
    const stepMs = resolution === '1h' ? HOUR_MS : 5 * MINUTE_MS;
    const columns = columnsOf(measurement, resolution);
    // Values that differ from row to row and from link to link.
    const values = columns.map((name, index) =>
      sqlOf(name, `((id * 7919 + n * 104729 + ${index} * 31) % 9973)`),
    );
    db.prepare(
      `INSERT OR REPLACE INTO "${measurement}_${resolution}" (series, at, ${columns.map((name) => `"${name}"`).join(', ')})
       WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ?)
       SELECT id, ? - n * ${stepMs}, ${values.join(', ')} FROM series CROSS JOIN c
       WHERE measurement = ? ${only === undefined ? '' : `AND link = '${only}'`} ORDER BY 1, 2`,
    ).run((days * DAY_MS) / stepMs, now, measurement);
  };
  for (const measurement of ['icmp', 'iface'] as const) {
    fill(measurement, '1h', YEAR_DAYS);
    fill(measurement, '5m', MONTH_DAYS);
    fill(measurement, '5m', YEAR_DAYS, ONE);
  }
  db.exec(`INSERT INTO dirty (step_ms, end_ms, series)
    SELECT DISTINCT ${DAY_MS}, (at + ${DAY_MS - 1}) / ${DAY_MS} * ${DAY_MS}, series FROM iface_5m`);
  await makeDays(directory, db);
  db.close();
  return new Set(ids);
}

/** Lets the store make the days of rates, as it does after midnight. */
async function makeDays(directory: string, db: DatabaseSync): Promise<void> {
  const backend = open(directory);
  const left = db.prepare('SELECT count(*) AS n FROM dirty WHERE end_ms < ?');
  while (Number(left.get(systemClock.wallMs() - 2 * MINUTE_MS)?.['n']) > 0) await backend.tick();
  await backend.close();
}

function sqlOf(name: string, noise: string): string {
  if (name === 'sent') return '3600';
  if (name === 'recv') return `3600 - ${noise} % 7`;
  if (name.startsWith('h_')) return `${noise} % 900`;
  if (name.endsWith('_bps')) return `${noise} * 1000.5`;
  return name === 'tainted' || ['up', 'deg', 'state', 'oper', 'err', 'disc'].includes(name)
    ? `${noise} % 2`
    : `${noise} / 100.0`;
}

async function benchReading(
  directory: string,
  now: number,
  links: ReadonlySet<LinkId>,
): Promise<readonly BenchRow[]> {
  const backend = open(directory);
  const year = { link: ONE, from: now - YEAR_DAYS * DAY_MS, to: now, points: 1_000 };
  const yearMs = await timed(() => backend.history(year));
  const month = { from: now - MONTH_DAYS * DAY_MS, to: now, links, utcOffsetMs: 8 * HOUR_MS };
  const summariesMs = await timed(() => backend.summaries(month));
  await backend.close();
  return [
    {
      name: 'SQLite history: a year of one link',
      value: yearMs,
      unit: 'ms',
      budget: 150,
      ok: yearMs <= 150,
    },
    {
      name: `SQLite history: summaries of ${LINKS} links, a month`,
      value: summariesMs,
      unit: 'ms',
      note: 'most of it hours by hour of the day; 5 million rates of 5 minutes are read by the day',
    },
  ];
}

/** A whole backup: copied, checked, hashed. */
async function benchBackup(directory: string): Promise<readonly BenchRow[]> {
  openStateStore(directory, { clock: systemClock, log: rememberingLog() }).store.close();
  const begun = performance.now();
  const { manifest } = await makeBackup({
    ...{ data: directory, into: join(directory, 'backups'), databases: knownDatabases(0) },
    ...{ withoutHistory: false, program: 'bench', now: Math.floor(systemClock.wallMs()) },
    ...{ signal: new AbortController().signal, progress: () => {} },
  });
  const seconds = (performance.now() - begun) / 1_000;
  const megabytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return [
    {
      name: 'backup of that history, checked and hashed',
      value: megabytes / seconds,
      unit: 'MB/s',
      note: `${Math.round(megabytes)} MB`,
    },
  ];
}

/** Milliseconds of the better of two runs: the first one reads from the disk. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 2; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return Math.min(...times);
}

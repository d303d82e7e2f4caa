// Fills an embedded history with roll-ups whose values differ from row to row and from link to link, made within SQLite.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../src/domain/ids.ts';
import { SqliteBackend } from '../../src/store/metrics/sqlite/backend.ts';
import { columnsOf } from '../../src/store/metrics/sqlite/tables.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, roundPoint, trafficPoint } from '../store/support/points.ts';

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3650 * DAY_MS };

/** Which rows to write: `days` of them, the last ends at `now`; `only` of one link. */
export interface Filling {
  readonly measurement: 'icmp' | 'iface';
  readonly resolution: '5m' | '1h';
  readonly days: number;
  readonly now: number;
  readonly only?: LinkId;
}

/** Opens the store as the daemon would at `now`. */
export function openAt(directory: string, now: number): SqliteBackend {
  const spool = { maxBytes: 1, maxAgeMs: 1 };
  return new SqliteBackend(
    { directory, roundMs: MINUTE_MS, retention: RETENTION, spool },
    { wallMs: () => now, random: () => 0.5, log: () => {} },
  );
}

/** Makes the series of links: rounds and traffic. */
export async function makeSeries(directory: string, ids: readonly LinkId[], now: number): Promise<void> {
  const backend = openAt(directory, now);
  for (const id of ids)
    backend.write([
      roundPoint(id, now - MINUTE_MS, {}),
      trafficPoint(id, now - MINUTE_MS, { inBps: 1, outBps: 1 }),
    ]);
  await backend.close();
}

/** Writes roll-ups. */
export function fill(db: DatabaseSync, { measurement, resolution, days, now, only }: Filling): void {
  const stepMs = resolution === '1h' ? HOUR_MS : 5 * MINUTE_MS;
  const columns = columnsOf(measurement, resolution);
  const values = columns.map((name, index) =>
    sqlOf(name, `((id * 7919 + n * 104729 + ${index} * 31) % 9973)`),
  );
  db.prepare(
    `INSERT OR REPLACE INTO "${measurement}_${resolution}" (series, at, ${columns.map((name) => `"${name}"`).join(', ')})
     WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ?)
     SELECT id, ? - n * ${stepMs}, ${values.join(', ')} FROM series CROSS JOIN c
     WHERE measurement = ? ${only === undefined ? '' : `AND link = '${only}'`} ORDER BY 1, 2`,
  ).run((days * DAY_MS) / stepMs, now, measurement);
}

/** Lets the store make the days of rates, as it does after midnight. */
export async function makeDays(directory: string, db: DatabaseSync, now: number): Promise<void> {
  db.exec(`INSERT INTO dirty (step_ms, end_ms, series)
    SELECT DISTINCT ${DAY_MS}, (at + ${DAY_MS - 1}) / ${DAY_MS} * ${DAY_MS}, series FROM iface_5m`);
  const backend = openAt(directory, now);
  const left = db.prepare('SELECT count(*) AS n FROM dirty WHERE end_ms < ?');
  while (Number(left.get(now - 2 * MINUTE_MS)?.['n']) > 0) await backend.tick();
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

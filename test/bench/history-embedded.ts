// What the embedded history of 600 links costs to read in bulk, and to back up.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { knownDatabases } from '../../src/store/backup/databases.ts';
import { makeBackup } from '../../src/store/backup/make.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS } from '../store/support/points.ts';
import { fill, makeDays, makeSeries, openAt } from './history-seed.ts';
import type { BenchRow } from './row.ts';

const LINKS = 600;
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

async function seed(directory: string, now: number): Promise<ReadonlySet<LinkId>> {
  const ids = Array.from({ length: LINKS }, (_, index) => linkId(`link-${index}`));
  await makeSeries(directory, ids, now);
  const db = new DatabaseSync(join(directory, 'metrics.db'));
  db.exec('PRAGMA synchronous=OFF; DELETE FROM dirty');
  for (const measurement of ['icmp', 'iface'] as const) {
    fill(db, { measurement, resolution: '1h', days: YEAR_DAYS, now });
    fill(db, { measurement, resolution: '5m', days: MONTH_DAYS, now });
    fill(db, { measurement, resolution: '5m', days: YEAR_DAYS, now, only: ONE });
  }
  await makeDays(directory, db, Math.floor(systemClock.wallMs()));
  db.close();
  return new Set(ids);
}

async function benchReading(
  directory: string,
  now: number,
  links: ReadonlySet<LinkId>,
): Promise<readonly BenchRow[]> {
  const backend = openAt(directory, Math.floor(systemClock.wallMs()));
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

// What the monthly report of a large province costs: 600 links with a year of intervals each, read from a data directory as
// `jalur report` reads it, beside a daemon or without one. Beside it the same figures in SQL alone.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../src/domain/ids.ts';
import type { BuiltReport } from '../../src/report/document.ts';
import { renderFiles } from '../../src/report/render/files.ts';
import { slaDocument } from '../../src/report/sla/document.ts';
import { gatherSla } from '../../src/report/sla/gather.ts';
import type { ReportSources } from '../../src/report/sources.ts';
import { openPastSources } from '../../src/report/sources-past.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { rankOfP95 } from '../../src/store/metrics/rank.ts';
import { openStateStore } from '../../src/store/state/open.ts';
import { wita } from '../report/support/october.ts';
import { largeSources } from '../report/support/six-hundred.ts';
import { rememberingLog, temporaryDirectory } from '../store/support/place.ts';
import { DAY_MS, HOUR_MS } from '../store/support/points.ts';
import { fill, makeDays, makeSeries } from './history-seed.ts';
import type { BenchRow } from './row.ts';

const BUDGET_S = 1;
const RUNS = 3;
/** October in WITA, looked back at from 2 November. */
const [FROM, TO, NOW] = [wita(1), wita(32), wita(33)];
const YEAR_MS = 365 * DAY_MS;
/** Of the history, up to the end of October: what the month needs and a little more. */
const DAYS = 33;

/** Wall and CPU seconds, all threads; of several runs those of the middle one by wall. */
interface Cost {
  readonly wallS: number;
  readonly cpuS: number;
}

/** Measures the report, what of it are figures of quality, and its forms. */
export async function benchReport(): Promise<BenchRow[]> {
  const directory = temporaryDirectory();
  try {
    const { config } = largeSources().sources;
    const links = [...config.network.links.keys()];
    const intervals = writeStates(directory.path, links);
    await writeHistory(directory.path, links);
    const read = { config, directory: directory.path, now: NOW, program: 'bench' };
    const qualities: Cost[] = [];
    let built: BuiltReport | undefined;
    let downMs = 0;
    const whole = await middle(async () => {
      const sources = openPastSources(read);
      const { data, report } = await reportOf(sources, (cost) => qualities.push(cost));
      sources.close();
      built = report;
      downMs = data.links.reduce((sum, { classesMs }) => sum + classesMs.down, 0);
      if (data.historyUnreadable || data.links.some(({ quality, inP95Bps }) => !quality || inP95Bps === null))
        throw new Error('the report has no figures of quality');
    });
    const [downtime, quality] = [
      await middle(() => sqlDowntime(directory.path, downMs)),
      await middle(() => sqlQuality(directory.path)),
    ];
    const [qualityCost = whole] = qualities.toSorted((a, b) => a.wallS - b.wallS).slice(1);
    const rows: BenchRow[] = [
      {
        name: `monthly report, ${links.length} links, a year of intervals`,
        value: whole.wallS,
        unit: 's',
        budget: BUDGET_S,
        ok: whole.wallS <= BUDGET_S,
        peer: 'the same figures in SQL alone',
        ratio: round(whole.wallS / (downtime.wallS + quality.wallS)),
        note: `data and document; ${cpu(whole)}; ${intervals} intervals, stores opened anew; the middle of ${RUNS} runs`,
      },
      {
        name: 'monthly report: of which figures of quality',
        value: qualityCost.wallS,
        unit: 's',
        peer: 'SQL: hours summed, rates ranked',
        ratio: round(qualityCost.wallS / quality.wallS),
        note: `${cpu(qualityCost)}; SQL alone ${quality.wallS.toFixed(2)} s, CPU ${quality.cpuS.toFixed(2)} s`,
      },
      {
        name: 'monthly report: of which downtime, accounts and tables',
        value: whole.wallS - qualityCost.wallS,
        unit: 's',
        peer: 'SQL: seconds down, summed',
        ratio: round((whole.wallS - qualityCost.wallS) / downtime.wallS),
        note: 'SQL knows no stop clocks, classes, restitution or words',
      },
    ];
    if (built) rows.push(...(await renderings(built)));
    return rows;
  } finally {
    directory.remove();
  }
}

async function reportOf(sources: ReportSources, quality: (cost: Cost) => void) {
  const timed: ReportSources = {
    ...sources,
    summaries: async (query) => {
      let found: Awaited<ReturnType<ReportSources['summaries']>> = new Map();
      quality(
        await costOf(async () => {
          found = await sources.summaries(query);
        }),
      );
      return found;
    },
  };
  const ask = {
    kind: 'sla',
    month: '2026-10',
    subject: { by: 'province' },
    locale: 'id',
    asOf: NOW,
  } as const;
  const data = await gatherSla(ask, timed);
  const report: BuiltReport = { kind: 'sla', data, document: slaDocument(data, ask, timed) };
  return { data, report };
}

async function renderings(report: BuiltReport): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const format of ['json', 'csv', 'xlsx', 'pdf'] as const) {
    let bytes = 0;
    // The first run loads the library.
    const cost = await middle(async () => {
      const files = await renderFiles(report, { format }, { madeAtMs: NOW });
      bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    });
    rows.push({
      name: `monthly report: as ${format.toUpperCase()}`,
      value: cost.wallS,
      unit: 's',
      note: `${cpu(cost)}; ${(bytes / 1e6).toFixed(1)} MB`,
    });
  }
  return rows;
}

/** Every link's year, and an entry of the ledger for each. Returns how many intervals there are. */
function writeStates(directory: string, links: readonly LinkId[]): number {
  const { store } = openStateStore(directory, { clock: systemClock, log: rememberingLog() });
  const actor = { who: 'bench', via: 'command' } as const;
  store.ledger.add(
    links.map((link, index) => ({
      ...({
        kind: 'stop',
        link,
        from: FROM + index * 60_000,
        to: FROM + index * 60_000 + 6 * HOUR_MS,
      } as const),
      ...({
        reason: 'customer-power',
        agreedByProvider: true,
        agreedByCustomer: true,
        note: 'PLN padam',
      } as const),
      ...{ actor, at: TO + HOUR_MS },
    })),
  );
  store.close();
  const db = new DatabaseSync(join(directory, 'state.db'));
  const insert = db.prepare(
    'INSERT INTO interval (link, from_ms, to_ms, state, reason) VALUES (?, ?, ?, ?, ?)',
  );
  const { sources } = largeSources();
  let count = 0;
  db.exec('BEGIN');
  for (const link of links)
    for (const each of sources.intervals(link, TO - 2 * YEAR_MS, NOW)) {
      insert.run(link, each.from, each.to ?? null, each.state, JSON.stringify(each.reason));
      count++;
    }
  db.prepare(`INSERT OR REPLACE INTO meta (name, value) VALUES ('alive-at', ?)`).run(NOW);
  db.exec('COMMIT');
  db.close();
  return count;
}

async function writeHistory(directory: string, links: readonly LinkId[]): Promise<void> {
  await makeSeries(directory, links, NOW);
  const db = new DatabaseSync(join(directory, 'metrics.db'));
  db.exec('PRAGMA synchronous=OFF; DELETE FROM dirty');
  for (const measurement of ['icmp', 'iface'] as const)
    for (const resolution of ['1h', '5m'] as const)
      fill(db, { measurement, resolution, days: DAYS, now: TO + DAY_MS });
  await makeDays(directory, db, NOW);
  db.close();
}

/** Seconds down in the month by link; throws where they are not what the report says. */
function sqlDowntime(directory: string, wantedMs: number): void {
  const db = new DatabaseSync(join(directory, 'state.db'), { readOnly: true });
  const rows = db
    .prepare(
      `SELECT link, sum(min(ends, ?2) - max(from_ms, ?1)) AS ms FROM (
         SELECT link, state, from_ms, coalesce(lead(from_ms) OVER (PARTITION BY link ORDER BY from_ms), ?2) AS ends FROM interval)
       WHERE state = 'down' AND from_ms < ?2 AND ends > ?1 GROUP BY link`,
    )
    .all(FROM, TO);
  db.close();
  const found = rows.reduce((sum, row) => sum + Number(row['ms']), 0);
  if (found !== wantedMs) throw new Error(`downtime: the report has ${wantedMs} ms, SQL ${found} ms`);
}

/** Counts and percentiles of rates by series, as one would ask for them at the prompt of sqlite3. */
function sqlQuality(directory: string): void {
  const db = new DatabaseSync(join(directory, 'metrics.db'), { readOnly: true });
  const sums = ['sent', 'recv', 'h_5', 'h_10', 'h_20', 'h_50', 'h_100', 'h_200', 'h_500', 'h_inf'];
  db.prepare(
    `SELECT series, at / 3600000 % 24 AS hour, min(rtt_min), max(rtt_max), sum(rtt_avg * recv), sum(jitter * recv),
       ${sums.map((name) => `sum(${name})`).join(', ')} FROM icmp_1h WHERE at > ? AND at <= ? GROUP BY 1, 2`,
  ).all(FROM, TO);
  const series = db.prepare(`SELECT id FROM series WHERE measurement = 'iface'`).all();
  const rows = 'FROM iface_5m WHERE series = ? AND at > ? AND at <= ?';
  const counts = db.prepare(
    `SELECT count(in_bps) AS in_bps, count(out_bps) AS out_bps, sum(in_bps), sum(out_bps) ${rows}`,
  );
  for (const field of ['in_bps', 'out_bps']) {
    // Sorted downwards the rank lies among the first: SQLite sorts no more than it has to.
    const ranked = db.prepare(
      `SELECT ${field} ${rows} AND ${field} IS NOT NULL ORDER BY 1 DESC LIMIT 1 OFFSET ?`,
    );
    for (const row of series) {
      const id = Number(row['id']);
      const count = Number(counts.get(id, FROM, TO)?.[field]);
      ranked.get(id, FROM, TO, count - rankOfP95(count));
    }
  }
  db.close();
}

async function costOf(work: () => void | Promise<void>): Promise<Cost> {
  const begun = performance.now();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wallS: (performance.now() - begun) / 1_000, cpuS: (user + system) / 1e6 };
}

async function middle(work: () => void | Promise<void>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < RUNS; run++) costs.push(await costOf(work));
  const [first = { wallS: 0, cpuS: 0 }] = costs.toSorted((a, b) => a.wallS - b.wallS).slice((RUNS - 1) / 2);
  return first;
}

function cpu({ cpuS }: Cost): string {
  return `wall; CPU ${cpuS.toFixed(2)} s`;
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

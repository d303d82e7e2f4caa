// Summaries out of the embedded history: SQLite adds the hours up by hour of the day.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type LinkId, linkId } from '../../../domain/ids.ts';
import { integer, type Row, text } from '../../sqlite/row.ts';
import { STEP_MS } from '../schema.ts';
import type { LinkSummary, SummaryQuery } from '../summary.ts';
import { emptySums, HISTOGRAM_FIELDS, type HourSums, summaryOf } from '../summary-fold.ts';
import { rateReader } from './rates.ts';
import { tableOf } from './tables.ts';

/** The thread is given to others after so many ms. */
const TURN_MS = 10;

/** What a summary needs around it. */
export interface SummaryTurns {
  /** Called before a link is read, in which roll-ups that are due can be computed. */
  before(series: readonly number[]): void;
  /** Milliseconds of any clock. */
  nowMs(): number;
  /** Lets others have the thread. */
  breathe(): Promise<void>;
}

/** Reads summaries. Links of which nothing is known have no entry. */
export type SummaryReader = (
  query: SummaryQuery,
  turns: SummaryTurns,
) => Promise<ReadonlyMap<LinkId, LinkSummary>>;

/** Prepares the statements. */
export function summaryReader(db: DatabaseSync): SummaryReader {
  const series = db.prepare(
    `SELECT id, link, measurement FROM series WHERE measurement IN ('icmp', 'iface') ORDER BY id`,
  );
  const hours = hoursStatement(db);
  const rates = rateReader(db);
  return async (query, turns) => {
    const { from, to, links, utcOffsetMs } = query;
    const byLink = new Map<LinkId, { readonly icmp: number[]; readonly iface: number[] }>();
    for (const row of series.all()) {
      const link = linkId(text(row, 'link'));
      if (!links.has(link)) continue;
      const ids = byLink.get(link) ?? { icmp: [], iface: [] };
      byLink.set(link, ids);
      (text(row, 'measurement') === 'icmp' ? ids.icmp : ids.iface).push(integer(row, 'id'));
    }
    const found = new Map<LinkId, LinkSummary>();
    let begun = turns.nowMs();
    for (const [link, { icmp, iface }] of byLink) {
      turns.before([...icmp, ...iface]);
      const byHour = new Map<number, HourSums>();
      for (const id of icmp)
        for (const row of hours.all(utcOffsetMs - STEP_MS['1h'], id, from, to)) take(byHour, row);
      const summary = summaryOf(link, byHour, iface.length > 0 ? rates(iface, from, to) : {});
      if (summary) found.set(link, summary);
      if (turns.nowMs() - begun < TURN_MS) continue;
      await turns.breathe();
      begun = turns.nowMs();
    }
    return found;
  };
}

function hoursStatement(db: DatabaseSync): StatementSync {
  const sums = ['sent', 'recv', ...HISTOGRAM_FIELDS].map((name) => `sum("${name}") AS "${name}"`);
  const means = ['rtt_avg', 'jitter'].map(
    (name) =>
      `total("${name}" * recv) AS "${name}", total(recv) FILTER (WHERE "${name}" IS NOT NULL) AS "${name}_weight"`,
  );
  return db.prepare(
    `SELECT ((at + ?1) / ${STEP_MS['1h']}) % 24 AS hour, min(rtt_min) AS rtt_min, max(rtt_max) AS rtt_max,
       ${[...sums, ...means].join(', ')}
     FROM "${tableOf('icmp', '1h')}" WHERE series = ?2 AND at > ?3 AND at <= ?4 GROUP BY 1`,
  );
}

function take(byHour: Map<number, HourSums>, row: Row): void {
  const hour = integer(row, 'hour');
  const sums = byHour.get(hour) ?? emptySums();
  byHour.set(hour, sums);
  const [low, high] = [real(row, 'rtt_min'), real(row, 'rtt_max')];
  sums.sent += real(row, 'sent') ?? 0;
  sums.received += real(row, 'recv') ?? 0;
  if (low !== undefined) sums.rttMinMs = Math.min(sums.rttMinMs ?? low, low);
  if (high !== undefined) sums.rttMaxMs = Math.max(sums.rttMaxMs ?? high, high);
  sums.rttWeighted += real(row, 'rtt_avg') ?? 0;
  sums.rttWeight += real(row, 'rtt_avg_weight') ?? 0;
  sums.jitterWeighted += real(row, 'jitter') ?? 0;
  sums.jitterWeight += real(row, 'jitter_weight') ?? 0;
  for (const [index, field] of HISTOGRAM_FIELDS.entries())
    sums.buckets[index] = (sums.buckets[index] ?? 0) + (real(row, field) ?? 0);
}

function real(row: Row | undefined, column: string): number | undefined {
  const value = row?.[column];
  return typeof value === 'number' ? value : undefined;
}

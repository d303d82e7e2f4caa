// Time that is taken out of the downtime: stop clocks of the ledger and announced maintenance. What counts is their union.

import type { AccountInput, MaintenanceSpan } from './account.ts';
import type { LedgerEntry, StopClock, StopReason } from './ledger.ts';
import type { SlaTerms } from './terms.ts';

/** One stretch taken out. */
export interface Stop {
  readonly from: number;
  readonly to: number;
  readonly reason: StopReason;
  /** Ledger entry, or the maintenance window. */
  readonly entry?: number;
  readonly window?: string;
}

/** A stretch of time, epoch ms, [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether a stop clock counts: not refused, and agreed where the contract wants that. */
export function stopCounts(stop: StopClock, terms: SlaTerms): boolean {
  const answers = [stop.agreedByProvider, stop.agreedByCustomer];
  return terms.stopClocks === 'agreed'
    ? answers.every((answer) => answer === true)
    : answers.every((answer) => answer !== false);
}

/** Maintenance that the contract accepts: announced early enough, and known `asOf`. None where it counts as downtime. */
export function acceptedMaintenance({
  maintenance,
  terms,
  asOf,
}: Pick<AccountInput, 'maintenance' | 'terms' | 'asOf'>): readonly MaintenanceSpan[] {
  if (terms.maintenanceTime === 'down') return [];
  return maintenance.filter(
    ({ announcedAt, from, to }) =>
      to > from && announcedAt <= asOf && from - announcedAt >= terms.maintenanceNoticeMs,
  );
}

/** Everything that may be taken out, by its beginning. */
export function stopsOf(
  entries: readonly LedgerEntry[],
  accepted: readonly MaintenanceSpan[],
  terms: SlaTerms,
): readonly Stop[] {
  const stops: Stop[] = accepted.map(({ window, from, to }) => ({ from, to, reason: 'maintenance', window }));
  for (const entry of entries)
    if (entry.kind === 'stop' && stopCounts(entry, terms))
      stops.push({ from: entry.from, to: entry.to, reason: entry.reason, entry: entry.id });
  return stops.sort(
    (a, b) =>
      a.from - b.from ||
      a.to - b.to ||
      (a.entry ?? 0) - (b.entry ?? 0) ||
      (a.window ?? '').localeCompare(b.window ?? ''),
  );
}

/** How much of a stretch a union covers, ms; `union` as {@link unionOf} gives it. */
export function coveredMs(union: readonly Stretch[], { from, to }: Stretch): number {
  let ms = 0;
  for (const stretch of union) {
    if (stretch.from >= to) break;
    ms += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from));
  }
  return ms;
}

/** Stretches without overlap, oldest first; the argument is ordered by its beginnings. */
export function unionOf(stretches: readonly Stretch[]): readonly Stretch[] {
  const union: { from: number; to: number }[] = [];
  for (const { from, to } of stretches) {
    const last = union.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
}

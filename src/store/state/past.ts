// The state store as a reader sees it: beside a running daemon, without its lock, and without writing anything.

import { join } from 'node:path';
import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { MaintenanceWindow } from '../../domain/maintenance.ts';
import type { LedgerEntry } from '../../domain/sla/ledger.ts';
import type { Interval } from '../../domain/state.ts';
import { storeError } from '../sqlite/fault.ts';
import { openReadOnly } from '../sqlite/read-only.ts';
import { actTable } from './act-table.ts';
import { alertTable } from './alert-table.ts';
import { intervalTable } from './interval-table.ts';
import { type LedgerQuery, ledgerReader } from './ledger-table.ts';
import { maintenanceTable } from './maintenance-table.ts';
import { STATE_MIGRATIONS } from './schema.ts';

/** Rows read at once at most; an office has thousands a month. What is beyond is left out, the oldest first. */
const MOST_ROWS = 500_000;

/** What was decided, raised and done. All calls may throw StoreError; times are epoch ms. */
export interface PastState {
  /** Intervals of a link that overlap [from, to), oldest first, not clipped. */
  intervals(link: LinkId, from: number, to: number): readonly Interval[];
  /** Alerts whose time, since to closedAt, overlaps [from, to), oldest first. */
  alerts(from: number, to: number): readonly Alert[];
  /** What operators did in [from, to), oldest first. */
  acts(from: number, to: number): readonly Act[];
  /** Maintenance windows that operators announced, at any time. */
  windows(): readonly MaintenanceWindow[];
  /** Stop clocks, corrections and tickets, withdrawn ones included, in the order in which they were entered. */
  ledger(query: Omit<LedgerQuery, 'limit'>): readonly LedgerEntry[];
  close(): void;
}

/** Opens `directory`/state.db for reading; throws StoreError. */
export function openPastState(directory: string): PastState {
  const db = openReadOnly(join(directory, 'state.db'), STATE_MIGRATIONS);
  const intervals = intervalTable(db);
  const alerts = alertTable(db);
  const acts = actTable(db);
  const maintenance = maintenanceTable(db);
  const ledger = ledgerReader(db);
  const attempt = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeError(doing, error);
    }
  };
  return {
    intervals: (link, from, to) =>
      attempt(`read intervals of "${link}"`, () => intervals.overlapping(link, from, to)),
    alerts: (from, to) =>
      attempt('read alerts', () => alerts.find({ from, to, limit: MOST_ROWS }).toReversed()),
    acts: (from, to) => attempt('read what was done', () => acts.between(from, to, MOST_ROWS)),
    windows: () => attempt('read maintenance', () => maintenance.list().map(({ window }) => window)),
    ledger: (query) => ledger.find({ ...query, limit: MOST_ROWS }),
    close: () => db.close(),
  };
}

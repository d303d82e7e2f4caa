// The state store as a report reads it beside a running daemon, or where none runs: one snapshot, without the lock, nothing
// written.

import { join } from 'node:path';
import type { AcceptanceRecord } from '../../domain/acceptance.ts';
import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { LinkCauseEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { KeptReport } from '../../domain/kept-report.ts';
import type { MaintenanceWindow } from '../../domain/maintenance.ts';
import type { LedgerEntry } from '../../domain/sla/ledger.ts';
import type { Interval } from '../../domain/state.ts';
import { storeError } from '../sqlite/fault.ts';
import { openReadOnly } from '../sqlite/read-only.ts';
import { acceptanceTable } from './acceptance-table.ts';
import { actTable } from './act-table.ts';
import { alertTable } from './alert-table.ts';
import { eventTable } from './event-table.ts';
import { intervalTable } from './interval-table.ts';
import { ledgerReader } from './ledger-table.ts';
import { maintenanceTable } from './maintenance-table.ts';
import { metaTable } from './meta.ts';
import type { StateStore } from './port.ts';
import { reportTable } from './report-table.ts';
import { STATE_MIGRATIONS } from './schema.ts';

/** Rows read at once at most, in each direction far beyond what an office has. */
const MOST_ROWS = 500_000;
/** Alerts of one incident: a cut of the whole province takes 10,000 links along. */
const MOST_OF_INCIDENT = 20_000;
const MOST_RECORDS = 10_000;

/** What a report reads of the state. All calls may throw StoreError; times are epoch ms. */
export interface ReportState {
  intervals(link: LinkId, from: number, to: number): readonly Interval[];
  /** Those whose time overlaps [from, to), oldest first. */
  alerts(from: number, to: number): readonly Alert[];
  alert(number: number): Alert | undefined;
  /** Oldest first. */
  incident(number: number): readonly Alert[];
  /** Oldest first. */
  acts(alert: number): readonly Act[];
  causes(from: number): readonly LinkCauseEvent[];
  windows(): readonly MaintenanceWindow[];
  ledger(from: number, to: number): readonly LedgerEntry[];
  acceptance(record: number): AcceptanceRecord | undefined;
  /** Newest first. */
  acceptances(): readonly AcceptanceRecord[];
}

/** The same of a data directory, with what else a command wants to know of it. */
export interface PastReportState extends ReportState {
  /** When the daemon was last known to be alive; undefined where it never was. */
  readonly lastAliveAt: number | undefined;
  /** Kept reports whose data have this hash. */
  byHash(hash: string): readonly KeptReport[];
  close(): void;
}

/** Opens `directory`/state.db for reading; throws StoreError. What is committed later is not seen. */
export function openReportState(directory: string): PastReportState {
  const db = openReadOnly(join(directory, 'state.db'), STATE_MIGRATIONS);
  const attempt = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeError(doing, error);
    }
  };
  try {
    const tables = {
      intervals: intervalTable(db),
      alerts: alertTable(db),
      acts: actTable(db),
      events: eventTable(db),
      maintenance: maintenanceTable(db),
      ledger: ledgerReader(db),
      acceptance: acceptanceTable(db),
      reports: reportTable(db),
    };
    db.exec('BEGIN');
    const alive = [metaTable(db).get('alive-at'), tables.events.lastAt()].filter((at) => at !== undefined);
    const { intervals, alerts, acts, events, maintenance, ledger, acceptance, reports } = tables;
    return {
      lastAliveAt: alive.length > 0 ? Math.max(...alive) : undefined,
      intervals: (link, from, to) =>
        attempt(`read intervals of "${link}"`, () => intervals.overlapping(link, from, to)),
      alerts: (from, to) =>
        attempt('read alerts', () => alerts.find({ from, to, limit: MOST_ROWS }).toReversed()),
      alert: (number) => attempt(`read alert ${number}`, () => alerts.get(number)),
      incident: (number) =>
        attempt(`read incident ${number}`, () => alerts.incident(number, MOST_OF_INCIDENT)),
      acts: (alert) => attempt(`read what was done about alert ${alert}`, () => acts.of(alert)),
      causes: (from) => attempt('read what probably ended outages', () => events.causes(from)),
      windows: () => attempt('read maintenance', () => maintenance.list().map(({ window }) => window)),
      ledger: (from, to) => ledger.find({ from, to, limit: MOST_ROWS }),
      acceptance: (record) => acceptance.get(record),
      acceptances: () => acceptance.find({ limit: MOST_RECORDS }),
      byHash: (hash) => reports.byHash(hash),
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw storeError(`read "${directory}"`, error);
  }
}

/** The same of a running daemon's own store. */
export function reportStateOf(
  store: Pick<
    StateStore,
    | 'intervals'
    | 'alerts'
    | 'alert'
    | 'incident'
    | 'acts'
    | 'causes'
    | 'maintenance'
    | 'ledger'
    | 'acceptance'
  >,
): ReportState {
  return {
    intervals: (link, from, to) => store.intervals(link, from, to),
    alerts: (from, to) => store.alerts({ from, to, limit: MOST_ROWS }).toReversed(),
    alert: (number) => store.alert(number),
    incident: (number) => store.incident(number, MOST_OF_INCIDENT),
    acts: (alert) => store.acts(alert),
    causes: (from) => store.causes(from),
    windows: () => store.maintenance().map(({ window }) => window),
    ledger: (from, to) => store.ledger.find({ from, to, limit: MOST_ROWS }),
    acceptance: (record) => store.acceptance.get(record),
    acceptances: () => store.acceptance.find({ limit: MOST_RECORDS }),
  };
}

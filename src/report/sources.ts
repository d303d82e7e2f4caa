// What reports are made of: everything is read, nothing is written, so that the daemon and a command beside it make the same report.

import type { Config } from '../config/config.ts';
import type { AcceptanceRecord } from '../domain/acceptance.ts';
import type { Act } from '../domain/act.ts';
import type { Alert } from '../domain/alert.ts';
import type { LinkCauseEvent } from '../domain/event.ts';
import type { Locale } from '../domain/explain.ts';
import type { LinkId } from '../domain/ids.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import type { Interval } from '../domain/state.ts';
import type { History, HistoryQuery } from '../store/metrics/port.ts';
import type { LinkSummary, SummaryQuery } from '../store/metrics/summary.ts';
import type { BuiltReport } from './document.ts';

/** What is said about a report that is asked for. */
export type ReportAsk = {
  readonly locale: Locale;
  /** The report as it would have been at this moment, epoch ms: what was entered later does not count. */
  readonly asOf: number;
} & (
  | {
      readonly kind: 'sla';
      /** `2026-10`, in the province's calendar. */
      readonly month: string;
      readonly subject: SlaSubject;
    }
  /** Number of the incident's root alert. */
  | { readonly kind: 'incident'; readonly incident: number }
  /** Number of the acceptance record. */
  | { readonly kind: 'acceptance'; readonly record: number }
  | { readonly kind: 'rollout'; readonly year?: number }
  /** The year whose evidence is gathered. */
  | { readonly kind: 'evidence'; readonly year: number }
  | { readonly kind: 'executive'; readonly month: string }
);

/** Whose links a monthly report is about: of a contract, of a provider (by id), of a regency's branch, or all. */
export type SlaSubject =
  | { readonly by: 'contract'; readonly id: string }
  | { readonly by: 'provider'; readonly id: string }
  | { readonly by: 'regency'; readonly id: string }
  | { readonly by: 'province' };

/** Everything there is to read. Calls about the state are synchronous and may throw StoreError; times are epoch ms. */
export interface ReportSources {
  /** When the report is made; epoch ms. */
  readonly now: number;
  /** Name and version of the program. */
  readonly program: string;
  readonly config: Config;
  /** Links the reader may see; absent: all. A report is made of these and names no others. */
  readonly visible?: (link: LinkId) => boolean;
  /** Intervals that overlap [from, to), oldest first, not clipped; the last one may lack its end. */
  intervals(link: LinkId, from: number, to: number): readonly Interval[];
  /** Alerts whose time, since to closedAt, overlaps [from, to), oldest first. */
  alerts(from: number, to: number): readonly Alert[];
  /** Alerts of an incident, its root first; empty when there is none. */
  incident(number: number): readonly Alert[];
  /** What was done about an alert, oldest first. */
  acts(alert: number): readonly Act[];
  /** What devices let suppose about outages since `from`, as far as it is still held. */
  causes(from: number): readonly LinkCauseEvent[];
  /** Windows that operators announced; those of the configuration are in `config`. */
  windows(): readonly MaintenanceWindow[];
  /** Ledger entries about links that overlap [from, to), withdrawn ones included. */
  ledger(from: number, to: number): readonly LedgerEntry[];
  acceptance(record: number): AcceptanceRecord | undefined;
  /** All records, newest first. */
  acceptances(): readonly AcceptanceRecord[];
  /** History of a link; rejects where the history cannot be read. */
  history(query: HistoryQuery): Promise<History>;
  /** What was measured of many links over a long time, in one sweep; rejects likewise. */
  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>>;
  /** Lets others have the thread for a moment; awaited within long work. */
  breathe(): Promise<void>;
}

/** Makes a report; rejects with a ReportError when what is asked for does not exist. One file per kind exports one. */
export type ReportBuilder<K extends ReportAsk['kind'] = ReportAsk['kind']> = (
  ask: Extract<ReportAsk, { readonly kind: K }>,
  sources: ReportSources,
) => Promise<BuiltReport>;

/** Why a report cannot be made. */
export class ReportError extends Error {
  readonly code: 'no-subject' | 'no-links' | 'no-incident' | 'no-record' | 'future';
  constructor(code: ReportError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

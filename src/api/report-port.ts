// What the API asks of the desk that makes and keeps reports.

import type { Actor } from '../domain/act.ts';
import type { Locale } from '../domain/explain.ts';
import type { KeptFile, KeptReport, KeptReportView, ReportFormat } from '../domain/kept-report.ts';
import type { Zone } from '../domain/local-time.ts';
import type { ReportSubjects } from '../domain/report-view.ts';
import type { ScopeView } from '../domain/scope-view.ts';

/** A report that somebody wants. */
export type ReportWish = {
  /** Absent: the language of the configuration. */
  readonly locale?: Locale;
  /** What was entered later does not count, epoch ms; absent: now. */
  readonly asOf?: number;
} & (
  | {
      readonly kind: 'sla';
      /** `2026-10`; absent: the last whole one. */
      readonly month?: string;
      readonly subject:
        | { readonly by: 'contract' | 'provider' | 'regency'; readonly id: string }
        | { readonly by: 'province' };
    }
  | { readonly kind: 'incident'; readonly incident: number }
  | { readonly kind: 'acceptance'; readonly record: number }
  | { readonly kind: 'rollout'; readonly year?: number }
  /** Absent: the year of the last whole month. */
  | { readonly kind: 'evidence'; readonly year?: number }
  | { readonly kind: 'executive'; readonly month?: string }
);

/** A report as one file. */
export interface ReportFile {
  readonly name: string;
  readonly format: ReportFormat;
  readonly bytes: Uint8Array;
  /** SHA-256 of the report's data in hex. */
  readonly hash: string;
}

/** How a report is to be written. */
export interface ReportForm {
  readonly format: ReportFormat;
  /** Of CSV: id of the table; absent: the first. */
  readonly table?: string;
}

/** Why a report is not made, kept or given. */
export class ReportRefusal extends Error {
  readonly code:
    | 'busy'
    | 'no-subject'
    | 'no-links'
    | 'no-incident'
    | 'no-record'
    | 'no-table'
    | 'future'
    | 'full'
    | 'missing'
    | 'changed'
    | 'render'
    | 'store';
  constructor(code: ReportRefusal['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The desk. All calls may fail with a ReportRefusal. */
export interface ReportPort {
  /** The province's clock and calendar. */
  zone(): Zone;
  /** What reports can be about. `view`: of what somebody sees who sees a part. */
  subjects(view?: ScopeView): ReportSubjects;
  /** Makes a report as one file. `view`: of what somebody sees who sees a part. One at a time; beyond four that wait, `busy`. */
  make(wish: ReportWish, form: ReportForm, view?: ScopeView): Promise<ReportFile>;
  /** Makes a report of the whole province and keeps it; its data are kept always, as JSON. */
  keep(
    wish: ReportWish,
    formats: readonly ReportFormat[],
    by: Actor,
  ): Promise<{ readonly report: KeptReportView; readonly outcome: 'new' | 'same' }>;
  /** Kept reports, newest first. */
  list(query: {
    readonly kind?: KeptReport['kind'];
    readonly before?: number;
    readonly limit: number;
  }): readonly KeptReportView[];
  get(id: number): KeptReportView | undefined;
  /** A file of a kept report; undefined where there is none of that name. */
  file(
    id: number,
    name: string,
  ): Promise<{ readonly file: KeptFile; readonly bytes: Uint8Array } | undefined>;
  /** Kept reports whose data have this hash. */
  byHash(hash: string): readonly KeptReportView[];
}

// What reports look like and when they are made: what `reports` says, every default resolved.

import type { Locale } from '../domain/explain.ts';

/** Kinds of report that a schedule may ask for; incidents and acceptance records are asked for one by one. */
export const SCHEDULED_REPORTS = ['sla', 'executive', 'rollout', 'evidence'] as const;
/** One of {@link SCHEDULED_REPORTS}. */
export type ScheduledReport = (typeof SCHEDULED_REPORTS)[number];

/** What of a report is kept as a file beside its data (JSON, which is always kept). */
export const KEPT_FORMATS = ['pdf', 'xlsx', 'csv'] as const;
/** One of {@link KEPT_FORMATS}. */
export type KeptFormat = (typeof KEPT_FORMATS)[number];

/** Of what a monthly SLA report is made, one each. */
export const SLA_EACH = ['contract', 'provider', 'regency', 'province'] as const;
/** One of {@link SLA_EACH}. */
export type SlaEach = (typeof SLA_EACH)[number];

/** Who signs reports. */
export interface SignatoryConfig {
  /** Such as `Pihak Kesatu`. */
  readonly role: string;
  readonly office: string;
  /** Absent: a line to write on. */
  readonly name?: string;
  /** Printed as it is, such as `NIP 19790101 200501 1 001`; absent: none is printed. */
  readonly number?: string;
}

/** Reports that are made by themselves: once for every month, at the first moment of the month after that `cron` names. */
export interface ReportScheduleConfig {
  /** Unique; for ever, as it tells what was made already. */
  readonly id: string;
  readonly report: ScheduledReport;
  /** Present for `sla`. */
  readonly each?: SlaEach;
  readonly locale: Locale;
  readonly formats: readonly KeptFormat[];
  /** Minute, hour, day of month, month, day of week, by the province's clock. */
  readonly cron: string;
  /** Absent: kept, and mailed to nobody. */
  readonly mail?: {
    /** Id of an e-mail channel. */
    readonly channel: string;
    /** Empty: the channel's own recipients. */
    readonly recipients: readonly string[];
  };
}

/** Everything about reports. */
export interface ReportsConfig {
  /** Lines at the top of first pages, the office's name first; empty: none was given. */
  readonly letterhead: readonly string[];
  /** Where reports are signed; absent: a line to write on. */
  readonly place?: string;
  /** At most three, in the order in which they sign; empty: none was given. */
  readonly signatories: readonly SignatoryConfig[];
  /** Language of reports that nobody asks for in another one. */
  readonly locale: Locale;
  /** Files of kept reports take at most so much; one more is refused then. */
  readonly keepBytes: number;
  readonly schedule: readonly ReportScheduleConfig[];
}

// Reports that were made and kept: what they are about, by whom and when they were made, and which files they are. Plain data, as
// the register holds it; a report that came out otherwise is kept as a further revision beside the earlier ones.

import type { Actor } from './act.ts';
import type { Locale } from './explain.ts';

/** Forms that a report is kept in. */
export const REPORT_FORMATS = ['json', 'pdf', 'xlsx', 'csv'] as const;
/** One of {@link REPORT_FORMATS}. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** One file of a kept report. */
export interface KeptFile {
  /** Unique in its report. */
  readonly name: string;
  readonly format: ReportFormat;
  readonly bytes: number;
  /** SHA-256 of its bytes in hex. */
  readonly sha256: string;
}

/** A run of a schedule that this report belongs to. */
export interface ScheduledRun {
  /** Id of the schedule's entry. */
  readonly schedule: string;
  /** `2026-10`: the month it was due for. */
  readonly month: string;
}

/** A report that was kept. */
export interface KeptReport {
  readonly id: number;
  readonly kind: 'sla' | 'incident' | 'acceptance' | 'rollout' | 'evidence' | 'executive';
  /** What it is about, such as `sla/2026-10/contract/marasa-2019`: the same for every revision. */
  readonly about: string;
  readonly title: string;
  readonly locale: Locale;
  /** 1, 2, …: the same data in another language is the same revision. */
  readonly revision: number;
  /** The report that it takes the place of; absent of the first. */
  readonly replaces?: number;
  /** SHA-256 of its data in hex. */
  readonly hash: string;
  /** Epoch ms. */
  readonly madeAt: number;
  /** What was entered later does not count in it, epoch ms. */
  readonly asOf: number;
  readonly by: Actor;
  /** Folder of its files, below that of all reports. */
  readonly folder: string;
  readonly files: readonly KeptFile[];
  /** Of what schedules it is; empty: somebody asked for it. */
  readonly runs: readonly ScheduledRun[];
}

/** A kept report as it stands now. */
export interface KeptReportView extends KeptReport {
  /** The newest revision that took its place; absent while it is the newest. */
  readonly replacedBy?: number;
  /** Files of it that are not there any more. */
  readonly missing: readonly string[];
}

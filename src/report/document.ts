// The form every report is laid out in before it becomes paper or a spreadsheet: one document, several renderers, hence the same
// figures in each. What a report says is decided by its builder, how it looks by the renderer; neither knows the other.

import type { Locale } from '../domain/explain.ts';

/** Kinds of report. */
export const REPORT_KINDS = ['sla', 'incident', 'acceptance', 'rollout', 'evidence', 'executive'] as const;
/** One of {@link REPORT_KINDS}: monthly SLA, one outage, a new link, the roll-out, the SPBE/Pemdi pack, one page for the head. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Anything JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A finished report: the data it rests on, and its document. */
export interface BuiltReport {
  readonly kind: ReportKind;
  /** What format=json gives; canonical JSON of it is what the hash is made of. */
  readonly data: Json;
  readonly document: ReportDocument;
}

/** A report as people read it. Every text is in `locale` already. */
export interface ReportDocument {
  readonly kind: ReportKind;
  readonly locale: Locale;
  /** IANA time zone that moments are printed in. */
  readonly timezone: string;
  /** Name for files, without extension: lower case, digits and dashes, such as `sla-marasa-2019-2026-10`. */
  readonly fileName: string;
  /** Lines at the top of every first page, such as the office's name and address; the first one stands out. */
  readonly letterhead: readonly string[];
  readonly title: string;
  readonly subtitle?: string;
  /** Facts under the title, in order. */
  readonly facts: readonly Fact[];
  readonly blocks: readonly Block[];
  /** SHA-256 of the data in hex; printed on every page, and as a QR code on the last. */
  readonly hash: string;
  /** One line at the foot of every page, beside hash and page number: program, version, when it was made. */
  readonly footer: string;
  /** `landscape` where tables are wide. A4. */
  readonly orientation: 'portrait' | 'landscape';
}

/** A name and what it is. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Part of a document. */
export type Block =
  /** 1: a chapter, begins a page where `newPage`; 2: a section. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly newPage?: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'small' | 'warning' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Large figures beside each other: at most four. */
  | {
      readonly kind: 'figures';
      readonly figures: readonly {
        readonly label: string;
        readonly value: string;
        readonly note?: string;
        readonly tone: Tone;
      }[];
    }
  | { readonly kind: 'table'; readonly table: Table }
  /** `beside`: a second one that shares its width, where a page has room for one row only. */
  | { readonly kind: 'chart'; readonly chart: Chart; readonly beside?: Chart }
  /** Places to sign in, side by side: at most three. */
  | { readonly kind: 'signatures'; readonly place: string; readonly parties: readonly Party[] };

/** How a figure is to be taken; never by colour alone. */
export type Tone = 'good' | 'warning' | 'bad' | 'neutral';

/** Who signs. */
export interface Party {
  /** Such as `Pihak Kesatu`. */
  readonly role: string;
  readonly office: string;
  /** A line to write on where absent. */
  readonly name?: string;
  /** Printed as it is, such as `NIP 19790101 200501 1 001`; nothing where absent. */
  readonly number?: string;
}

/** What a column holds. Moments are epoch ms, durations ms, percentages 0 to 100, money whole rupiah. */
export type ColumnKind = 'text' | 'count' | 'number' | 'moment' | 'duration' | 'percent' | 'money';

/** A column. */
export interface Column {
  /** Lower case and underscores, unique in its table: the header in CSV, and what formulas name. */
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Decimals of `number` and `percent`; percentages are cut off, never rounded. */
  readonly decimals?: number;
  /** Share of the width on paper, relative to the others; 0: in spreadsheets and CSV only. */
  readonly width: number;
  /**
   * How a spreadsheet re-computes the cell from others of its row: Excel's language, with `[key]` for the cell of another column,
   * such as `IF([total_s]=0,"",100*([total_s]-[down_s])/[total_s])`. Durations are seconds there, moments dates. The value is in the
   * row all the same, and both must agree.
   */
  readonly formula?: string;
  /** In the row of totals: `sum` of the column, or a formula over the totals' own cells, or nothing. */
  readonly total?: 'sum' | { readonly formula: string };
}

/** A cell: null is empty. */
export type Cell = string | number | null;

/** A table. */
export interface Table {
  /** Unique in the document, lower case and dashes: name of the sheet and of the CSV file. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** A cell per column, in their order. */
  readonly rows: readonly (readonly Cell[])[];
  /** Values of the row of totals, a cell per column; absent: there is none. */
  readonly totals?: readonly Cell[];
  /** Rows that stand out, by index. */
  readonly marked?: ReadonlyMap<number, Tone>;
  readonly note?: string;
  /** What is said where there are no rows. */
  readonly empty: string;
}

/** A chart. Axes and legends are drawn by the renderer; a title stands above. */
export type Chart =
  /** Bars from the left, longest first as given. */
  | {
      readonly type: 'bars';
      readonly title: string;
      readonly unit: string;
      readonly max?: number;
      /** A line across all bars, such as a target. */
      readonly line?: { readonly value: number; readonly label: string };
      readonly bars: readonly { readonly label: string; readonly value: number; readonly tone: Tone }[];
    }
  /** Bars that stand on a time axis or on categories, stacked in the order of `series`. */
  | {
      readonly type: 'columns';
      readonly title: string;
      readonly unit: string;
      readonly categories: readonly string[];
      readonly series: readonly {
        readonly label: string;
        readonly tone: Tone;
        readonly values: readonly number[];
      }[];
      readonly line?: { readonly label: string; readonly values: readonly (number | null)[] };
    }
  /** A line over time; null breaks it. */
  | {
      readonly type: 'line';
      readonly title: string;
      readonly unit: string;
      /** Epoch ms, ascending. */
      readonly times: readonly number[];
      readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
      readonly min?: number;
      readonly max?: number;
      readonly line?: { readonly value: number; readonly label: string };
    }
  /** What a link did over time: a strip per row. */
  | {
      readonly type: 'strips';
      readonly title: string;
      readonly from: number;
      readonly to: number;
      readonly rows: readonly {
        readonly label: string;
        readonly spans: readonly {
          readonly from: number;
          readonly to: number;
          readonly class: 'up' | 'degraded' | 'down' | 'unreachable' | 'unknown' | 'maintenance';
        }[];
      }[];
    };

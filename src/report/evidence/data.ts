// The data of an evidence pack; type aliases, since those are JSON to the compiler.

import type { CauseData, ShareData } from '../sla/data.ts';
import type { EvidenceKey } from './schemes.ts';

/** A month as it is reviewed. */
export type ReviewMonth = {
  readonly month: string;
  /** Null: nothing was known of it. */
  readonly availability: ShareData | null;
  readonly coverage: ShareData;
  readonly links: number;
  readonly met: number;
  readonly missed: number;
  /** Links with at least {@link NAMED_SLA_PCT}. */
  readonly atNamedSla: number;
  readonly events: number;
  readonly countedMs: number;
  readonly restitutionIdr: number | null;
  /** The month is not over. */
  readonly provisional: boolean;
  /** Links that missed their target, by name. */
  readonly missedLinks: readonly string[];
  /** Why most of the downtime came, where somebody has said so. */
  readonly mainCause: CauseData['code'] | null;
  /** Counted downtime whose cause nobody has confirmed, ms. */
  readonly unexplainedMs: number;
  /** What tickets say was done, and how many outages of the month have a ticket. */
  readonly actions: readonly string[];
  readonly ticketed: number;
};

/** The availability that the newer scheme names, percent. */
export const NAMED_SLA_PCT = 99.9;

/** What an office (OPD) was given, and used. Null: not measured. */
export type OfficeUse = {
  readonly site: string;
  readonly name: string;
  readonly links: number;
  readonly availability: ShareData | null;
  readonly inOctets: number | null;
  readonly outOctets: number | null;
};

/** Roll-out of a year or a regency. */
export type CoverageRow = {
  readonly key: string | null;
  readonly villages: number;
  readonly target: number | null;
  readonly connected: number;
  readonly active: number;
};

/** A link between the province's network and somebody else's, or a regency's. */
export type Interconnection = {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'jip' | 'regency';
  readonly medium: string;
  readonly provider: string | null;
  readonly bandwidthBps: number | null;
  readonly activated: string | null;
  readonly availability: ShareData | null;
};

/** How a contract promises; what the office calls its SLA. */
export type PromiseData = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly slaPct: number | null;
  readonly restoreWithinMs: number | null;
  readonly links: number;
};

/** Everything the pack says. */
export type EvidenceData = {
  readonly report: 'evidence';
  readonly version: 1;
  readonly year: number;
  readonly timezone: string;
  readonly from: number;
  readonly to: number;
  readonly provisionalUntil: number | null;
  readonly partial: boolean;
  readonly monitored: {
    readonly links: number;
    readonly sites: number;
    /** First month of the year of which something is known. */
    readonly since: string | null;
    readonly coverage: ShareData;
  };
  readonly promises: readonly PromiseData[];
  readonly review: readonly ReviewMonth[];
  readonly coverageByYear: readonly CoverageRow[];
  readonly coverageByRegency: readonly CoverageRow[];
  readonly offices: readonly OfficeUse[];
  readonly historyUnreadable: boolean;
  readonly interconnections: readonly Interconnection[];
  /** Which evidence the pack holds. */
  readonly held: { readonly [Key in EvidenceKey]: boolean };
  readonly schemes: readonly {
    readonly id: string;
    readonly indicators: readonly {
      readonly id: string;
      readonly levels: readonly {
        readonly level: string;
        readonly held: readonly string[];
        readonly missing: readonly string[];
      }[];
    }[];
  }[];
};

// What a contract says about availability: how it is counted, and what is given back when the promise is missed. Every choice is
// printed on the report's method page.

/** Ways from a missed promise to rupiah; the formulas are in restitution.ts. `none`: nothing is given back. */
export const RESTITUTION_MODELS = [
  'gap',
  'gap100',
  'prorata_excess',
  'prorata_all',
  'beibi',
  'tier',
  'none',
] as const;
/** One of {@link RESTITUTION_MODELS}. */
export type RestitutionModel = (typeof RESTITUTION_MODELS)[number];

/** A step of the model `tier`: below this availability, this share of the fee. */
export interface RestitutionTier {
  /** Percent, 0 to 100; the step holds for availabilities below it (not at it). */
  readonly belowPct: number;
  /** Share of the fee that is given back, percent, 0 to 100. */
  readonly sharePct: number;
}

/** How the fee is reduced. */
export interface RestitutionTerms {
  readonly model: RestitutionModel;
  /** Of `prorata_all`: also when the promise is kept. */
  readonly always: boolean;
  /** Of `tier`: the lowest `belowPct` that still lies above the availability decides. Empty otherwise. */
  readonly tiers: readonly RestitutionTier[];
}

/** How the availability under a contract is counted. */
export interface SlaTerms {
  /** Promised availability per month, percent; absent: none was promised. */
  readonly slaPct?: number;
  /** Fee per link and month before VAT, whole rupiah; absent: not recorded. */
  readonly monthlyFeeIdr?: number;
  /** An outage whose net duration is not longer than this is listed but not counted, ms; 0: all count. */
  readonly minEventMs: number;
  /** Day of the month on which an accounting month begins, 1 to 28; 1: the calendar's. */
  readonly periodDay: number;
  /**
   * When an outage begins to count: at the first lost echo; when it was reported to the provider (at the first lost echo where
   * no report is recorded); or at the earlier of both. Both times are always kept.
   */
  readonly eventStart: 'monitoring' | 'ticket' | 'earlier';
  /** Which stop clocks count: all that nobody has refused, or only those that provider and customer have agreed to. */
  readonly stopClocks: 'entered' | 'agreed';
  /** What the downtime is divided by: the whole calendar month, or the part of it in which the link was in service. */
  readonly denominator: 'calendar' | 'service';
  /** How time counts of which nothing is known. Never silently as available: the report prints which. */
  readonly unknownTime: 'as-up' | 'excluded' | 'as-down';
  /** Degraded time: available, or down where the contract has limits for quality. */
  readonly degradedTime: 'available' | 'down';
  /**
   * Time in which a link before it had failed. `own-contract`: down where that link is of the same contract, else excluded.
   * Excluded is out of the downtime (`terdampak`); the denominator stays.
   */
  readonly unreachableTime: 'own-contract' | 'down' | 'excluded';
  /** Announced maintenance: out of the downtime as a stop clock; counted as downtime; or out of the denominator too. */
  readonly maintenanceTime: 'stop-clock' | 'down' | 'excluded';
  /** How long before its beginning maintenance has to be announced to count as such, ms. */
  readonly maintenanceNoticeMs: number;
  /** Within how long an outage has to be repaired, ms; absent: nothing was promised. */
  readonly restoreWithinMs?: number;
  readonly restitution: RestitutionTerms;
  /** Decimals that percentages are printed with, cut off and never rounded up. */
  readonly decimals: 2 | 3;
}

/** What holds where a contract says nothing: each choice is the provider's benefit of the doubt, and is printed as such. */
export const DEFAULT_TERMS: SlaTerms = {
  minEventMs: 0,
  periodDay: 1,
  eventStart: 'monitoring',
  stopClocks: 'entered',
  denominator: 'service',
  unknownTime: 'as-up',
  degradedTime: 'available',
  unreachableTime: 'own-contract',
  maintenanceTime: 'stop-clock',
  maintenanceNoticeMs: 0,
  restitution: { model: 'none', always: false, tiers: [] },
  decimals: 2,
};

// The data of the page for the head of e-government; type aliases, since those are JSON to the compiler.

import type { CauseData, ShareData } from '../sla/data.ts';

/** What a month under one contract comes to. */
export type ExecutiveContract = {
  readonly id: string | null;
  readonly name: string | null;
  readonly provider: string | null;
  readonly links: number;
  readonly met: number;
  readonly missed: number;
  readonly slaPct: number | null;
  readonly decimals: number;
  readonly availability: ShareData;
  readonly restitutionIdr: number | null;
};

/** Something that somebody has to decide or do; numbers and names for the sentence about it. */
export type Decision = {
  readonly kind:
    | 'claim'
    | 'repeat-offenders'
    | 'unexplained'
    | 'unagreed'
    | 'coverage'
    | 'silent-villages'
    | 'behind-target'
    | 'no-terms';
  readonly count: number;
  readonly names: readonly string[];
  /** Further names, each counted once, that a sentence has no room for. */
  readonly namesLeftOut: number;
  readonly idr: number | null;
};

/** Everything the page says. */
export type ExecutiveData = {
  readonly report: 'executive';
  readonly version: 1;
  readonly month: string;
  readonly timezone: string;
  readonly from: number;
  readonly to: number;
  readonly provisionalUntil: number | null;
  readonly partial: boolean;
  readonly links: number;
  readonly availability: ShareData;
  readonly coverage: ShareData;
  readonly countedMs: number;
  readonly events: number;
  readonly countedEvents: number;
  readonly restitutionIdr: number | null;
  readonly contracts: readonly ExecutiveContract[];
  readonly trend: readonly {
    readonly month: string;
    readonly from: number;
    readonly availability: ShareData | null;
    readonly coverage: ShareData;
  }[];
  readonly worst: readonly {
    readonly id: string;
    readonly name: string;
    readonly regency: string | null;
    readonly availability: ShareData;
    readonly decimals: number;
    readonly slaPct: number | null;
    readonly countedMs: number;
    readonly events: number;
  }[];
  readonly causes: readonly {
    readonly cause: CauseData['code'] | null;
    readonly countedMs: number;
    readonly events: number;
  }[];
  /** Null: the reader sees a part of the province, or there is no roll-out. */
  readonly rollout: {
    readonly villages: number;
    readonly target: number | null;
    readonly towardsTarget: number | null;
    readonly connected: number;
    readonly active: number;
    readonly activeSilent: number;
    readonly undeclared: number;
  } | null;
  readonly decisions: readonly Decision[];
};

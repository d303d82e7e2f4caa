// Alert rules that an office writes itself, and those jalur ships: a condition, its thresholds, for how long, for whom.

import type { Severity } from './alert.ts';
import type { LinkId, SiteId } from './ids.ts';
import type { Medium } from './link.ts';
import type { Weekday } from './maintenance.ts';
import type { LinkState } from './state.ts';

/** Figures of a round that a rule may look at. */
export const QUALITY_FIGURES = ['loss', 'rtt', 'jitter', 'mos', 'tiphon'] as const;
/** One of {@link QUALITY_FIGURES}: %, ms, ms, 1 to 4.5 (ITU-T G.107), TIPHON index 0 to 4. */
export type QualityFigure = (typeof QUALITY_FIGURES)[number];

/** Threshold with a side; `clear` lies on the good side of `raise`. */
export interface Limit {
  readonly side: 'above' | 'below';
  readonly raise: number;
  readonly clear: number;
}

/** What a rule looks at. */
export type RuleCondition =
  | { readonly kind: 'state'; readonly states: readonly LinkState[] }
  | { readonly kind: 'quality'; readonly figure: QualityFigure; readonly limit: Limit }
  /** Any metric by name; `instance` a pattern with `*`; absent: the device's own figure, else the worst row. */
  | { readonly kind: 'metric'; readonly metric: string; readonly instance?: string; readonly limit: Limit }
  /** A text metric that is (or is not) one of these words. */
  | {
      readonly kind: 'text';
      readonly metric: string;
      readonly is: 'one-of' | 'none-of';
      readonly words: readonly string[];
    }
  /** Traffic in % of what was contracted, the larger direction. */
  | { readonly kind: 'utilisation'; readonly limit: Limit }
  /** Nothing measured (echo verdicts, or SNMP answers) for longer than `raise` ms. */
  | { readonly kind: 'age'; readonly of: 'echo' | 'snmp'; readonly limit: Limit };

/** Whom a rule is about: every non-empty list must hold. */
export interface RuleScope {
  readonly links: readonly LinkId[];
  readonly sites: readonly SiteId[];
  readonly regencies: readonly SiteId[];
  readonly media: readonly Medium[];
  readonly providers: readonly string[];
  readonly tags: readonly string[];
}

/** Hours in which a rule looks; outside, it neither raises nor clears. */
export interface RuleHours {
  readonly days: readonly Weekday[];
  /** Minutes from midnight in the province's time zone; `to` ≤ `from` runs over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** One rule. */
export interface Rule {
  /** Unique; the alert's rule is `rule.` and this. */
  readonly id: string;
  /** Shown to people. */
  readonly name: { readonly id: string; readonly en: string };
  readonly condition: RuleCondition;
  /** How long it must hold before it is raised, and be gone before it is cleared, ms. */
  readonly forMs: number;
  readonly severity: Severity;
  readonly scope: RuleScope;
  readonly hours?: RuleHours;
  /** Rules whose active alert about the same link holds this one back. */
  readonly dependsOn: readonly string[];
  /** Stays until somebody resets it, also when the condition is gone. */
  readonly latched: boolean;
  readonly origin: 'shipped' | 'config';
}

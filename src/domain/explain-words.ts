// What an explanation rests on, and the words a language needs for it.

import type { CauseCode } from './act.ts';
import type { Alert, Suppression } from './alert.ts';
import type { Stage } from './link.ts';
import type { RuleLook } from './rule-look.ts';
import type { LinkState, Reason } from './state.ts';

/** Everything an explanation rests on. */
export interface ExplainInput {
  readonly name: string;
  readonly stage: Stage;
  readonly state: LinkState;
  /** Epoch ms. */
  readonly since: number;
  readonly reason: Reason;
  /** Lost echoes in a row that are being checked, and how many it takes; absent when nothing is suspected. */
  readonly suspicion?: {
    readonly lostInRow: number;
    readonly required: number;
    /** Present where beats are missing, not echoes. */
    readonly beatEveryMs?: number;
  };
  /** Alerts about the link that are not closed. */
  readonly alerts: readonly Alert[];
  /** Rules about the link as they stand, those nearest to ringing first; absent: nothing is said of them. */
  readonly rules?: readonly RuleLook[];
  /** Names for ids, as people know them. */
  readonly siteName: (id: string) => string;
  readonly linkName: (id: string) => string;
  /** A moment as people read it, in the province's time zone. */
  readonly time: (at: number) => string;
}

/** One language. */
export interface Words {
  readonly states: Readonly<Record<LinkState, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly causes: Readonly<Record<CauseCode, string>>;
  readonly state: (name: string, state: string, since: string) => string;
  readonly reason: (reason: Reason, input: ExplainInput) => readonly string[];
  readonly suspicion: (suspicion: NonNullable<ExplainInput['suspicion']>) => string;
  readonly notActive: (stage: string) => string;
  readonly noAlert: string;
  readonly alerting: (rule: string, since: string) => string;
  readonly held: (rule: string, why: string) => string;
  readonly suppression: (proof: Suppression, input: ExplainInput) => string;
  /** Its condition is gone; it waits to be acknowledged, or reset. */
  readonly returned: (rule: string, at: string, latched: boolean) => string;
  readonly acknowledged: (by: string, at: string) => string;
  /** It has come so often; from 2. */
  readonly again: (occurrences: number) => string;
  readonly cause: (cause: string, by: string, at: string) => string;
  readonly overrun: (window: string) => string;
  /** A rule that builds up or clears. */
  readonly turning: (look: RuleLook) => string;
  /** Rules that say nothing, and the one that is nearest to it. */
  readonly quiet: (count: number, nearest: RuleLook | undefined) => string;
}

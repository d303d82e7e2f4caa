// What a lane does next: decided from what waits and what is known of the way out. Pure; the lane carries it out.

import type { Instant } from '../../domain/instant.ts';
import type { Ending, Waiting } from '../outbox/port.ts';
import { type DigestReason, planDigests } from './digest-plan.ts';

/**
 * A message in the middle of whose sending the process ended may have been delivered or not: it is repeated with the same
 * id, once per such end. After so many ends it is suspected of being their cause, and given up. A channel whose other
 * end recognises repeats needs no such bound.
 */
const MOST_UNPROVEN = 5;

/** What is known. */
export interface LaneView {
  /** In the order of posting. */
  readonly waiting: readonly Waiting[];
  readonly now: Instant;
  /** `latest`: machines read it as state; only the last message about an alert is worth sending. */
  readonly joining: 'digest' | 'latest' | 'none';
  readonly idempotent: boolean;
  /** After failures: no attempt before this, monotonic ms. */
  readonly notBeforeMs: number;
  /** Not one of many steps in a row: something was posted, or time has passed. The whole queue is looked through. */
  readonly fresh: boolean;
  /** Until the rate allows one, ms. */
  readonly tokenWaitMs: number;
  /** Messages the rate allows within a minute. */
  readonly allowance: number;
  /** The way out has just been found again, and this is what it had been gone for. */
  readonly cameBack: DigestReason | undefined;
}

/** One step. */
export type LaneStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'end';
      readonly ended: readonly Waiting[];
      readonly outcome: Extract<Ending['outcome'], 'expired' | 'superseded' | 'dropped'>;
      readonly detail: string;
    }
  | { readonly kind: 'digest'; readonly why: DigestReason; readonly sets: readonly (readonly Waiting[])[] }
  | { readonly kind: 'send'; readonly waiting: Waiting };

/** The next step of a lane; `wait` ends early when something is posted. */
export function planLane(view: LaneView): LaneStep {
  const { waiting, now } = view;
  const [head] = waiting;
  if (!head) return { kind: 'idle' };
  const storm = waiting.length > view.allowance;
  const joins = view.joining === 'digest' && (storm || view.cameBack !== undefined);
  if (view.fresh || joins || head.expiresAt <= now.at) {
    const expired = waiting.filter(({ expiresAt }) => expiresAt <= now.at);
    if (expired.length > 0)
      return { kind: 'end', ended: expired, outcome: 'expired', detail: 'not delivered in time' };
  }
  const superseded = view.fresh && view.joining === 'latest' ? outdated(waiting) : [];
  if (superseded.length > 0)
    return { kind: 'end', ended: superseded, outcome: 'superseded', detail: 'a later message says more' };
  if (head.unproven >= MOST_UNPROVEN && !view.idempotent) {
    const detail = `jalur ended ${head.unproven} times in the middle of sending it; it may have been delivered`;
    return { kind: 'end', ended: [head], outcome: 'dropped', detail };
  }
  const pauseMs = Math.max(view.notBeforeMs - now.monoMs, view.tokenWaitMs);
  if (pauseMs > 0) return { kind: 'wait', ms: Math.min(pauseMs, head.expiresAt - now.at) };
  if (joins) {
    const sets = planDigests({ waiting, at: now.at, storm, allowance: view.allowance });
    if (sets.length > 0) return { kind: 'digest', why: view.cameBack ?? 'rate', sets };
  }
  return { kind: 'send', waiting: head };
}

/** Those with a later one about the same alert. */
function outdated(waiting: readonly Waiting[]): readonly Waiting[] {
  const last = new Map<number, number>();
  for (const { alert, seq } of waiting) if (alert !== undefined) last.set(alert, seq);
  return waiting.filter(({ alert, seq }) => alert !== undefined && last.get(alert) !== seq);
}

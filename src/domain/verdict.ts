// Root cause: what a row of lost echoes means, given what was seen since. Order-free: it asks only for evidence younger
// than the silence, and waits while there is none (design law 3).

import type { LinkId, SiteId } from './ids.ts';
import type { LinkState } from './state.ts';

/** A suspected link. Times are CLOCK_MONOTONIC in ms. */
export interface Suspect {
  readonly lostInRow: number;
  readonly required: number;
  /** Send time of its last lost echo. */
  readonly lastLostMs: number;
}

/** What has been seen of the site before the suspect. */
export interface GuardSight {
  readonly site: SiteId;
  /** Newest send time of an echo answered by a device at the site. */
  readonly seenMs: number;
  /** Newest send time of an answered echo that crossed the site to one behind it. */
  readonly seenBehindMs: number;
  /** Active links into it, primary ones first; never empty. */
  readonly inbound: readonly InboundSight[];
}

/** One link into a guard. */
export interface InboundSight {
  readonly link: LinkId;
  readonly state: LinkState;
  /** Send time of the last lost echo when `down` or `unreachable` was decided. */
  readonly confirmedMs: number;
}

/** What the monitor itself can see. */
export interface MonitorSight {
  /** Without anchors nothing can prove the monitor blind, and its sight is taken for granted. */
  readonly hasAnchors: boolean;
  /** Newest send time of an echo answered by an anchor or by any link. */
  readonly seenMs: number;
}

/** What to do about a suspect. */
export type Verdict =
  /** Something needed is not proved yet. */
  | { readonly kind: 'wait'; readonly for: 'losses' | 'sight' | 'guard' }
  | { readonly kind: 'down' }
  /** The site before it has no working link; `through` is its first failed one. */
  | { readonly kind: 'unreachable'; readonly site: SiteId; readonly through: LinkId };

/** Behind a proved failure, this many lost echoes are no chance: every further one must be lost as well. */
const LOSSES_BEHIND_A_FAILURE = 3;

/**
 * Whether a site is cut off: every link into it failed, and nothing behind it answered an echo sent after the last of
 * them was found dead (a router that only ignores ICMP cuts nobody off).
 */
export function isCutOff(guard: GuardSight): boolean {
  const failed = guard.inbound.every(
    (inbound) => inbound.state === 'down' || inbound.state === 'unreachable',
  );
  return failed && guard.seenBehindMs <= lastConfirmedMs(guard);
}

/** Whether a site is proved to have worked after a moment. */
function worksSince(guard: GuardSight, monoMs: number): boolean {
  if (Math.max(guard.seenMs, guard.seenBehindMs) <= monoMs) return false;
  if (guard.inbound.some((inbound) => inbound.state === 'up' || inbound.state === 'degraded')) return true;
  return guard.seenBehindMs > Math.max(monoMs, lastConfirmedMs(guard));
}

function lastConfirmedMs(guard: GuardSight): number {
  return Math.max(...guard.inbound.map((inbound) => inbound.confirmedMs));
}

/** Judges a suspect; `guard` is absent when its link begins at the monitor's own site. */
export function judge(suspect: Suspect, guard: GuardSight | undefined, monitor: MonitorSight): Verdict {
  if (guard && isCutOff(guard)) {
    if (suspect.lostInRow < Math.min(LOSSES_BEHIND_A_FAILURE, suspect.required))
      return { kind: 'wait', for: 'losses' };
    const through = guard.inbound.find((inbound) => inbound.state === 'down') ?? guard.inbound[0];
    if (through) return { kind: 'unreachable', site: guard.site, through: through.link };
  }
  if (suspect.lostInRow < suspect.required) return { kind: 'wait', for: 'losses' };
  if (monitor.hasAnchors && monitor.seenMs <= suspect.lastLostMs) return { kind: 'wait', for: 'sight' };
  if (guard && !worksSince(guard, suspect.lastLostMs)) return { kind: 'wait', for: 'guard' };
  return { kind: 'down' };
}

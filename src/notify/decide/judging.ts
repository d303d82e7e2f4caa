// One look at one alert: what it is given, what it finds, and how quiet hours put off what it would tell.

import type { Severity } from '../../domain/alert.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MessageKind } from '../port.ts';
import type { Case } from './case.ts';
import type { Routing } from './routing.ts';

/** One alert told to one address. */
export interface Telling {
  readonly one: Case;
  readonly kind: Exclude<MessageKind, 'digest' | 'test' | 'report'>;
  readonly channel: string;
  /** Empty where the channel has no recipients of its own. */
  readonly address: string;
  /** It waited for the end of quiet hours: together with others that did it makes one message. */
  readonly late: boolean;
  /** It began and ended in quiet hours: its beginning was told to nobody. */
  readonly inside?: true;
  /** What was told before it got worse. */
  readonly was?: Severity;
}

/** A look in progress. */
export interface Judging {
  readonly one: Case;
  readonly now: Instant;
  readonly routing: Routing;
  readonly tell: (telling: Telling) => void;
  /** What is remembered of the alert changed. */
  changed: boolean;
  /** When to look again, CLOCK_MONOTONIC ms. */
  dueMs: number;
  /** When quiet hours end that something waits for, epoch ms. */
  morningAt: number;
}

/** Notes that something waits for the end of quiet hours. */
export function waitForMorning(judging: Judging, at: number): void {
  judging.morningAt = Math.min(judging.morningAt, at);
}

/** Forgets how far a route has come. */
export function dropRoute(judging: Judging, id: string): void {
  judging.one.routes.delete(id);
  judging.changed = true;
}

/** When the first of several routes speaks again, epoch ms; undefined when one of them speaks now, or none is left. */
export function allQuietUntil(
  { routing, now }: Judging,
  routes: readonly string[],
  severity: Severity,
): number | undefined {
  let until: number | undefined;
  for (const id of routes) {
    const route = routing.route(id);
    if (!route) continue;
    const end = routing.quietUntil(route, severity, now.at);
    if (end === undefined) return undefined;
    until = Math.min(until ?? end, end);
  }
  return until;
}

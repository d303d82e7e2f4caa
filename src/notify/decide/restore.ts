// The cases after a start, from the alerts that are open and from what an earlier run told of them.

import type { Alert } from '../../domain/alert.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SavedDecisions } from '../posting.ts';
import { type Case, newCase } from './case.ts';
import type { CaseBook } from './case-book.ts';
import { caseOf, isOther } from './memory.ts';
import type { Routing } from './routing.ts';

/** What a start knows. */
export interface RestoreContext {
  readonly alerts: readonly Alert[];
  readonly saved: SavedDecisions;
  readonly routing: Routing;
  readonly now: Instant;
  /** What an earlier run did not come to tell is not told before, CLOCK_MONOTONIC ms: it may be over. */
  readonly settledMs: number;
}

/** Fills the book; returns how many threads could not be read. */
export function restoreCases(
  book: CaseBook,
  { alerts, saved, routing, now, settledMs }: RestoreContext,
): number {
  const laterMs = settledMs - routing.config.waitMs;
  const open = new Map(alerts.map((alert) => [alert.number, alert]));
  let unreadable = 0;
  for (const thread of [...saved.threads].sort((a, b) => a.alert - b.alert)) {
    const alert = open.get(thread.alert);
    if (alert && isOther(thread, alert)) {
      book.strikeOut(thread.alert);
      continue;
    }
    const known = caseOf(thread, alert, now);
    if (!known) unreadable++;
    const one = known ?? (alert && assumeTold(alert, routing, now));
    if (one) {
      one.activeMs = Math.max(one.activeMs, laterMs);
      book.takeOver(one);
    } else book.strikeOut(thread.alert);
  }
  for (const alert of alerts) {
    if (book.get(alert.number)) continue;
    const one = book.add(alert, now);
    one.activeMs = Math.max(one.activeMs, laterMs);
    if (saved.through !== undefined) continue;
    // Nothing was ever decided in this data directory: what is known already is no news to anybody.
    one.told = alert.occurrences;
    book.settle(one, true);
  }
  return unreadable;
}

/**
 * A thread that cannot be read proves that its alert was announced. Whom that reached is lost: it counts as told to those
 * whom the first steps reach now, with every later step taken. Telling it again would wake people for what they know, and
 * an end that nobody hears leaves them with an outage that is over.
 */
function assumeTold(alert: Alert, routing: Routing, now: Instant): Case {
  const one = newCase(alert, now);
  one.told = alert.occurrences;
  if (alert.status !== 'active') return one;
  for (const route of routing.config.routes) {
    const [first] = route.steps;
    if (!first || !routing.covers(route, alert)) continue;
    one.routes.set(route.id, { startedMs: now.monoMs, lastMs: now.monoMs, taken: route.steps.length });
    for (const [channel, addresses] of routing.targets(first, now.at))
      for (const address of addresses) {
        const same = one.listeners.find((each) => each.channel === channel && each.address === address);
        one.listeners = [
          ...one.listeners.filter((each) => each !== same),
          {
            channel,
            address,
            routes: [...(same?.routes ?? []), route.id],
            cleared: route.cleared || same?.cleared === true,
            severity: alert.severity,
          },
        ];
      }
  }
  return one;
}

// How what a replay raised differs from what was raised at the time: alerts of the same rule about the same subject
// belong together where their times overlap.

import type { Alert } from '../../domain/alert.ts';
import type { ToldAlert } from './alert-log.ts';

/** Times that differ by less are the same: the history has one figure a round, and decisions are estimated from it. */
export const SAME_MS = 90_000;

/** What differs between an alert of the time and its counterpart. */
export type Change = 'raised' | 'ended' | 'severity' | 'told';

/** One difference. */
export type Difference =
  | { readonly kind: 'added'; readonly now: ToldAlert }
  | { readonly kind: 'missing'; readonly was: ToldAlert }
  | {
      readonly kind: 'changed';
      readonly was: ToldAlert;
      readonly now: ToldAlert;
      readonly changes: readonly Change[];
    };

/** What a comparison came to. */
export interface Comparison {
  /** Alerts that are the same in both. */
  readonly same: number;
  /** In the order of their times. */
  readonly differences: readonly Difference[];
}

/** An alert as it was recorded. The record keeps whether and when it was told first, and not what held it back. */
export function recordedAlert(alert: Alert): ToldAlert {
  const { number, rule, subject, severity, since, raisedAt, occurrences, incident } = alert;
  const until = alert.returnedAt ?? alert.closedAt;
  return {
    origin: 'record',
    number,
    rule,
    subject,
    severity,
    since,
    raisedAt,
    ...(until !== undefined && { until }),
    occurrences,
    toldAt: alert.announced ? [raisedAt] : [],
    heldBy: alert.suppressed ? [alert.suppressed.by] : [],
    incident,
  };
}

/**
 * Compares alerts of a window (epoch ms). What is open at its end has no end in either; one that stands alone within
 * {@link SAME_MS} of an edge may have its counterpart just beyond it, and is left out.
 */
export function compareAlerts(
  was: readonly ToldAlert[],
  now: readonly ToldAlert[],
  { from, to }: { readonly from: number; readonly to: number },
): Comparison {
  const differences: Difference[] = [];
  let same = 0;
  const recorded = grouped(was);
  const replayed = grouped(now);
  for (const key of new Set([...recorded.keys(), ...replayed.keys()])) {
    for (const pair of pairs(recorded.get(key) ?? [], replayed.get(key) ?? [], to)) {
      if (!pair.was || !pair.now) {
        const { raisedAt } = pair.was ?? pair.now;
        if (raisedAt < from + SAME_MS || raisedAt > to - SAME_MS) continue;
        differences.push(pair.was ? { kind: 'missing', was: pair.was } : { kind: 'added', now: pair.now });
      } else {
        const changes = changesOf(pair.was, pair.now, to);
        if (changes.length === 0) same++;
        else differences.push({ kind: 'changed', was: pair.was, now: pair.now, changes });
      }
    }
  }
  const time = (one: Difference): number => ('now' in one ? one.now : one.was).raisedAt;
  return { same, differences: differences.sort((a, b) => time(a) - time(b)) };
}

type Pair =
  | { readonly was: ToldAlert; readonly now?: ToldAlert }
  | { readonly was?: undefined; readonly now: ToldAlert };

/** Walks both rows of alerts of one rule and subject, which do not overlap among themselves. */
function pairs(was: readonly ToldAlert[], now: readonly ToldAlert[], to: number): readonly Pair[] {
  const found: Pair[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const [before, after] = [was[i], now[j]];
    if (before && after) {
      if (endOf(before, to) + SAME_MS < beginOf(after)) {
        found.push({ was: before });
        i++;
      } else if (endOf(after, to) + SAME_MS < beginOf(before)) {
        found.push({ now: after });
        j++;
      } else {
        found.push({ was: before, now: after });
        i++;
        j++;
      }
    } else if (before) {
      found.push({ was: before });
      i++;
    } else if (after) {
      found.push({ now: after });
      j++;
    } else return found;
  }
}

function changesOf(was: ToldAlert, now: ToldAlert, to: number): readonly Change[] {
  const changes: Change[] = [];
  if (Math.abs(was.raisedAt - now.raisedAt) > SAME_MS) changes.push('raised');
  if (Math.abs(endOf(was, to) - endOf(now, to)) > SAME_MS) changes.push('ended');
  if (was.severity !== now.severity) changes.push('severity');
  if ((was.toldAt.length === 0) !== (now.toldAt.length === 0)) changes.push('told');
  return changes;
}

/** Of an alert that came back, `since` is that of the last time. */
function beginOf({ since, raisedAt }: ToldAlert): number {
  return Math.min(since, raisedAt);
}

/** What ended after the window was open at its end, as far as it shows. */
function endOf(alert: ToldAlert, to: number): number {
  return Math.min(alert.until ?? to, to);
}

function grouped(alerts: readonly ToldAlert[]): ReadonlyMap<string, readonly ToldAlert[]> {
  const groups = new Map<string, ToldAlert[]>();
  for (const alert of alerts) {
    const key = `${alert.rule} ${alert.subject}`;
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.raisedAt - b.raisedAt);
  return groups;
}

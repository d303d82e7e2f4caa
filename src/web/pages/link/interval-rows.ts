// Intervals with the alerts that belong to them.

import type { Alert } from '../../../domain/alert.ts';
import type { Interval } from '../../../domain/state.ts';

/** An interval, and the alert that was raised about it. */
export interface IntervalRow {
  readonly interval: Required<Interval>;
  readonly alert?: Alert;
  /** It goes on now. */
  readonly lasts: boolean;
}

/** Which alerts tell of a state. */
const RULES: Readonly<Partial<Record<Interval['state'], Alert['rule']>>> = {
  down: 'link.down',
  unreachable: 'link.unreachable',
  degraded: 'link.degraded',
};

/**
 * Newest first. An alert belongs to the interval in which its condition began; one that goes on over several belongs to each
 * of the same state until it returned. `since`: when the link's present state began; what is unmeasured after it lies ahead.
 */
export function intervalRows(
  intervals: readonly Required<Interval>[],
  alerts: readonly Alert[],
  since: number,
): readonly IntervalRow[] {
  const past = intervals.filter(({ from, reason }) => from <= since || reason.kind !== 'unmeasured');
  return past.toReversed().map((interval) => {
    const rule = RULES[interval.state];
    const alert =
      rule &&
      alerts.find(
        (each) =>
          each.rule === rule &&
          each.since < interval.to &&
          (each.returnedAt ?? each.closedAt ?? Number.POSITIVE_INFINITY) > interval.from,
      );
    return { interval, lasts: interval.to > since, ...(alert && { alert }) };
  });
}

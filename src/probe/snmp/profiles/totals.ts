// Figures of a device made of its rows: sum, mean, largest, smallest or number. Rules of one metric that ask for the same
// total are taken together: the stations of both bands are the stations of the access point.

import type { MetricReading } from '../../../domain/metric.ts';
import type { MetricRule } from './profile.ts';

interface Tally {
  readonly rule: MetricRule;
  count: number;
  sum: number;
  most: number;
  least: number;
  total: bigint;
}

/** Totals of one poll. */
export class Totals {
  readonly #tallies = new Map<string, Tally>();

  /** Takes a row in; texts are only counted. */
  add(rule: MetricRule, value: number | bigint | string): void {
    const tally = this.empty(rule);
    tally.count++;
    if (typeof value === 'bigint') tally.total += value;
    if (typeof value !== 'number') return;
    tally.sum += value;
    tally.most = Math.max(tally.most, value);
    tally.least = Math.min(tally.least, value);
  }

  /** Makes sure that there is a total even without rows. */
  empty(rule: MetricRule): Tally {
    const kept = this.#tallies.get(rule.metric);
    if (kept) return kept;
    const tally = {
      rule,
      count: 0,
      sum: 0,
      most: Number.NEGATIVE_INFINITY,
      least: Number.POSITIVE_INFINITY,
      total: 0n,
    };
    this.#tallies.set(rule.metric, tally);
    return tally;
  }

  /** One reading for each metric that has a total. */
  all(): readonly MetricReading[] {
    return [...this.#tallies.values()].flatMap((tally) => {
      const found = totalOf(tally);
      return found ? [found] : [];
    });
  }
}

function totalOf(tally: Tally): MetricReading | undefined {
  const { metric, unit, as, total } = tally.rule;
  if (total === 'count') return { metric, kind: 'gauge', unit: '1', value: tally.count };
  if (unit === 'text' || total === undefined) return undefined;
  // One row's wrap or absence lowers the sum; 64 bits say that a lower total is a reset, never a wrap.
  if (as === 'counter')
    return total === 'sum' ? { metric, kind: 'counter', unit, total: tally.total, bits: 64 } : undefined;
  const value = gauge(tally, total);
  return value === undefined ? undefined : { metric, kind: 'gauge', unit, value };
}

function gauge(
  { count, sum, most, least }: Tally,
  total: 'sum' | 'mean' | 'max' | 'min',
): number | undefined {
  if (count === 0) return total === 'sum' ? 0 : undefined;
  switch (total) {
    case 'sum':
      return sum;
    case 'mean':
      return sum / count;
    case 'max':
      return most;
    case 'min':
      return least;
  }
}

// Buckets as the columns of a chart. Where buckets are missing a gap stays: nobody measured there.

/** Times in epoch ms, then one column per figure; null where nothing was measured, undefined where another series has a time. */
export type Columns = readonly [readonly number[], ...(readonly (number | null | undefined)[])[]];

/** A bucket with its end. */
export interface Bucket {
  /** End of the bucket, epoch ms. */
  readonly at: number;
}

/** Buckets whose distance is more than this many steps have a gap between them. */
const GAP_STEPS = 1.5;

/**
 * Makes columns. A bucket stands at its middle; a missing stretch gets one empty place, which breaks the line. `everyMs`: how
 * often there is something to keep, where that is seldomer than a bucket; buckets between are no gap.
 */
export function columnsOf<Each extends Bucket>(
  buckets: readonly Each[],
  stepMs: number,
  picks: readonly ((bucket: Each) => number | undefined)[],
  everyMs = stepMs,
): Columns {
  const gapMs = GAP_STEPS * Math.max(stepMs, everyMs);
  const times: number[] = [];
  const values: (number | null)[][] = picks.map(() => []);
  let before: number | undefined;
  for (const bucket of buckets) {
    if (before !== undefined && bucket.at - before > gapMs) {
      times.push(before + stepMs / 2);
      for (const column of values) column.push(null);
    }
    times.push(bucket.at - stepMs / 2);
    for (const [index, pick] of picks.entries()) values[index]?.push(finite(pick(bucket)));
    before = bucket.at;
  }
  return [times, ...values];
}

/** Several series with times of their own under one row of times. */
export function joined(all: readonly Columns[]): Columns {
  const times = [...new Set(all.flatMap(([each]) => each))].sort((a, b) => a - b);
  const place = new Map(times.map((time, index) => [time, index]));
  const columns = all.flatMap(([own, ...values]) =>
    values.map((column) => {
      const wide = Array.from<number | null | undefined>({ length: times.length });
      for (const [index, time] of own.entries()) wide[place.get(time) ?? 0] = column[index] ?? null;
      return wide;
    }),
  );
  return [times, ...columns];
}

/** The bucket a moment lies in; undefined in a gap. */
export function bucketAt<Each extends Bucket>(
  buckets: readonly Each[],
  stepMs: number,
  at: number,
): Each | undefined {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const found = buckets[low];
  return found && found.at - stepMs < at ? found : undefined;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Places of values with nothing to draw a line to on either side; undefined is passed over. */
export function lonely(values: Iterable<number | null | undefined>): readonly number[] {
  const found: number[] = [];
  let before: number | null = null;
  let held: number | undefined;
  let index = -1;
  for (const value of values) {
    index++;
    if (value === undefined) continue;
    if (value === null && held !== undefined) found.push(held);
    held = value !== null && before === null ? index : undefined;
    before = value;
  }
  if (held !== undefined) found.push(held);
  return found;
}

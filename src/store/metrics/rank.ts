// The value of a rank among many, without sorting them all.

/** A narrowing that has gone on for so many rounds met an order made against it: what is left is sorted. */
const MOST_ROUNDS = 64;

/** Rank of the 95th percentile of n values, ⌊0.95 n + 0.5⌋, counted from 1, as InfluxQL's percentile(field, 95) has it. */
export function rankOfP95(n: number): number {
  return Math.floor(n * 0.95 + 0.5);
}

/**
 * The value of `rank`, counted from 1 and least first, among the first `count` values, whose order changes; none is NaN.
 * Undefined where there is no such rank. Hoare's selection: linear in the mean, and n log n at worst.
 */
export function valueOfRank(values: Float64Array, count: number, rank: number): number | undefined {
  if (!(rank >= 1 && rank <= count)) return undefined;
  const at = rank - 1;
  let [low, high] = [0, count - 1];
  for (let round = 0; low < high; round++) {
    if (round === MOST_ROUNDS) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const [before, after] = partition(values, low, high);
    if (at <= before) high = before;
    else if (at >= after) low = after;
    else break;
  }
  return values[at];
}

/** Puts what is not above a middle value at [low, first] and what is not below it at [second, high]. */
function partition(values: Float64Array, low: number, high: number): readonly [number, number] {
  const pivot = middleOf(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
  let [left, right] = [low, high];
  while (left <= right) {
    while ((values[left] ?? pivot) < pivot) left++;
    while ((values[right] ?? pivot) > pivot) right--;
    if (left > right) break;
    const moved = values[left] ?? pivot;
    values[left] = values[right] ?? pivot;
    values[right] = moved;
    left++;
    right--;
  }
  return [right, left];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

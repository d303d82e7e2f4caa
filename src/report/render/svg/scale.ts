// Axes: which numbers and moments stand at them, and where. Pure.

import type { Formats } from '../format.ts';
import { offsetMs } from '../local.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const TIME_STEPS_MS = [
  60_000,
  300_000,
  900_000,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  5 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  91 * DAY_MS,
  365 * DAY_MS,
];

/** An axis of numbers: from its first tick's value or `min` to `max`, with ticks at round numbers. */
export interface NumberScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Decimals that tell the ticks apart. */
  readonly decimals: number;
}

/**
 * A scale that holds all of `values`, at least from `min` to `max` where given, with about `wanted` steps of 1, 2 or 5 times a power of
 * ten. Values that are not finite are ignored; without any the scale runs from 0 to 1.
 */
export function numberScale(
  values: readonly number[],
  { min, max, wanted = 5 }: { readonly min?: number; readonly max?: number; readonly wanted?: number } = {},
): NumberScale {
  let low = min === undefined ? Number.POSITIVE_INFINITY : within(min);
  let high = max === undefined ? Number.NEGATIVE_INFINITY : within(max);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, within(value));
    high = Math.max(high, within(value));
  }
  if (!(low <= high)) return { min: 0, max: 1, ticks: [0, 1], decimals: 0 };
  if (low === high) high = low + (Math.abs(low) > 1 ? Math.abs(low) * 0.1 : 1);
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last =
    max !== undefined && high === max ? Math.floor(high / step + 1e-9) : Math.ceil(high / step - 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: number[] = [];
  // A step too fine for the numbers' own precision would never end.
  for (let index = first; index <= last && ticks.length <= wanted * 4; index++)
    ticks.push(Number((index * step).toPrecision(12)));
  const from = Math.min(low, ticks[0] ?? low);
  return {
    min: min !== undefined && low === min ? min : from,
    max: Math.max(high, ticks.at(-1) ?? high),
    ticks,
    decimals: Math.min(decimals, 6),
  };
}

/** Nothing that is measured is larger; beyond, differences could not be told. */
const MOST = 1e15;

/** A value as axes and stacks take it: none where it is not finite. */
export function within(value: number): number {
  return Number.isFinite(value) ? Math.min(MOST, Math.max(-MOST, value)) : 0;
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-12)));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

/** Where a value lies between two ends of paper; kept within them. */
export function place(value: number, from: readonly [number, number], to: readonly [number, number]): number {
  const share = from[1] === from[0] ? 0 : (value - from[0]) / (from[1] - from[0]);
  return to[0] + Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * (to[1] - to[0]);
}

/** Longer axes have ticks where months begin; beyond the second bound at round days again, for nobody counts months there. */
const MONTHS_FROM_MS = 100 * DAY_MS;
const MONTHS_TO_MS = 7_500 * DAY_MS;

function monthTicks(
  from: number,
  to: number,
  { formats, most }: { readonly formats: Formats; readonly most: number },
): readonly { readonly at: number; readonly text: string }[] {
  const ahead = offsetMs(from, formats.local);
  const begins: number[] = [];
  for (let at = Math.ceil((from + ahead) / DAY_MS) * DAY_MS - ahead; at <= to; at += DAY_MS)
    if (formats.local(at).day === 1) begins.push(at);
  const step = Math.ceil(begins.length / most);
  return begins.filter((_, nth) => nth % step === 0).map((at) => ({ at, text: formats.tick(at, false) }));
}

/** Moments at an axis of time, at round hours or days of the local calendar, at most `most` of them. */
export function timeTicks(
  from: number,
  to: number,
  { formats, most }: { readonly formats: Formats; readonly most: number },
): readonly { readonly at: number; readonly text: string }[] {
  if (!(to > from)) return [{ at: from, text: formats.tick(from, true) }];
  if (to - from > MONTHS_FROM_MS && to - from < MONTHS_TO_MS) return monthTicks(from, to, { formats, most });
  const stepMs =
    TIME_STEPS_MS.find((step) => (to - from) / step <= most) ??
    Math.ceil((to - from) / most / DAY_MS) * DAY_MS;
  const ahead = offsetMs(from, formats.local);
  const ticks: { at: number; text: string }[] = [];
  for (
    let at = Math.ceil((from + ahead) / stepMs) * stepMs - ahead;
    at <= to && ticks.length <= most;
    at += stepMs
  )
    ticks.push({ at, text: formats.tick(at, stepMs < DAY_MS && (at + ahead) % DAY_MS !== 0) });
  return ticks;
}

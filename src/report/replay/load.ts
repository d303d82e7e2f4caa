// How many alarms an operator gets, against EEMUA 191 ("Alarm systems: a guide to design, management and procurement",
// 3rd edition, section on performance): about six an hour on average can be managed, and ten in ten minutes after an upset.

import type { Zone } from '../../domain/local-time.ts';

/** Alarms an hour that one operator can manage on average (EEMUA 191). */
export const MANAGEABLE_PER_HOUR = 6;
/** Alarms within ten minutes beyond which one operator is flooded (EEMUA 191). */
export const FLOOD_PER_TEN_MINUTES = 10;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;

/** The window, and who watched it. */
export interface LoadBasis {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** How long jalur could tell anything within the window, ms: only then could there be alarms. */
  readonly watchedMs: number;
  /** Operators on duty at the same time, from 1. */
  readonly operators: number;
  readonly zone: Zone;
}

/** Alarms of one operator. */
export interface AlarmLoad {
  /** Of all operators together. */
  readonly alarms: number;
  /** On average per hour in which jalur could see; undefined when it never could. */
  readonly perHour?: number;
  /** The clock hour (of the province's time zone) with most of them; absent without any alarm. `from` in epoch ms. */
  readonly worstHour?: { readonly from: number; readonly perOperator: number };
  /** Clock hours of the window, those cut by its ends included. */
  readonly hours: number;
  /** Those with more than {@link MANAGEABLE_PER_HOUR}. */
  readonly hoursAbove: number;
  /** The ten minutes with most of them; absent without any alarm. `from` in epoch ms. */
  readonly peak?: { readonly from: number; readonly perOperator: number };
}

/** The load of alarms told at these moments (epoch ms, in any order). */
export function alarmLoad(toldAt: readonly number[], basis: LoadBasis): AlarmLoad {
  const { from, to, watchedMs, operators } = basis;
  const times = toldAt.filter((at) => at >= from && at < to).toSorted((a, b) => a - b);
  const firstHour = hourOf(from, basis.zone);
  const perHour = new Map<number, number>();
  for (const at of times) {
    const hour = firstHour + Math.floor((at - firstHour) / HOUR_MS) * HOUR_MS;
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
  }
  const worst = most([...perHour]);
  const peak = most(times.map((at, index) => [at, countUntil(times, index, at + TEN_MINUTES_MS)]));
  return {
    alarms: times.length,
    ...(watchedMs > 0 && { perHour: times.length / ((watchedMs / HOUR_MS) * operators) }),
    ...(worst && { worstHour: { from: worst[0], perOperator: worst[1] / operators } }),
    hours: Math.ceil((to - firstHour) / HOUR_MS),
    hoursAbove: [...perHour.values()].filter((count) => count / operators > MANAGEABLE_PER_HOUR).length,
    ...(peak && { peak: { from: peak[0], perOperator: peak[1] / operators } }),
  };
}

/** Start of the clock hour that holds a moment. */
function hourOf(at: number, zone: Zone): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return minute - (zone.at(at).minute % 60) * MINUTE_MS;
}

/** How many of sorted times lie before `end`, counted from an index on. */
function countUntil(times: readonly number[], index: number, end: number): number {
  let low = index;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? end) < end) low = middle + 1;
    else high = middle;
  }
  return low - index;
}

/** The first of those with the largest count. */
function most(
  counts: readonly (readonly [at: number, count: number])[],
): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const one of counts) if (!best || one[1] > best[1]) best = one;
  return best;
}

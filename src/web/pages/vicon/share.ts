// Shares of time as figures: never better than they were. Pure.

import { VICON_LEVELS, type ViconLevel } from '../../../domain/vicon.ts';
import type { LevelMs } from '../../../domain/vicon-event.ts';

/** All of a time, ms. */
export function totalMs(ms: LevelMs): number {
  return VICON_LEVELS.reduce((sum, level) => sum + ms[level], 0);
}

/** Percent of the known time that was ready, cut off to a whole number: 100 is all of it. Undefined where nothing is known. */
export function readyPct(ms: LevelMs): number | undefined {
  const knownMs = totalMs(ms) - ms.unknown;
  return knownMs > 0 ? Math.floor((ms.ready / knownMs) * 100) : undefined;
}

/** A share of a time that has one, as percent: of what is there, never 0. */
export interface LevelShare {
  readonly level: ViconLevel;
  readonly pct: number;
}

/** Shares of the levels that took any time, best first; percent with one decimal. */
export function sharesOf(ms: LevelMs): readonly LevelShare[] {
  const all = totalMs(ms);
  return VICON_LEVELS.filter((level) => ms[level] > 0).map((level) => {
    const pct = (ms[level] / all) * 100;
    return { level, pct: level === 'ready' ? Math.floor(pct * 10) / 10 : Math.ceil(pct * 10) / 10 };
  });
}

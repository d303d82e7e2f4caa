// A state strip as shapes, and its availability. Heights say what colours say: the graver, the taller.

import type { LinkState } from '../../../domain/state.ts';
import { GRAVITY, type StripRun } from '../../../domain/state-strip.ts';

/** Share of the strip's height. */
const TALL: Readonly<Record<LinkState, number>> = {
  down: 1,
  unreachable: 0.82,
  degraded: 0.62,
  up: 0.36,
  unknown: 0.16,
};

/** One path for each state, in a box of so many units; the gravest drawn last, at least a unit wide. */
export function stripShapes(
  runs: readonly StripRun[],
  { from, to }: { readonly from: number; readonly to: number },
  { width, height }: { readonly width: number; readonly height: number },
): readonly (readonly [LinkState, string])[] {
  const paths = new Map<LinkState, string>();
  const xOf = (at: number): number => (width * (at - from)) / (to - from);
  for (const run of runs) {
    const left = xOf(run.from);
    const wide = Math.max(run.state === 'up' || run.state === 'unknown' ? 0 : 1, xOf(run.to) - left);
    const tall = height * TALL[run.state];
    paths.set(
      run.state,
      `${paths.get(run.state) ?? ''}M${short(left)} ${height}v-${short(tall)}h${short(wide)}v${short(tall)}z`,
    );
  }
  return [...GRAVITY].reverse().flatMap((state) => {
    const path = paths.get(state);
    return path === undefined ? [] : [[state, path] as const];
  });
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The run at a moment; the nearest one outside of the strip. */
export function runAt(runs: readonly StripRun[], at: number): number {
  const index = runs.findIndex(({ to }) => at < to);
  return index < 0 ? runs.length - 1 : index;
}

/** Availability and coverage as the API counts them: (up + degraded) / all that is known; undefined when nothing is. */
export function shares(ms: Readonly<Record<LinkState, number>>): {
  readonly availabilityPct?: number;
  readonly coveragePct: number;
} {
  const known = ms.up + ms.degraded + ms.down + ms.unreachable;
  const all = known + ms.unknown;
  return {
    ...(known > 0 && { availabilityPct: cutPct(ms.up + ms.degraded, known) }),
    // A minute of a year is not nothing.
    coveragePct: all > 0 ? cutPct(known, all) || (100 * known) / all : 0,
  };
}

/** Cut off after four decimals, never rounded up: 99.99999 % is not 100 %. */
function cutPct(part: number, whole: number): number {
  return Number((BigInt(Math.round(part)) * 1_000_000n) / BigInt(Math.round(whole))) / 10_000;
}

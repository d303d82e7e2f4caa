// How a bar of villages is divided, and where the points of the curve lie. Pure.

import type { CurvePoint, RolloutFigures } from '../../../domain/rollout.ts';

/** One part of a bar, in percent of its whole length. */
export interface BarPart {
  readonly kind: 'connected' | 'unproved' | 'building';
  readonly pct: number;
}

/** A bar: its parts from the left, and where the target stands. */
export interface Bar {
  readonly parts: readonly BarPart[];
  /** Percent; absent without a target. */
  readonly targetPct?: number;
}

/**
 * The whole length is the greater of target and villages, so that what is reached beyond the target shows. A village counts
 * once: what is connected while it is still planned or built is in the first part alone.
 */
export function barOf(
  figures: Pick<
    RolloutFigures,
    'target' | 'villages' | 'connected' | 'activeSilent' | 'activeUnseen' | 'building' | 'undeclared'
  >,
): Bar {
  const { target, villages, connected, activeSilent, activeUnseen } = figures;
  const whole = Math.max(target ?? 0, villages);
  if (whole === 0) return { parts: [] };
  const building = Math.max(0, figures.building - figures.undeclared);
  const part = (kind: BarPart['kind'], count: number): BarPart[] =>
    count > 0 ? [{ kind, pct: (count / whole) * 100 }] : [];
  return {
    parts: [
      ...part('connected', connected),
      ...part('unproved', activeSilent + activeUnseen),
      ...part('building', building),
    ],
    ...(target !== undefined && { targetPct: (target / whole) * 100 }),
  };
}

/** Share of the target that is reached, percent, rounded down: 99.6 is not reached. Absent without a target above 0. */
export function reachedPct({
  target,
  towardsTarget,
}: Pick<RolloutFigures, 'target' | 'towardsTarget'>): number | undefined {
  if (target === undefined || target === 0 || towardsTarget === undefined) return undefined;
  return Math.floor((towardsTarget / target) * 100);
}

/** A point of a drawn line. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly year: number;
}

/** The lines of the curve within a box; without targets the line of targets is empty. */
export function plotOf(
  curve: readonly CurvePoint[],
  box: { readonly width: number; readonly height: number },
): { readonly target: readonly PlotPoint[]; readonly connected: readonly PlotPoint[] } {
  const most = Math.max(1, ...curve.flatMap(({ target = 0, connected }) => [target, connected]));
  const step = curve.length > 1 ? box.width / (curve.length - 1) : 0;
  const points = (of: (point: CurvePoint) => number | undefined) =>
    curve.flatMap((point, index) => {
      const value = of(point);
      return value === undefined
        ? []
        : [{ x: index * step, y: box.height * (1 - value / most), value, year: point.year }];
    });
  return { target: points(({ target }) => target), connected: points(({ connected }) => connected) };
}

// What is to be reached, of a year, a programme, a regency, or what of them is asked for.

import type { RolloutTarget } from './rollout-plan.ts';

/** Targets asked for: those of a year, a programme, a regency; what is absent is all of them. */
export interface TargetQuery {
  readonly year?: number;
  readonly programme?: string;
  readonly regency?: string;
}

/** A target as far as sums need it. */
export type TargetLike = Omit<RolloutTarget, 'regency' | 'programme'> & {
  readonly programme?: string | undefined;
  readonly regency?: string | undefined;
};

/**
 * Villages that are to be connected, or undefined where nobody set a target. Each year counts as it is given for exactly
 * what is asked; where it is not, its programmes and its regencies are two ways to divide the same villages, of which the
 * one that says more counts: they are never added to one another.
 */
export function targetOf(
  targets: readonly TargetLike[],
  { year, programme, regency }: TargetQuery,
): number | undefined {
  const years = year === undefined ? [...new Set(targets.map((target) => target.year))] : [year];
  return sum(
    years.map((each) =>
      ofYear(
        targets.filter((target) => target.year === each),
        { programme, regency },
      ),
    ),
  );
}

interface Asked {
  readonly programme: string | undefined;
  readonly regency: string | undefined;
}

function ofYear(targets: readonly TargetLike[], { programme, regency }: Asked): number | undefined {
  const given = targets.find((target) => target.programme === programme && target.regency === regency);
  if (given) return given.villages;
  const byProgramme =
    programme === undefined
      ? named(targets, 'programme').map((each) => ofYear(targets, { programme: each, regency }))
      : [];
  const byRegency =
    regency === undefined
      ? named(targets, 'regency').map((each) => ofYear(targets, { programme, regency: each }))
      : [];
  const sums = [sum(byProgramme), sum(byRegency)].filter((each) => each !== undefined);
  return sums.length === 0 ? undefined : Math.max(...sums);
}

function named(targets: readonly TargetLike[], key: 'programme' | 'regency'): readonly string[] {
  return [...new Set(targets.flatMap((target) => target[key] ?? []))];
}

function sum(parts: readonly (number | undefined)[]): number | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, part) => total + part, 0);
}

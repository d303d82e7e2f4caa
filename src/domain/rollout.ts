// The roll-out in figures: villages, not links, by year, programme and regency, against what is to be reached. What the
// office declares and what was measured are counted apart, for an auditor looks at the difference.

import type { SiteId } from './ids.ts';
import type { RolloutTarget } from './rollout-plan.ts';
import { type TargetQuery, targetOf } from './rollout-target.ts';
import type { VillageStatus } from './rollout-village.ts';

/** How many villages are in which condition. */
export interface RolloutFigures {
  /** All of them: planned, building, active and ended. */
  readonly villages: number;
  /** To be connected; absent where nobody set a target. */
  readonly target?: number;
  /** Connected ones planned for years that have a target: what is measured against it. Absent without one. */
  readonly towardsTarget?: number;
  readonly planned: number;
  readonly building: number;
  readonly active: number;
  readonly ended: number;
  /** Measured as connected, whatever the office says of them. */
  readonly connected: number;
  /** Declared active and watched for long enough, but silent. */
  readonly activeSilent: number;
  /** Declared active, but not watched for long enough to say. */
  readonly activeUnseen: number;
  /** Measured as connected, but not declared active yet. */
  readonly undeclared: number;
}

/** The figures of one year, programme or regency; `key` is absent for villages that have none. */
export interface RolloutRow<Key> extends RolloutFigures {
  readonly key?: Key;
}

/** What was to be reached, and was reached, by the end of a year: sums of it and all years before. */
export interface CurvePoint {
  readonly year: number;
  /** Absent before the first year with a target. */
  readonly target?: number;
  readonly villages: number;
  readonly active: number;
  readonly connected: number;
}

/** The whole board. */
export interface Rollout {
  readonly total: RolloutFigures;
  /** Ascending; villages without a year last. */
  readonly byYear: readonly RolloutRow<number>[];
  /** By name; villages without a programme last. */
  readonly byProgramme: readonly RolloutRow<string>[];
  /** In the configuration's order; villages without a regency last. */
  readonly byRegency: readonly RolloutRow<SiteId>[];
  /** By the year villages are planned for; those without one are in no point of it. */
  readonly curve: readonly CurvePoint[];
}

/** What is counted, and against what. */
export interface RolloutSource {
  /** Each village once. */
  readonly villages: readonly VillageStatus[];
  readonly targets: readonly RolloutTarget[];
  /** All regencies that rows may be about, in their order. */
  readonly regencies: readonly SiteId[];
}

/** Sums up; with a query only what belongs to it, villages and targets alike. */
export function rolloutOf(source: RolloutSource, query: TargetQuery = {}): Rollout {
  const { targets, regencies } = source;
  const villages = source.villages.filter((village) => matches(village, query));
  const figures = (of: readonly VillageStatus[], narrower: TargetQuery): RolloutFigures => {
    const asked = { ...query, ...narrower };
    const target = targetOf(targets, asked);
    if (target === undefined) return figuresOf(of);
    const years = new Set(of.flatMap(({ year }) => year ?? []));
    const aimed = [...years].filter((year) => targetOf(targets, { ...asked, year }) !== undefined);
    return figuresOf(of, { villages: target, years: aimed });
  };
  const asked = targets.filter((target) => reaches(target, query));
  const rows = <Key extends keyof TargetQuery>(key: Key, inOrder: Compare<NonNullable<TargetQuery[Key]>>) => {
    type Value = NonNullable<TargetQuery[Key]>;
    const keys = new Set([...villages, ...asked].flatMap((each) => (each[key] ?? []) as Value | []));
    const named = [...keys].sort(inOrder).map((value) => ({
      key: value,
      ...figures(
        villages.filter((village) => village[key] === value),
        { [key]: value },
      ),
    }));
    const nameless = villages.filter((village) => village[key] === undefined);
    return nameless.length === 0 ? named : [...named, figuresOf(nameless)];
  };
  const order: readonly string[] = regencies;
  const place = (id: string) => order.indexOf(id);
  const byYear: readonly RolloutRow<number>[] = rows('year', (a, b) => a - b);
  return {
    total: figures(villages, {}),
    byYear,
    byProgramme: rows('programme', (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    byRegency: rows('regency', (a, b) => place(a) - place(b)) as readonly RolloutRow<SiteId>[],
    curve: curveOf(byYear),
  };
}

type Compare<Value> = (a: Value, b: Value) => number;

function matches(village: VillageStatus, { year, programme, regency }: TargetQuery): boolean {
  return (
    (year === undefined || village.year === year) &&
    (programme === undefined || village.programme === programme) &&
    (regency === undefined || village.regency === regency)
  );
}

/** Whether a target is about something that is asked for: a broader one is not divided. */
function reaches(target: RolloutTarget, { year, programme, regency }: TargetQuery): boolean {
  return (
    (year === undefined || target.year === year) &&
    (programme === undefined || target.programme === programme) &&
    (regency === undefined || target.regency === regency)
  );
}

function figuresOf(
  villages: readonly VillageStatus[],
  target?: { readonly villages: number; readonly years: readonly number[] },
): RolloutFigures {
  const count = (holds: (village: VillageStatus) => boolean) => villages.filter(holds).length;
  const active = (village: VillageStatus) => village.declared === 'active';
  return {
    villages: villages.length,
    ...(target && {
      target: target.villages,
      towardsTarget: count(
        ({ measured, year }) => measured === 'connected' && year !== undefined && target.years.includes(year),
      ),
    }),
    planned: count(({ declared }) => declared === 'planned'),
    building: count(({ declared }) => declared === 'building'),
    active: count(active),
    ended: count(({ declared }) => declared === 'ended'),
    connected: count(({ measured }) => measured === 'connected'),
    activeSilent: count((village) => active(village) && village.measured === 'silent'),
    activeUnseen: count((village) => active(village) && village.measured === 'unseen'),
    undeclared: count((village) => !active(village) && village.measured === 'connected'),
  };
}

function curveOf(byYear: readonly RolloutRow<number>[]): readonly CurvePoint[] {
  const points: CurvePoint[] = [];
  for (const { key, target, villages, active, connected } of byYear) {
    if (key === undefined) continue;
    const before = points.at(-1);
    const reached = target ?? before?.target;
    points.push({
      year: key,
      ...(reached !== undefined && {
        target: (target ?? 0) + (before?.target ?? 0),
      }),
      villages: villages + (before?.villages ?? 0),
      active: active + (before?.active ?? 0),
      connected: connected + (before?.connected ?? 0),
    });
  }
  return points;
}

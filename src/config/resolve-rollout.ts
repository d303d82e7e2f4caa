// From the roll-out as written to settings, and what cannot be meant: a target twice, a regency there is not, a building
// site where the link is in service.

import { siteId } from '../domain/ids.ts';
import type { RolloutPlan, RolloutSettings, RolloutTarget } from '../domain/rollout-plan.ts';
import { targetOf } from '../domain/rollout-target.ts';
import { ACCEPTANCE_DEFAULTS, CONNECTED_DEFAULTS } from './defaults.ts';
import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';
import type { RolloutEntry, TargetEntry } from './schema-rollout.ts';
import { didYouMean } from './suggest.ts';
import { type Tell, tellOf } from './tell.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';

/** The part of a link or site that says where it stands in the roll-out. */
export function planOf({
  programme,
  year,
  building,
}: { readonly [Key in keyof RolloutPlan]?: RolloutPlan[Key] | undefined }): RolloutPlan {
  return {
    ...(programme !== undefined && { programme }),
    ...(year !== undefined && { year }),
    ...(building !== undefined && { building }),
  };
}

/** The section with its defaults; references have been checked. */
export function resolveRollout(entry: RolloutEntry | undefined): RolloutSettings {
  const { connected, acceptance } = entry ?? {};
  return {
    targets: (entry?.targets ?? []).map(resolveTarget),
    connected: {
      withinMs: connected?.within ?? CONNECTED_DEFAULTS.withinMs,
      atLeastMs: connected?.atLeast ?? CONNECTED_DEFAULTS.atLeastMs,
    },
    acceptance: {
      lengthMs: acceptance?.length ?? ACCEPTANCE_DEFAULTS.lengthMs,
      silentMs: acceptance?.silent ?? ACCEPTANCE_DEFAULTS.silentMs,
      availabilityPct: acceptance?.availability ?? ACCEPTANCE_DEFAULTS.availabilityPct,
      coveragePct: acceptance?.coverage ?? ACCEPTANCE_DEFAULTS.coveragePct,
    },
  };
}

function resolveTarget({ year, villages, programme, regency }: TargetEntry): RolloutTarget {
  return {
    year,
    villages,
    ...(programme !== undefined && { programme }),
    ...(regency !== undefined && { regency: siteId(regency) }),
  };
}

/** Tells what is wrong with the roll-out; `nowMs` tells which days are not yet. */
export function checkRollout(raw: RawConfig, valid: Validated, nowMs: number): void {
  const tell = tellOf(raw);
  const today = new Date(nowMs).toISOString().slice(0, 10);
  for (const { index, value } of valid.lists.links)
    checkBuilding(['links', index, 'building'], { ...value, stage: value.stage ?? 'active' }, today, tell);
  const linked = new Set(valid.lists.links.map(({ value }) => value.to));
  for (const { index, value } of valid.lists.sites) {
    if (value.building !== undefined && linked.has(value.id))
      tell.add(
        ['sites', index, 'building'],
        `a link leads to "${value.id}" already, wanted building with that link`,
      );
    else checkBuilding(['sites', index, 'building'], { ...value, stage: 'planned' }, today, tell);
  }
  const { rollout } = valid.sections;
  checkTargets(rollout?.targets ?? [], valid, tell);
  const { withinMs, atLeastMs } = resolveRollout(rollout).connected;
  if (atLeastMs > withinMs)
    tell.add(
      ['rollout', 'connected'],
      `no link works for ${formatDuration(atLeastMs)} within ${formatDuration(withinMs)}; wanted atLeast not above within`,
    );
}

function checkBuilding(
  path: Path,
  { building, stage }: { readonly building?: string | undefined; readonly stage: string },
  today: string,
  tell: Tell,
): void {
  if (building === undefined) return;
  if (stage !== 'planned')
    tell.add(path, `the link is ${stage}, wanted building with the stage planned only; is it still planned?`);
  else if (building > today) tell.warn(path, `construction began on ${building}, which is not yet`);
}

function checkTargets(entries: readonly TargetEntry[], valid: Validated, tell: Tell): void {
  const regencies = valid.lists.sites.filter(({ value }) => value.kind === 'regency');
  const ids = regencies.map(({ value }) => value.id);
  const programmes = new Set(
    [...valid.lists.links, ...valid.lists.sites].flatMap(({ value }) => value.programme ?? []),
  );
  const targets = entries.map((entry) => ({ ...entry, key: keyOf(entry) }));
  targets.forEach(({ year, villages, programme, regency, key }, index) => {
    const path: Path = ['rollout', 'targets', index];
    if (targets.findIndex((other) => other.key === key) !== index)
      tell.add(path, `there is a target of ${year} for the same villages already`);
    if (regency !== undefined && !ids.includes(regency))
      tell.add([...path, 'regency'], `there is no regency "${regency}"${didYouMean(regency, ids)}`);
    const like =
      programme === undefined || programmes.has(programme) ? '' : didYouMean(programme, programmes);
    if (like !== '')
      tell.warn([...path, 'programme'], `no village belongs to the programme "${programme}"${like}`);
    if (programme !== undefined || regency !== undefined) return;
    const parts = targetOf(
      entries.filter((other) => other.programme !== undefined || other.regency !== undefined),
      { year },
    );
    if (parts !== undefined && parts > villages)
      tell.warn(
        [...path, 'villages'],
        `the target of ${year} is ${villages}, but its programmes or regencies sum up to ${parts}`,
      );
  });
}

function keyOf({ year, programme, regency }: TargetEntry): string {
  return JSON.stringify([year, programme ?? null, regency ?? null]);
}

// The roll-out board at work: what every village's links did in the past days, worked out for all of the province at once and
// kept for half a minute; what somebody asks for, or may see, is a part of that.

import { setImmediate } from 'node:timers/promises';
import type { RolloutPort } from '../api/rollout-port.ts';
import type { Config } from '../config/config.ts';
import type { AcceptanceMark } from '../domain/acceptance-view.ts';
import type { Scope } from '../domain/access.ts';
import type { LinkId } from '../domain/ids.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { Network } from '../domain/network.ts';
import { rolloutOf } from '../domain/rollout.ts';
import type { ConnectedRule } from '../domain/rollout-plan.ts';
import type { TargetQuery } from '../domain/rollout-target.ts';
import type { RolloutBoard, VillageView } from '../domain/rollout-view.ts';
import {
  measuredOf,
  seenWithin,
  type Village,
  type VillageStatus,
  villagesOf,
} from '../domain/rollout-village.ts';
import { LINK_STATES, type LinkState } from '../domain/state.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EngineState } from '../engine/state.ts';
import type { StateStore } from '../store/state/port.ts';
import { intervalsOf } from './acceptance-measure.ts';

/** What was worked out holds for so long: a day more or less does not change within it. */
const FRESH_MS = 30_000;
/** Villages whose intervals are read before others get their turn: about 5 ms. */
const VILLAGES_AT_ONCE = 50;

/** What the board is wired to. */
export interface RolloutDeps {
  readonly plan: { readonly config: Pick<Config, 'rollout'> };
  readonly store: Pick<StateStore, 'intervals'>;
  readonly loop: Pick<EngineLoop, 'now'> & { readonly state: Pick<EngineState, 'links' | 'config'> };
  /** The newest acceptance record of a link. */
  readonly latest: (link: LinkId) => AcceptanceMark | undefined;
}

/** What was worked out, when, and by which plan. */
interface Measured {
  readonly at: number;
  readonly monoMs: number;
  readonly network: Network;
  readonly rule: ConnectedRule;
  readonly villages: readonly VillageStatus[];
}

/** Opens the board. */
export function openRollout(deps: RolloutDeps): RolloutPort {
  let kept: Measured | undefined;
  let underWay: Promise<Measured> | undefined;

  async function measured(): Promise<Measured> {
    const { loop, plan } = deps;
    const { network } = loop.state.config;
    const rule = plan.config.rollout.connected;
    const isOf = (found: Measured) => found.network === network && found.rule === rule;
    if (kept && isOf(kept) && loop.now().monoMs - kept.monoMs < FRESH_MS) return kept;
    underWay ??= measure(deps, network, rule).finally(() => {
      underWay = undefined;
    });
    kept = await underWay;
    // A plan that came in between is not what was asked about.
    return isOf(kept) ? kept : measured();
  }

  return {
    board: async (query, scope) => boardOf(deps, await measured(), { query, scope }),
  };
}

async function measure(deps: RolloutDeps, network: Network, rule: ConnectedRule): Promise<Measured> {
  const { loop } = deps;
  const { at, monoMs } = loop.now();
  const { year, month, day } = zoneOf(network.province.timezone).at(at);
  const today = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const window = { from: at - rule.withinMs, to: at };
  const villages: VillageStatus[] = [];
  for (const village of villagesOf(network, today)) {
    const spans = village.probed.flatMap((link) =>
      intervalsOf({ store: deps.store, state: loop.state }, link, window),
    );
    const seen = seenWithin(spans, window.from, window.to);
    villages.push({ ...village, ...seen, measured: measuredOf(seen, rule) });
    if (villages.length % VILLAGES_AT_ONCE === 0) await setImmediate();
  }
  return { at, monoMs, network, rule, villages };
}

function boardOf(
  deps: RolloutDeps,
  { at, network, rule, villages }: Measured,
  { query, scope }: { readonly query: TargetQuery; readonly scope: Scope },
): RolloutBoard {
  const seen = villages.filter((village) => isSeen(village, scope, network));
  // What a scope narrows, nobody widens.
  const narrowed = scope.kind === 'regency' ? { ...query, regency: scope.regency } : query;
  const isForeign = query.regency !== undefined && narrowed.regency !== query.regency;
  const targetsShown = scope.kind !== 'provider';
  const regencies = [...network.sites.values()].filter(
    ({ id, kind }) => kind === 'regency' && (scope.kind !== 'regency' || id === scope.regency),
  );
  const targets = targetsShown ? deps.plan.config.rollout.targets : [];
  const listed = isForeign ? [] : seen.filter((village) => isAsked(village, narrowed));
  const rollout = rolloutOf(
    { villages: listed, targets: isForeign ? [] : targets, regencies: regencies.map(({ id }) => id) },
    narrowed,
  );
  const here = targets.filter(
    ({ regency }) => scope.kind !== 'regency' || regency === undefined || regency === scope.regency,
  );
  const choices = [...seen, ...here];
  return {
    ...rollout,
    at,
    connectedRule: rule,
    targetsShown,
    choices: {
      years: unique(choices.flatMap(({ year }) => year ?? [])).sort((a, b) => a - b),
      programmes: unique(choices.flatMap(({ programme }) => programme ?? [])).sort(),
      regencies: regencies
        .filter(({ id }) => choices.some(({ regency }) => regency === id))
        .map(({ id, name }) => ({ id, name })),
    },
    villageList: listed.map((village) => viewOf(deps, village)),
  };
}

function viewOf({ loop, latest }: RolloutDeps, village: VillageStatus): VillageView {
  const { probed, ...rest } = village;
  const states = probed.flatMap((link): LinkState[] => {
    const watch = loop.state.links.get(link);
    return watch ? [watch.state] : [];
  });
  // Their order is from the best to the worst.
  const state = LINK_STATES.find((each) => states.includes(each));
  const [newest] = village.links.flatMap((link) => latest(link) ?? []).sort((a, b) => b.id - a.id);
  return {
    ...rest,
    ...(state && { state }),
    ...(newest && { acceptance: { id: newest.id, state: newest.state } }),
  };
}

function isAsked(village: Village, { year, programme, regency }: TargetQuery): boolean {
  return (
    (year === undefined || village.year === year) &&
    (programme === undefined || village.programme === programme) &&
    (regency === undefined || village.regency === regency)
  );
}

function isSeen(village: Village, scope: Scope, network: Network): boolean {
  switch (scope.kind) {
    case 'province':
      return true;
    case 'regency':
      return village.regency === scope.regency;
    case 'provider':
      return village.links.some((link) => network.links.get(link)?.provider === scope.provider);
  }
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

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

/** What was worked out holds for so long, or for a tenth of what a connection takes where that is less. */
const FRESH_MS = 30_000;
/** Providers whose part is kept; with more of them it is worked out more often. */
const MOST_KEPT = 20;
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
  const { loop, plan } = deps;
  /** By provider, `undefined` for all of them. */
  const kept = new Map<string | undefined, Measured>();
  const underWay = new Map<string | undefined, Promise<Measured>>();

  async function measured(provider: string | undefined): Promise<Measured> {
    const { network } = loop.state.config;
    const rule = plan.config.rollout.connected;
    // A plan that comes in between is not what was asked about.
    const isOf = (found: Measured) => found.network === network && found.rule === rule;
    const known = kept.get(provider);
    if (known && isOf(known) && loop.now().monoMs - known.monoMs < Math.min(FRESH_MS, rule.atLeastMs / 10))
      return known;
    const work =
      underWay.get(provider) ??
      measure(deps, { network, rule, provider }).finally(() => underWay.delete(provider));
    underWay.set(provider, work);
    const found = await work;
    kept.delete(provider);
    kept.set(provider, found);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
    return isOf(found) ? found : measured(provider);
  }

  return {
    board: async (query, scope) => {
      const provider = scope.kind === 'provider' ? scope.provider : undefined;
      return boardOf(deps, await measured(provider), { query, scope });
    },
  };
}

/** Of one provider only its links exist: what others do, or declare, is nobody's business there. */
function linksOf(network: Network, provider: string | undefined): Network {
  if (provider === undefined) return network;
  return { ...network, links: new Map([...network.links].filter(([, link]) => link.provider === provider)) };
}

async function measure(
  deps: RolloutDeps,
  about: Pick<Measured, 'network' | 'rule'> & { readonly provider: string | undefined },
): Promise<Measured> {
  const { network, rule, provider } = about;
  const { loop } = deps;
  const { at, monoMs } = loop.now();
  const { year, month, day } = zoneOf(network.province.timezone).at(at);
  const today = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const window = { from: at - rule.withinMs, to: at };
  const villages: VillageStatus[] = [];
  for (const village of villagesOf(linksOf(network, provider), today)) {
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
  const seen = villages.filter((village) => {
    if (scope.kind === 'provider') return village.links.length > 0;
    return scope.kind === 'province' || village.regency === scope.regency;
  });
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
  // A target of the whole province counts in no regency.
  const here = targets.filter(({ regency }) => scope.kind !== 'regency' || regency === scope.regency);
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

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

// The data of the roll-out report: what the office declares and what was measured, against what was to be reached; codes and plain
// figures, the same in every language.

import type { AcceptanceState } from '../../domain/acceptance.ts';
import { zoneOf } from '../../domain/local-time.ts';
import type { Network } from '../../domain/network.ts';
import { type RolloutRow, rolloutOf } from '../../domain/rollout.ts';
import {
  type Declared,
  type Measured,
  measuredOf,
  seenWithin,
  type VillageStatus,
  villagesOf,
} from '../../domain/rollout-village.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../sources.ts';

/** Villages whose intervals are read before others get their turn: about 5 ms. */
const VILLAGES_AT_ONCE = 50;

/** How many villages are in which condition; see domain/rollout.ts. */
export type FiguresData = {
  readonly villages: number;
  readonly target: number | null;
  /** Connected ones of years with a target: what is measured against it. */
  readonly towardsTarget: number | null;
  readonly planned: number;
  readonly building: number;
  readonly active: number;
  readonly ended: number;
  readonly connected: number;
  readonly activeSilent: number;
  readonly activeUnseen: number;
  readonly undeclared: number;
};

/** The same of one year, programme or regency; null: of villages that have none. */
export type RowData = FiguresData & { readonly key: string | number | null; readonly name: string | null };

/** Sums up to the end of a year. */
export type CurveData = {
  readonly year: number;
  readonly target: number | null;
  readonly villages: number;
  readonly active: number;
  readonly connected: number;
};

/** A village. */
export type VillageData = {
  readonly site: string;
  readonly code: string | null;
  readonly name: string;
  readonly regency: string | null;
  readonly programme: string | null;
  readonly year: number | null;
  readonly declared: Declared;
  readonly measured: Measured;
  readonly workedMs: number;
  readonly knownMs: number;
  readonly links: readonly string[];
  /** Number and state of the newest acceptance record of its links. */
  readonly acceptance: { readonly record: number; readonly state: AcceptanceState } | null;
};

/** The whole report. */
export type RolloutData = {
  readonly report: 'rollout';
  readonly version: 1;
  readonly province: string;
  readonly timezone: string;
  readonly asOf: number;
  /** Null: all years. */
  readonly year: number | null;
  /** Measured over [from, asOf). */
  readonly from: number;
  readonly connectedRule: { readonly withinMs: number; readonly atLeastMs: number };
  /** The reader sees some links only: villages without one of them are left out, and targets are not told. */
  readonly partial: boolean;
  readonly total: FiguresData;
  readonly byYear: readonly RowData[];
  readonly byRegency: readonly RowData[];
  readonly byProgramme: readonly RowData[];
  readonly curve: readonly CurveData[];
  readonly villages: readonly VillageData[];
};

/** The data; rejects with a ReportError where no village belongs to what is asked for. */
export async function gatherRollout(
  ask: Extract<ReportAsk, { readonly kind: 'rollout' }>,
  sources: ReportSources,
): Promise<RolloutData> {
  const { config, visible } = sources;
  const { rollout, network } = config;
  const asOf = Math.min(ask.asOf, sources.now);
  const from = asOf - rollout.connected.withinMs;
  const query = ask.year === undefined ? {} : { year: ask.year };
  const all = await measured(sources, { from, to: asOf });
  const seen = visible ? all.filter(({ links }) => links.length > 0) : all;
  const villages = seen.filter(({ year }) => ask.year === undefined || year === ask.year);
  const targets = visible ? [] : rollout.targets;
  const hasTarget = targets.some(({ year }) => ask.year === undefined || year === ask.year);
  if (villages.length === 0 && !hasTarget)
    throw new ReportError(
      'no-links',
      `there is no village${ask.year === undefined ? '' : ` of ${ask.year}`} in the roll-out`,
    );
  const regencies = [...network.sites.values()].filter(({ kind }) => kind === 'regency');
  const board = rolloutOf({ villages, targets, regencies: regencies.map(({ id }) => id) }, query);
  const nameOf = (regency: string): string | null => regencies.find(({ id }) => id === regency)?.name ?? null;
  const row = <Key extends string | number>(
    { key, ...figures }: RolloutRow<Key>,
    name?: string | null,
  ): RowData => ({
    key: key ?? null,
    name: name ?? (key === undefined ? null : String(key)),
    ...figuresData(figures),
  });
  const records = recordsBySite(villages, asOf, sources);
  return {
    report: 'rollout',
    version: 1,
    province: network.province.name,
    timezone: network.province.timezone,
    asOf,
    year: ask.year ?? null,
    from,
    connectedRule: { ...rollout.connected },
    partial: visible !== undefined,
    total: figuresData(board.total),
    byYear: board.byYear.map((each) => row(each)),
    byRegency: board.byRegency.map((each) => row(each, each.key && nameOf(each.key))),
    byProgramme: board.byProgramme.map((each) => row(each)),
    curve: board.curve.map(({ target, ...point }) => ({ ...point, target: target ?? null })),
    villages: villages.map((village) => ({
      site: village.site,
      code: village.code ?? null,
      name: village.name,
      regency: village.regency === undefined ? null : nameOf(village.regency),
      programme: village.programme ?? null,
      year: village.year ?? null,
      declared: village.declared,
      measured: village.measured,
      workedMs: village.workedMs,
      knownMs: village.knownMs,
      links: village.links,
      acceptance: records.get(village.site) ?? null,
    })),
  };
}

/** Villages with what their links did in the window; of links that may not be seen nothing is known. */
async function measured(
  sources: ReportSources,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly VillageStatus[]> {
  const { config, visible } = sources;
  const network = partOf(config.network, visible);
  const villages: VillageStatus[] = [];
  for (const village of villagesOf(network, dayOf(to, network))) {
    const spans = village.probed.flatMap((link) =>
      sources
        .intervals(link, from, to)
        .map((interval) => ({ ...interval, to: Math.min(interval.to ?? to, to) })),
    );
    const seen = seenWithin(spans, from, to);
    villages.push({ ...village, ...seen, measured: measuredOf(seen, config.rollout.connected) });
    if (villages.length % VILLAGES_AT_ONCE === 0) await sources.breathe();
  }
  return villages;
}

function partOf(network: Network, visible: ReportSources['visible']): Network {
  if (!visible) return network;
  return { ...network, links: new Map([...network.links].filter(([id]) => visible(id))) };
}

function dayOf(at: number, { province }: Network): string {
  const { year, month, day } = zoneOf(province.timezone).at(at);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

function recordsBySite(
  villages: readonly VillageStatus[],
  asOf: number,
  sources: ReportSources,
): ReadonlyMap<string, NonNullable<VillageData['acceptance']>> {
  const siteOf = new Map(villages.flatMap(({ site, links }) => links.map((link) => [link, site] as const)));
  const found = new Map<string, NonNullable<VillageData['acceptance']>>();
  // Newest first: the first of a village is its newest.
  for (const { id, link, state, begunAt, endedAt } of sources.acceptances()) {
    const site = siteOf.get(link);
    if (site === undefined || begunAt > asOf || found.has(site)) continue;
    const isOver = endedAt !== undefined && endedAt <= asOf;
    found.set(site, { record: id, state: isOver ? state : 'running' });
  }
  return found;
}

function figuresData(figures: Omit<RolloutRow<never>, 'key'>): FiguresData {
  const { target, towardsTarget, ...counts } = figures;
  return { ...counts, target: target ?? null, towardsTarget: towardsTarget ?? null };
}

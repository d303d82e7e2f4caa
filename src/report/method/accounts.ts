// Counts many links over one stretch of time, from what the stores hold: intervals, ledger, announced windows.

import type { Contract } from '../../config/config.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import { type Zone, zoneOf } from '../../domain/local-time.ts';
import type { MaintenanceSpan, SlaAccount } from '../../domain/sla/account.ts';
import { countLink } from '../../domain/sla/count.ts';
import { entriesAsOf, type LedgerEntry } from '../../domain/sla/ledger.ts';
import { coveringWindows, maintenanceSpans } from '../../domain/sla/maintenance-spans.ts';
import { inServiceOf, type Period } from '../../domain/sla/period.ts';
import type { SlaTerms } from '../../domain/sla/terms.ts';
import { isOutage } from '../../domain/sla/timeline.ts';
import type { Interval } from '../../domain/state.ts';
import { topologyOf } from '../../domain/topology.ts';
import type { ReportSources } from '../sources.ts';
import { contractOf, termsOf } from './terms.ts';

const DAY_MS = 86_400_000;
/** How far an outage is followed over the edges of the stretch; one that is longer begins or ends there. */
const MOST_REACH_MS = 400 * DAY_MS;
/** Links that are counted before others get their turn: a few ms. */
const LINKS_AT_ONCE = 25;

/** A link, counted. */
export interface CountedLink {
  readonly link: Link;
  readonly contract?: Contract;
  readonly terms: SlaTerms;
  readonly account: SlaAccount;
  /** As measured, overlapping the stretch. */
  readonly intervals: readonly Interval[];
  /** Entries about the link that counted and overlap the stretch or one of its outages. */
  readonly entries: readonly LedgerEntry[];
  /** Announced windows that touch the stretch, as known then. */
  readonly maintenance: readonly MaintenanceSpan[];
}

/** What to count. */
export interface CountQuery {
  readonly links: readonly Link[];
  readonly period: Period;
  /** What was entered or measured at or after it is not known; epoch ms. */
  readonly asOf: number;
}

/** Counts links one by one, and lets others have the thread in between. */
export async function countLinks(query: CountQuery, sources: ReportSources): Promise<readonly CountedLink[]> {
  const { links, period, asOf } = query;
  const { config } = sources;
  const { network } = config;
  const zone = zoneOf(network.province.timezone);
  const reach = { from: period.from - MOST_REACH_MS, to: Math.min(period.to + MOST_REACH_MS, asOf) };
  const ledger = byLink(entriesAsOf(sources.ledger(reach.from, Math.max(reach.to, period.to)), asOf));
  const announced = announcedSpans(sources, { period, asOf, zone });
  const counted: CountedLink[] = [];
  for (const [index, link] of links.entries()) {
    const contract = contractOf(config, link);
    const terms = termsOf(contract);
    const entries = ledger.get(link.id) ?? [];
    const intervals = wholeOutages(sources, { link: link.id, terms, entries, period, asOf });
    const account = countLink({
      link: link.id,
      terms,
      ...period,
      asOf,
      intervals,
      entries,
      maintenance: announced.get(link.id) ?? [],
      inService: inServiceOf(link, zone),
      isOwnContract: (failed) =>
        contract !== undefined && network.links.get(failed)?.contractId === contract.id,
    });
    const hull = hullOf(account, period);
    counted.push({
      link,
      ...(contract && { contract }),
      terms,
      account,
      intervals: intervals.filter(({ from, to }) => from < period.to && (to ?? asOf) > period.from),
      entries: entries.filter(({ from, to }) => from < hull.to && to > hull.from),
      maintenance: (announced.get(link.id) ?? []).filter(
        ({ from, to }) => from < period.to && to > period.from,
      ),
    });
    if (index % LINKS_AT_ONCE === LINKS_AT_ONCE - 1) await sources.breathe();
  }
  return counted;
}

function announcedSpans(
  sources: ReportSources,
  query: { readonly period: Period; readonly asOf: number; readonly zone: Zone },
): ReadonlyMap<LinkId, readonly MaintenanceSpan[]> {
  const { network, maintenance } = sources.config;
  const { period, asOf, zone } = query;
  // Windows of the configuration may be among those that are running.
  const windows = new Map([...maintenance, ...sources.windows()].map((window) => [window.id, window]));
  const covering = coveringWindows([...windows.values()], network, topologyOf(network));
  return maintenanceSpans(covering, {
    from: period.from - 7 * DAY_MS,
    to: period.to + 7 * DAY_MS,
    asOf,
    zone,
  });
}

/** Intervals of the stretch, and beyond its edges as far as outages reach over them. */
function wholeOutages(
  sources: ReportSources,
  about: {
    readonly link: LinkId;
    readonly terms: SlaTerms;
    readonly entries: readonly LedgerEntry[];
    readonly period: Period;
    readonly asOf: number;
  },
): readonly Interval[] {
  const { link, terms, entries, period, asOf } = about;
  const painted = entries.filter((entry) => entry.kind === 'correction' && entry.state !== undefined);
  let from = Math.min(period.from, ...painted.map((entry) => entry.from)) - 1;
  let to = Math.min(Math.max(period.to, ...painted.map((entry) => entry.to)) + 1, asOf);
  let found = sources.intervals(link, from, to);
  for (let step = DAY_MS; from > period.from - MOST_REACH_MS; step *= 2) {
    const first = found[0];
    if (!first || !isOutage(first.state, terms)) break;
    from = Math.min(first.from, from) - step;
    const wider = sources.intervals(link, from, to);
    if (wider.length === found.length) break;
    found = wider;
  }
  for (let step = DAY_MS; to < Math.min(asOf, period.to + MOST_REACH_MS); step *= 2) {
    const last = found.at(-1);
    if (last?.to === undefined || !isOutage(last.state, terms)) break;
    to = Math.min(Math.max(last.to, to) + step, asOf);
    const wider = sources.intervals(link, from, to);
    if (wider.length === found.length) break;
    found = wider;
  }
  return found;
}

function hullOf({ eventList }: SlaAccount, period: Period): Period {
  return {
    from: Math.min(period.from, ...eventList.map(({ from }) => from)),
    to: Math.max(period.to, ...eventList.map(({ to }) => to ?? period.to)),
  };
}

function byLink(entries: readonly LedgerEntry[]): ReadonlyMap<LinkId, readonly LedgerEntry[]> {
  const lists = new Map<LinkId, LedgerEntry[]>();
  for (const entry of entries) {
    const list = lists.get(entry.link);
    if (list) list.push(entry);
    else lists.set(entry.link, [entry]);
  }
  return lists;
}

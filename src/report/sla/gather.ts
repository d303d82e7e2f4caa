// Gathers the data of a monthly report: reads, counts, sums. What it says in words is the document's business.

import type { LinkId } from '../../domain/ids.ts';
import { type Zone, zoneOf } from '../../domain/local-time.ts';
import { sumUp } from '../../domain/sla/group.ts';
import { monthOf, type Period } from '../../domain/sla/period.ts';
import type { LinkSummary } from '../../store/metrics/summary.ts';
import { type CountedLink, countLinks } from '../method/accounts.ts';
import { storyTeller } from '../method/outage-story.ts';
import { linksOf } from '../method/subject.ts';
import { termsOf } from '../method/terms.ts';
import { offsetMs } from '../render/local.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../sources.ts';
import { entryData, eventData, maintenanceData, unknownData } from './annex-data.ts';
import { contractData } from './contract-data.ts';
import type { GroupData, NamedData, SlaData, SlaLinkData } from './data.ts';
import { linkData, sumsData } from './link-data.ts';

const HOUR_MS = 3_600_000;
/** Links that are put into data before others get their turn. */
const LINKS_AT_ONCE = 25;

/** The data; rejects with a ReportError when the month has not begun or nothing is there to report on. */
export async function gatherSla(
  ask: Extract<ReportAsk, { readonly kind: 'sla' }>,
  sources: ReportSources,
): Promise<SlaData> {
  const { config } = sources;
  const { network } = config;
  const zone = zoneOf(network.province.timezone);
  const subject = linksOf(ask.subject, sources);
  const asOf = Math.min(ask.asOf, sources.now);
  const period = monthOf(ask.month, zone, periodDayOf(ask, sources));
  if (period.from >= asOf)
    throw new ReportError('future', `${ask.month} has not begun: found nothing to account for`);
  const all = await countLinks({ links: subject.links, period, asOf }, sources);
  const counted = all.filter(({ account }) => account.serviceMs > 0);
  if (counted.length === 0)
    throw new ReportError('no-links', `no link of "${subject.name}" was in service in ${ask.month}`);
  const summaries = await summariesOf(
    counted,
    { from: period.from, to: Math.min(period.to, asOf) },
    sources,
    zone,
  );
  const tell = storyTeller(sources, { period, asOf });
  const shown = new Set<LinkId>(subject.links.map(({ id }) => id));
  const nameOf = (link: LinkId) =>
    shown.has(link) || !sources.visible || sources.visible(link) ? network.links.get(link)?.name : undefined;
  const links: SlaLinkData[] = [];
  for (const [index, each] of counted.entries()) {
    links.push(linkData(each, network, summaries?.get(each.link.id)));
    if (index % LINKS_AT_ONCE === LINKS_AT_ONCE - 1) await sources.breathe();
  }
  const events = counted.flatMap((each) =>
    each.account.eventList.map((event) =>
      eventData(event, tell(event, each.entries), { counted: each, nameOf }),
    ),
  );
  const ledger = counted.flatMap(({ entries }) => entries.map(entryData)).sort((a, b) => a.id - b.id);
  const usesThree = counted.every(({ terms }) => terms.decimals === 3);
  return {
    report: 'sla',
    version: 1,
    month: ask.month,
    subject: { by: ask.subject.by, id: subject.id ?? null, name: subject.name },
    timezone: network.province.timezone,
    ...period,
    provisionalUntil: asOf < period.to ? asOf : null,
    lastEntry: ledger.at(-1)?.id ?? null,
    partial: subject.partial,
    notInService: all.filter(({ account }) => account.serviceMs === 0).map(({ link }) => link.name),
    timeServers: config.ntpServers,
    contracts: contractData(counted, config),
    links,
    total: { ...groupSums(counted), decimals: usesThree ? 3 : 2 },
    groups: groupsOf(counted, links),
    events: events.sort((a, b) => a.from - b.from || (a.link < b.link ? -1 : 1)),
    ledger,
    maintenance: maintenanceData(counted),
    unknown: unknownData(counted),
    historyUnreadable: summaries === undefined,
  };
}

/** A contract may reckon by months of its own; what is of several contracts is reckoned by the calendar. */
function periodDayOf(ask: Extract<ReportAsk, { readonly kind: 'sla' }>, { config }: ReportSources): number {
  const { subject } = ask;
  return subject.by === 'contract'
    ? termsOf(config.contracts.find(({ id }) => id === subject.id)).periodDay
    : 1;
}

/** Undefined where the history cannot be read: the figures that money rests on do not wait for it. */
async function summariesOf(
  counted: readonly CountedLink[],
  { from, to }: Period,
  sources: ReportSources,
  zone: Zone,
): Promise<ReadonlyMap<LinkId, LinkSummary> | undefined> {
  const links = new Set(counted.map(({ link }) => link.id));
  const utcOffsetMs = offsetMs(from, (at) => zone.at(at));
  try {
    return await sources.summaries({ from, to: to - (to % HOUR_MS), links, utcOffsetMs });
  } catch {
    return undefined;
  }
}

function groupSums(counted: readonly CountedLink[]): Omit<GroupData, 'by' | 'id' | 'name'> {
  const figures = sumUp(counted.map(({ account }) => account));
  return {
    links: figures.links,
    met: counted.filter(({ account }) => account.met === true).length,
    missed: counted.filter(({ account }) => account.met === false).length,
    restitutionIdr: figures.restitutionIdr ?? null,
    ...sumsData(figures),
  };
}

function groupsOf(counted: readonly CountedLink[], links: readonly SlaLinkData[]): readonly GroupData[] {
  const by = (kind: GroupData['by'], nameOf: (link: SlaLinkData) => NamedData | null): GroupData[] => {
    const members = new Map<string | null, { readonly name: string | null; readonly of: CountedLink[] }>();
    for (const [index, each] of counted.entries()) {
      const data = links[index];
      const named = data ? nameOf(data) : null;
      const group = members.get(named?.id ?? null);
      if (group) group.of.push(each);
      else members.set(named?.id ?? null, { name: named?.name ?? null, of: [each] });
    }
    return [...members].map(([id, { name, of }]) => ({ by: kind, id, name, ...groupSums(of) }));
  };
  const contracts = new Map(
    counted.flatMap(({ contract }) => (contract ? [[contract.id, contract.name]] : [])),
  );
  return [
    ...by('regency', ({ regency }) => regency),
    ...by('provider', ({ provider }) => (provider === null ? null : { id: provider, name: provider })),
    ...by('contract', ({ contract }) =>
      contract === null ? null : { id: contract, name: contracts.get(contract) ?? contract },
    ),
  ];
}

// Gathers the page's data: the month as the SLA report counts it, eleven months before it, and the roll-out.

import { countMonths, missedInRow, trendOf } from '../method/months.ts';
import { rolloutThen } from '../method/rollout-then.ts';
import { linksOf } from '../method/subject.ts';
import type { SlaData } from '../sla/data.ts';
import { gatherSla } from '../sla/gather.ts';
import type { ReportAsk, ReportSources } from '../sources.ts';
import type { ExecutiveContract, ExecutiveData } from './data.ts';
import { decisionsOf } from './decisions.ts';

/** Months of the trend. */
const TREND_MONTHS = 12;
/** Links that a page has room for. */
const MOST_WORST = 3;
/** Months in a row after which a missed promise is no accident. */
const REPEATED = 3;

/** The data; rejects with a ReportError when the month has not begun or there are no links. */
export async function gatherExecutive(
  ask: Extract<ReportAsk, { readonly kind: 'executive' }>,
  sources: ReportSources,
): Promise<ExecutiveData> {
  // Quality and traffic are not on the page: the history need not be read.
  const quick: ReportSources = { ...sources, summaries: () => Promise.resolve(new Map()) };
  const asOf = Math.min(ask.asOf, sources.now);
  const province = { by: 'province' } as const;
  const sla = await gatherSla({ ...ask, kind: 'sla', subject: province }, quick);
  const { links } = linksOf(province, sources);
  const months = await countMonths({ links, last: ask.month, months: TREND_MONTHS, asOf }, sources);
  const rollout = await rolloutThen(sla.provisionalUntil ?? sla.to, sources);
  const figures = rollout?.total;
  const page = {
    report: 'executive',
    version: 1,
    month: ask.month,
    timezone: sla.timezone,
    from: sla.from,
    to: sla.to,
    provisionalUntil: sla.provisionalUntil,
    partial: sla.partial,
    links: sla.total.links,
    availability: sla.total.availability,
    coverage: sla.total.coverage,
    countedMs: sla.total.countedMs,
    events: sla.total.events,
    countedEvents: sla.total.countedEvents,
    restitutionIdr: sla.total.restitutionIdr,
    contracts: contractsOf(sla),
    trend: trendOf(months).map(({ month, from, availability, coverage }) => ({
      ...{ month, from, availability: availability ? { ...availability } : null, coverage: { ...coverage } },
    })),
    worst: worstOf(sla),
    causes: causesOf(sla),
    rollout:
      figures && figures.villages > 0
        ? {
            villages: figures.villages,
            target: figures.target ?? null,
            towardsTarget: figures.towardsTarget ?? null,
            connected: figures.connected,
            active: figures.active,
            activeSilent: figures.activeSilent,
            undeclared: figures.undeclared,
          }
        : null,
  } as const satisfies Omit<ExecutiveData, 'decisions'>;
  return { ...page, decisions: decisionsOf(page, sla, missedInRow(months, REPEATED)) };
}

function contractsOf({ groups, contracts }: SlaData): readonly ExecutiveContract[] {
  return groups
    .filter(({ by }) => by === 'contract')
    .map((group) => {
      const contract = contracts.find(({ id }) => id === group.id);
      return {
        id: group.id,
        name: group.name,
        provider: contract?.provider ?? null,
        links: group.links,
        met: group.met,
        missed: group.missed,
        slaPct: contract?.slaPct ?? null,
        decimals: contract?.decimals ?? 2,
        availability: group.availability,
        restitutionIdr: group.restitutionIdr,
      };
    });
}

/** Links with counted downtime, the worst share first. */
function worstOf({ links }: SlaData): ExecutiveData['worst'] {
  const share = ({ availability: { part, whole } }: SlaData['links'][number]) => part / whole;
  return links
    .filter(({ countedMs, availability }) => countedMs > 0 && availability.whole > 0)
    .toSorted((a, b) => share(a) - share(b) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_WORST)
    .map(({ id, name, regency, availability, decimals, slaPct, countedMs, events }) => ({
      ...{ id, name, regency: regency?.name ?? null, availability, decimals, slaPct, countedMs, events },
    }));
}

function causesOf({ events }: SlaData): ExecutiveData['causes'] {
  const byCause = new Map<
    string,
    { cause: ExecutiveData['causes'][number]['cause']; countedMs: number; events: number }
  >();
  for (const { cause, countedMs } of events) {
    if (countedMs === 0) continue;
    const code = cause?.code ?? null;
    const known = byCause.get(String(code)) ?? { cause: code, countedMs: 0, events: 0 };
    known.countedMs += countedMs;
    known.events++;
    byCause.set(String(code), known);
  }
  return [...byCause.values()].sort((a, b) => b.countedMs - a.countedMs);
}

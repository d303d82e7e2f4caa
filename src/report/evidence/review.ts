// A month as an evaluation wants it reviewed: what was reached, what stood in the way, and what was done about it.

import type { SlaEvent } from '../../domain/sla/account.ts';
import { compare } from '../../domain/sla/percent.ts';
import type { CountedLink } from '../method/accounts.ts';
import type { CountedMonth } from '../method/months.ts';
import { type OutageStory, storyTeller } from '../method/outage-story.ts';
import type { CauseData } from '../sla/data.ts';
import type { ReportSources } from '../sources.ts';
import { NAMED_SLA_PCT, type ReviewMonth } from './data.ts';

/** Names and actions that are kept of a month; the SLA report of the month has all of them. */
const MOST_NAMED = 10;

/** Reviews a month; `asOf` as everywhere, epoch ms. */
export function reviewOf(month: CountedMonth, asOf: number, sources: ReportSources): ReviewMonth {
  const { counted, figures, period } = month;
  const tell = storyTeller(sources, { period, asOf });
  const told = counted.flatMap((each) => eventsOf(each, tell));
  const missed = counted.filter(({ account }) => account.met === false);
  const isKnown = figures.coverage.part > 0 && figures.totalMs > 0;
  return {
    month: month.month,
    availability: isKnown ? { ...figures.availability } : null,
    coverage: { ...figures.coverage },
    links: counted.length,
    met: counted.filter(({ account }) => account.met === true).length,
    missed: missed.length,
    atNamedSla: counted.filter(({ account }) => isAtNamedSla(account)).length,
    events: figures.events,
    countedMs: figures.countedMs,
    restitutionIdr: figures.restitutionIdr ?? null,
    provisional: asOf < period.to,
    missedLinks: missed.slice(0, MOST_NAMED).map(({ link }) => link.name),
    mainCause: mainCauseOf(told),
    unexplainedMs: sum(told.filter(({ story }) => !isExplained(story)).map(({ event }) => event.countedMs)),
    actions: [...new Set(told.flatMap(({ story }) => story.actions))].slice(0, MOST_NAMED),
    ticketed: told.filter(({ event }) => event.tickets.length > 0).length,
  };
}

interface Told {
  readonly event: SlaEvent;
  readonly story: OutageStory;
}

function eventsOf({ account, entries }: CountedLink, tell: ReturnType<typeof storyTeller>): readonly Told[] {
  return account.eventList.map((event) => ({ event, story: tell(event, entries) }));
}

/** Nothing is known of a link without coverage: its A says nothing. */
function isAtNamedSla({ availability, coverage }: CountedLink['account']): boolean {
  const against = compare(availability, NAMED_SLA_PCT);
  return coverage.part > 0 && against !== undefined && against >= 0;
}

function isExplained({ cause }: OutageStory): boolean {
  return cause?.source === 'confirmed' || cause?.source === 'correction';
}

function mainCauseOf(told: readonly Told[]): CauseData['code'] | null {
  const byCause = new Map<CauseData['code'], number>();
  for (const { event, story } of told)
    if (story.cause && isExplained(story))
      byCause.set(story.cause.code, (byCause.get(story.cause.code) ?? 0) + event.countedMs);
  const [most] = [...byCause].sort(([, a], [, b]) => b - a);
  return most && most[1] > 0 ? most[0] : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

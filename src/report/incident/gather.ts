// Gathers the data of an incident: which links it took along, what was counted of them, and what people did when.

import type { Alert } from '../../domain/alert.ts';
import type { Link } from '../../domain/link.ts';
import type { SlaEvent } from '../../domain/sla/account.ts';
import type { Interval } from '../../domain/state.ts';
import { type CountedLink, countLinks } from '../method/accounts.ts';
import { storyTeller } from '../method/outage-story.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../sources.ts';
import {
  type CorrectionData,
  type IncidentData,
  MOST_LINKS,
  MOST_STRIPS,
  type OutageData,
  type ReasonData,
  type StopData,
} from './data.ts';
import { seenReason } from './seen.ts';
import { timelineOf } from './timeline.ts';

const DAY_MS = 86_400_000;
/** Of the incident's length before and after it, in the picture; a minute at least. */
const MARGIN = 0.15;
const LEAST_MARGIN_MS = 60_000;

/** An outage that belongs to the incident, with the link it was counted of. */
export interface CountedOutage {
  readonly event: SlaEvent;
  readonly counted: CountedLink;
}

/** The data; rejects with a ReportError where there is no such incident, or none that may be seen. */
export async function gatherIncident(
  ask: Extract<ReportAsk, { readonly kind: 'incident' }>,
  sources: ReportSources,
): Promise<IncidentData> {
  const asOf = Math.min(ask.asOf, sources.now);
  const alerts = alertsOf(ask.incident, asOf, sources);
  const [root] = alerts;
  if (!root) throw new ReportError('no-incident', `there is no incident ${ask.incident}`);
  const { network } = sources.config;
  const subjects = [...new Set(alerts.flatMap(({ subject }) => (subject === 'monitor' ? [] : [subject])))];
  const links = subjects.flatMap((id) => network.links.get(id) ?? []);
  const shown = links.slice(0, MOST_LINKS);
  const outages = await outagesOf(shown, alerts, { asOf, sources });
  const own = outages.filter(({ event }) => event.link === root.subject);
  const from = Math.min(beganAt(root), ...own.map(({ event }) => event.monitoredFrom));
  const to = endOf(root, own, asOf);
  const period = { from, to: Math.max(to ?? asOf, from + 1) };
  const tell = storyTeller(sources, { period: hullOf(outages, period, asOf), asOf });
  const told = outages.map((each) => ({ ...each, story: tell(each.event, each.counted.entries) }));
  const taken = new Set(outages.flatMap(({ event }) => (event.link === root.subject ? [] : [event.link])));
  const window = stripWindow(outages, period, asOf);
  const strips = { from: window.from, to: Math.min(window.to, asOf) };
  const isOver =
    to !== undefined && outages.every(({ event }) => event.to !== undefined) && window.to <= asOf;
  const rootLink = root.subject === 'monitor' ? undefined : network.links.get(root.subject);
  return {
    report: 'incident',
    version: 1,
    incident: ask.incident,
    timezone: network.province.timezone,
    provisionalUntil: isOver ? null : asOf,
    rule: root.rule,
    severity: root.severity,
    root: rootLink ? rootData(rootLink, sources) : null,
    from,
    to: to ?? null,
    raisedAt: root.raisedAt,
    timeline: timelineOf({ root, outages, own, asOf, period }, sources),
    outages: told.map(({ event, counted, story }): OutageData => {
      const { link, contract } = counted;
      return {
        link: link.id,
        name: link.name,
        site: network.sites.get(link.to)?.name ?? link.to,
        medium: link.medium,
        provider: link.provider ?? null,
        contract: contract?.name ?? null,
        isRoot: link.id === root.subject,
        from: event.monitoredFrom,
        to: event.to ?? null,
        state: event.state,
        ...clocksOf(event, asOf),
        verdict: event.verdict,
        reportedAt: event.reportedAt ?? null,
        acknowledgedAt: story.acknowledged?.at ?? null,
        cause: story.cause ?? null,
        ourTickets: story.ourTickets,
        providerTickets: story.providerTickets,
        actions: story.actions,
        evidence: story.evidence,
        reason: reasonOf(event, counted.intervals, sources),
      };
    }),
    taken: taken.size,
    // Whoever sees a part is not told what else there was.
    gone: sources.visible ? [] : subjects.filter((id) => !network.links.has(id)),
    leftOut: links.length - shown.length,
    stops: outages.flatMap(stopsOf),
    corrections: outages.flatMap(correctionsOf).filter(isFirst),
    strips: {
      ...strips,
      rows: distinctLinks(outages)
        .slice(0, MOST_STRIPS)
        .map(({ link, account }) => ({
          link: link.id,
          name: link.name,
          spans: account.tiles
            .filter(({ from: begin, to: end }) => begin < strips.to && end > strips.from)
            .map(({ class: kind, from: begin, to: end }) => ({
              from: Math.max(begin, strips.from),
              to: Math.min(end, strips.to),
              class: kind,
            })),
        })),
    },
  };
}

/** The root first; what was raised later than `asOf`, or may not be seen, is not there. */
function alertsOf(incident: number, asOf: number, sources: ReportSources): readonly Alert[] {
  const { visible } = sources;
  const isSeen = ({ subject }: Alert): boolean =>
    visible === undefined || (subject !== 'monitor' && visible(subject));
  const [root, ...others] = sources.incident(incident);
  if (!root || root.raisedAt > asOf || !isSeen(root)) return [];
  return [root, ...others.filter((alert) => alert.raisedAt <= asOf && isSeen(alert))];
}

/** An alert that comes again keeps its number and moves its `since`. */
function beganAt({ since, raisedAt }: Alert): number {
  return Math.min(since, raisedAt);
}

/** When its condition went; undefined while it lasts. */
function wentAt(alert: Alert, asOf: number): number | undefined {
  const at = alert.returnedAt ?? alert.closedAt;
  return at === undefined || at > asOf ? undefined : at;
}

function endOf(root: Alert, own: readonly CountedOutage[], asOf: number): number | undefined {
  const last = own.at(-1)?.event;
  return last ? last.to : wentAt(root, asOf);
}

/** The outages that the alerts tell of, the root's first, then by their begin. */
async function outagesOf(
  links: readonly Link[],
  alerts: readonly Alert[],
  { asOf, sources }: { readonly asOf: number; readonly sources: ReportSources },
): Promise<readonly CountedOutage[]> {
  if (links.length === 0) return [];
  const begin = Math.min(...alerts.map(beganAt));
  const end = Math.max(...alerts.map((alert) => wentAt(alert, asOf) ?? asOf));
  // A day around it: outages are counted whole, not from the moment that somebody was told.
  const period = { from: begin - DAY_MS, to: Math.min(asOf, end + DAY_MS) };
  const counted = await countLinks({ links, period, asOf }, sources);
  const root = alerts[0]?.subject;
  return counted
    .flatMap((each) => {
      const own = alerts.filter(({ subject }) => subject === each.link.id);
      return each.account.eventList
        .filter((event) => own.some((alert) => overlaps(event, alert, asOf)))
        .map((event) => ({ event, counted: each }));
    })
    .sort(
      (a, b) =>
        Number(b.event.link === root) - Number(a.event.link === root) ||
        a.event.monitoredFrom - b.event.monitoredFrom ||
        (a.event.link < b.event.link ? -1 : 1),
    );
}

function overlaps({ monitoredFrom, from, to }: SlaEvent, alert: Alert, asOf: number): boolean {
  const begin = Math.min(monitoredFrom, from);
  return begin <= (wentAt(alert, asOf) ?? asOf) && (to ?? asOf) > beganAt(alert);
}

function hullOf(
  outages: readonly CountedOutage[],
  period: { readonly from: number; readonly to: number },
  asOf: number,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(period.from, ...outages.map(({ event }) => event.monitoredFrom)),
    to: Math.max(period.to, ...outages.map(({ event }) => event.to ?? asOf)),
  };
}

function stripWindow(
  outages: readonly CountedOutage[],
  period: { readonly from: number; readonly to: number },
  asOf: number,
): { readonly from: number; readonly to: number } {
  const { from, to } = hullOf(outages, period, asOf);
  const margin = Math.max(LEAST_MARGIN_MS, Math.min(DAY_MS, Math.round((to - from) * MARGIN)));
  return { from: from - margin, to: to + margin };
}

/** By the monitor's clock an outage begins with the first lost echo, by the ticket's when it was reported. */
function clocksOf(
  { monitoredFrom, to, reportedAt, stopMs }: SlaEvent,
  asOf: number,
): Pick<OutageData, 'monitorMs' | 'ticketMs' | 'stopMs' | 'netMs'> {
  const end = to ?? asOf;
  const monitorMs = end - monitoredFrom;
  return {
    monitorMs,
    ticketMs: reportedAt === undefined ? null : Math.max(0, end - reportedAt),
    stopMs: Math.min(stopMs, monitorMs),
    netMs: monitorMs - Math.min(stopMs, monitorMs),
  };
}

function rootData(
  { id, name, from, to }: Link,
  { config }: ReportSources,
): NonNullable<IncidentData['root']> {
  const siteName = (site: typeof from): string => config.network.sites.get(site)?.name ?? site;
  return { link: id, name, from: siteName(from), to: siteName(to) };
}

/** What was measured when the outage began; a correction may have made an outage of a time in which nothing was wrong. */
function reasonOf(
  event: SlaEvent,
  intervals: readonly Interval[],
  sources: ReportSources,
): ReasonData | null {
  const found = intervals.find(({ from, to, state }) => {
    const isWithin =
      from < (event.to ?? Number.POSITIVE_INFINITY) && (to ?? Number.POSITIVE_INFINITY) > event.monitoredFrom;
    return isWithin && state === event.state;
  });
  // Reasons are plain data that the state store keeps as JSON.
  return found ? (JSON.parse(JSON.stringify(seenReason(found.reason, sources))) as ReasonData) : null;
}

function stopsOf({ event, counted }: CountedOutage): readonly StopData[] {
  return event.stops.map(({ entry: number, window, reason, ms }): StopData => {
    const entry = counted.entries.find(({ id }) => id === number);
    const stop = entry?.kind === 'stop' ? entry : undefined;
    const span = counted.maintenance.find((each) => each.window === window);
    return {
      entry: number ?? null,
      link: counted.link.id,
      reason,
      from: stop?.from ?? span?.from ?? null,
      to: stop?.to ?? span?.to ?? null,
      ms,
      note: stop?.note ?? span?.name ?? null,
      evidence: stop?.evidence ?? null,
      who: stop?.actor.who ?? span?.announcedBy ?? null,
      agreedByProvider: stop?.agreedByProvider ?? null,
      agreedByCustomer: stop?.agreedByCustomer ?? null,
    };
  });
}

function correctionsOf({ event, counted }: CountedOutage): readonly CorrectionData[] {
  return counted.entries.flatMap((entry) =>
    entry.kind === 'correction' && event.corrections.includes(entry.id)
      ? [
          {
            entry: entry.id,
            link: entry.link,
            from: entry.from,
            to: entry.to,
            state: entry.state ?? null,
            cause: entry.cause ?? null,
            note: entry.note,
            evidence: entry.evidence ?? null,
            who: entry.actor.who,
            at: entry.at,
          },
        ]
      : [],
  );
}

/** One correction may change several outages. */
function isFirst({ entry }: CorrectionData, index: number, all: readonly CorrectionData[]): boolean {
  return all.findIndex((each) => each.entry === entry) === index;
}

function distinctLinks(outages: readonly CountedOutage[]): readonly CountedLink[] {
  return [...new Set(outages.map(({ counted }) => counted))];
}

// What people and devices said about an outage, beside what was counted of it: tickets, who saw it when, and why it happened.

import type { CauseCode } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { LinkCauseEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { SlaEvent } from '../../domain/sla/account.ts';
import type { LedgerEntry } from '../../domain/sla/ledger.ts';
import type { Period } from '../../domain/sla/period.ts';
import type { ReportSources } from '../sources.ts';

/** Why an outage happened, and who says so; in falling order of weight. */
export type OutageCause =
  | { readonly source: 'confirmed' | 'correction'; readonly code: CauseCode }
  | { readonly source: 'proposal'; readonly code: LinkCauseEvent['proposal'] };

/** What is said of an outage. */
export interface OutageStory {
  readonly acknowledged?: { readonly by: string; readonly at: number };
  readonly cause?: OutageCause;
  /** Number of the incident's root alert. */
  readonly incident?: number;
  readonly ourTickets: readonly string[];
  readonly providerTickets: readonly string[];
  readonly actions: readonly string[];
  readonly evidence: readonly string[];
}

/** Rules whose alerts tell of an outage. */
const OUTAGE_RULES: readonly string[] = ['link.down', 'link.unreachable', 'link.degraded'];

/** Reads alerts and causes once; the function it gives tells of one outage of a link, with that link's entries. */
export function storyTeller(
  sources: ReportSources,
  { period, asOf }: { readonly period: Period; readonly asOf: number },
): (event: SlaEvent, entries: readonly LedgerEntry[]) => OutageStory {
  const known = sources.alerts(period.from, period.to).filter(({ raisedAt }) => raisedAt <= asOf);
  const byNumber = new Map(known.map((alert) => [alert.number, alert]));
  const bySubject = grouped(
    known.filter(({ rule }) => OUTAGE_RULES.includes(rule)),
    ({ subject }) => subject,
  );
  const proposals = grouped(
    sources.causes(period.from).filter(({ at }) => at <= asOf),
    ({ link }) => link as LinkId | 'monitor', // keys of both maps are alike
  );
  return (event, entries) => {
    const own = bySubject.get(event.link);
    const alert =
      own?.find(({ since }) => since === event.monitoredFrom) ?? own?.find((each) => tellsOf(each, event));
    const root = alert && alert.incident !== alert.number ? byNumber.get(alert.incident) : undefined;
    const confirmed =
      (alert && confirmedCause(alert, asOf, sources)) ?? (root && confirmedCause(root, asOf, sources));
    const proposal = proposals.get(event.link)?.find(({ outageFrom }) => isWithin(outageFrom, event));
    const cause = causeOf(confirmed, event.cause, proposal?.proposal);
    const seen = [alert, root].flatMap((each) => each?.acknowledged ?? []).find(({ at }) => at <= asOf);
    return {
      ...(seen && { acknowledged: { by: seen.by, at: seen.at } }),
      ...(cause && { cause }),
      ...(alert && { incident: alert.incident }),
      ...wordsOf(event, entries),
    };
  };
}

function causeOf(
  confirmed: CauseCode | undefined,
  corrected: CauseCode | undefined,
  proposed: LinkCauseEvent['proposal'] | undefined,
): OutageCause | undefined {
  if (confirmed !== undefined) return { source: 'confirmed', code: confirmed };
  if (corrected !== undefined) return { source: 'correction', code: corrected };
  return proposed === undefined ? undefined : { source: 'proposal', code: proposed };
}

/** The alert keeps the last word only; what was said before it is in the acts. */
function confirmedCause(alert: Alert, asOf: number, sources: ReportSources): CauseCode | undefined {
  if (!alert.cause || alert.cause.at <= asOf) return alert.cause?.code;
  const said = sources
    .acts(alert.number)
    .flatMap(({ at, act }) => (act.kind === 'confirm-cause' && at <= asOf ? act.cause : []));
  return said.at(-1);
}

/** An alert that comes again keeps its number and moves its `since`. */
function tellsOf({ since, raisedAt, closedAt }: Alert, { from, to }: SlaEvent): boolean {
  return (
    Math.min(since, raisedAt) < (to ?? Number.POSITIVE_INFINITY) &&
    (closedAt ?? Number.POSITIVE_INFINITY) > from
  );
}

function isWithin(at: number, { from, to, monitoredFrom }: SlaEvent): boolean {
  return at >= Math.min(from, monitoredFrom) && at < (to ?? Number.POSITIVE_INFINITY);
}

function wordsOf(
  event: SlaEvent,
  entries: readonly LedgerEntry[],
): Pick<OutageStory, 'ourTickets' | 'providerTickets' | 'actions' | 'evidence'> {
  const numbers = new Set([
    ...event.tickets,
    ...event.corrections,
    ...event.stops.flatMap(({ entry }) => entry ?? []),
  ]);
  const own = entries.filter(({ id }) => numbers.has(id));
  const tickets = own.flatMap((entry) => (entry.kind === 'ticket' ? entry : []));
  const distinct = (texts: readonly (string | undefined)[]) => [
    ...new Set(texts.flatMap((text) => text ?? [])),
  ];
  return {
    ourTickets: distinct(tickets.map(({ ourNumber }) => ourNumber)),
    providerTickets: distinct(tickets.map(({ providerNumber }) => providerNumber)),
    actions: distinct(tickets.map(({ action }) => action)),
    evidence: distinct(own.map(({ evidence }) => evidence)),
  };
}

function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

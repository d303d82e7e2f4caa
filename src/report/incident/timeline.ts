// What happened when: echoes, verdicts, and what people did and entered.

import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { LedgerEntry } from '../../domain/sla/ledger.ts';
import type { ReportSources } from '../sources.ts';
import type { Moment } from './data.ts';
import type { CountedOutage } from './gather.ts';

/** Moments that are told; more than a page of them nobody reads. The oldest and the newest half stay. */
const MOST_MOMENTS = 200;

/** What is told of. */
export interface TimelineInput {
  readonly root: Alert;
  readonly outages: readonly CountedOutage[];
  /** Those of the root's own link. */
  readonly own: readonly CountedOutage[];
  readonly asOf: number;
  readonly period: { readonly from: number; readonly to: number };
}

const NOTHING = { link: null, who: null, note: null, cause: null, reference: null } as const;

/** The moments, in their order. */
export function timelineOf(input: TimelineInput, sources: ReportSources): readonly Moment[] {
  const { root, outages, own, asOf, period } = input;
  const link = root.subject === 'monitor' ? null : root.subject;
  const closedAt = root.closedAt;
  const links = new Set(outages.map(({ event }) => event.link));
  const entries = new Map(outages.flatMap(({ event, counted }) => entriesOf(event, counted.entries)));
  const moments: Moment[] = [
    ...own.map(({ event }): Moment => ({ ...NOTHING, at: event.monitoredFrom, kind: 'first-lost', link })),
    { ...NOTHING, at: root.raisedAt, kind: 'raised', link },
    ...sources.acts(root.number).map((act) => actMoment(act, link)),
    ...sources
      .causes(period.from)
      .filter(({ link: id, outageFrom }) => links.has(id) && outageFrom < period.to)
      .map(
        ({ at, link: id, proposal }): Moment => ({
          ...NOTHING,
          at,
          kind: 'proposal',
          link: id,
          cause: proposal,
        }),
      ),
    ...[...entries.values()].flatMap(ticketMoments),
    ...[...entries.values()].map(enteredMoment),
    ...own.flatMap(({ event }): Moment[] =>
      event.to === undefined ? [] : [{ ...NOTHING, at: event.to, kind: 'back', link }],
    ),
    ...(closedAt === undefined ? [] : [{ ...NOTHING, at: closedAt, kind: 'closed', link } as const]),
  ];
  const known = moments.filter(({ at }) => at <= asOf).sort((a, b) => a.at - b.at);
  const half = MOST_MOMENTS / 2;
  return known.length <= MOST_MOMENTS ? known : [...known.slice(0, half), ...known.slice(-half)];
}

function entriesOf(
  { tickets, corrections, stops }: CountedOutage['event'],
  entries: readonly LedgerEntry[],
): readonly (readonly [number, LedgerEntry])[] {
  const numbers = new Set([...tickets, ...corrections, ...stops.flatMap(({ entry }) => entry ?? [])]);
  return entries.filter(({ id }) => numbers.has(id)).map((entry) => [entry.id, entry]);
}

function ticketMoments(entry: LedgerEntry): readonly Moment[] {
  if (entry.kind !== 'ticket' || entry.reportedAt === undefined) return [];
  const reference = [entry.ourNumber, entry.providerNumber]
    .filter((number) => number !== undefined)
    .join(' / ');
  return [{ ...NOTHING, at: entry.reportedAt, kind: 'reported', link: entry.link, reference }];
}

function enteredMoment({ id, at, actor, note, link }: LedgerEntry): Moment {
  return { ...NOTHING, at, kind: 'entered', link, who: actor.who, note, reference: `#${id}` };
}

function actMoment({ at, act, actor }: Act, link: string | null): Moment {
  const note = 'note' in act && act.note !== undefined ? act.note : null;
  const cause = act.kind === 'confirm-cause' ? act.cause : null;
  return { ...NOTHING, at, kind: act.kind, link, who: actor.who, note, cause };
}

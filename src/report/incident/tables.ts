// The tables of an incident report.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import { causeText, STATE_WORDS, STOP_WORDS, VERDICT_WORDS } from '../method/codes.ts';
import { textIn } from '../method/language.ts';
import { tableOf } from '../method/table.ts';
import type { IncidentData, OutageData } from './data.ts';
import { MOMENT_WORDS, WORDS } from './words.ts';

/** What happened when. */
export function timelineTable(locale: Locale, data: IncidentData): Table {
  const names = new Map(data.outages.map(({ link, name }) => [link, name]));
  if (data.root) names.set(data.root.link, data.root.name);
  return tableOf(locale, {
    id: 'timeline',
    title: WORDS.timeline,
    rows: data.timeline,
    empty: WORDS.noMoment,
    columns: [
      { key: 'at', title: WORDS.when, kind: 'moment', width: 3, value: ({ at }) => at },
      {
        key: 'event',
        title: WORDS.what,
        kind: 'text',
        width: 4,
        value: ({ kind, cause, reference }) => {
          const more = [cause === null ? undefined : causeText(locale, cause), reference ?? undefined];
          const told = more.filter((text) => text !== undefined && text !== '');
          return [textIn(locale, MOMENT_WORDS[kind]), ...told].join(': ');
        },
      },
      {
        key: 'link',
        title: WORDS.link,
        kind: 'text',
        width: 3,
        value: ({ link }) => (link === null ? textIn(locale, WORDS.monitor) : (names.get(link) ?? link)),
      },
      { key: 'who', title: WORDS.who, kind: 'text', width: 2, value: ({ who }) => who },
      { key: 'note', title: WORDS.note, kind: 'text', width: 4, value: ({ note }) => note },
    ],
  });
}

/** What failed, and what it took along. */
export function outageTable(locale: Locale, data: IncidentData): Table {
  return tableOf(locale, {
    id: 'outages',
    title: WORDS.outages,
    rows: data.outages,
    empty: WORDS.noOutage,
    mark: ({ isRoot }) => (isRoot ? 'bad' : undefined),
    columns: [
      { key: 'link', title: WORDS.link, kind: 'text', width: 3, value: ({ name }) => name },
      { key: 'site', title: WORDS.site, kind: 'text', width: 3, value: ({ site }) => site },
      { key: 'provider', title: WORDS.provider, kind: 'text', width: 2, value: ({ provider }) => provider },
      {
        key: 'state',
        title: WORDS.state,
        kind: 'text',
        width: 2,
        value: ({ state }) => textIn(locale, STATE_WORDS[state]),
      },
      { key: 'from', title: WORDS.begin, kind: 'moment', width: 3, value: ({ from }) => from },
      {
        key: 'reported',
        title: WORDS.reported,
        kind: 'moment',
        width: 0,
        value: ({ reportedAt }) => reportedAt,
      },
      {
        key: 'acknowledged',
        title: WORDS.acknowledged,
        kind: 'moment',
        width: 0,
        value: ({ acknowledgedAt }) => acknowledgedAt,
      },
      { key: 'to', title: WORDS.end, kind: 'moment', width: 3, value: ({ to }) => to },
      { key: 'gross_s', title: WORDS.gross, kind: 'duration', width: 2, value: ({ monitorMs }) => monitorMs },
      {
        key: 'ticket_s',
        title: WORDS.ticketClock,
        kind: 'duration',
        width: 2,
        value: ({ ticketMs }) => ticketMs,
      },
      { key: 'stop_s', title: WORDS.stopped, kind: 'duration', width: 2, value: ({ stopMs }) => stopMs },
      {
        key: 'net_s',
        title: WORDS.net,
        kind: 'duration',
        width: 2,
        formula: '[gross_s]-[stop_s]',
        value: ({ netMs }) => netMs,
      },
      {
        key: 'count',
        title: WORDS.verdict,
        kind: 'text',
        width: 2,
        value: ({ verdict }) => textIn(locale, VERDICT_WORDS[verdict]),
      },
      {
        key: 'cause',
        title: WORDS.cause,
        kind: 'text',
        width: 3,
        value: (outage) => causeOf(locale, outage),
      },
      {
        key: 'our_ticket',
        title: WORDS.ourTicket,
        kind: 'text',
        width: 2,
        value: ({ ourTickets }) => listed(ourTickets),
      },
      {
        key: 'provider_ticket',
        title: WORDS.providerTicket,
        kind: 'text',
        width: 2,
        value: ({ providerTickets }) => listed(providerTickets),
      },
    ],
  });
}

/** Time that was taken out, and by whom. */
export function stopTable(locale: Locale, data: IncidentData): Table {
  const agreed = (value: boolean | null): string =>
    textIn(locale, value === null ? WORDS.notAsked : value ? WORDS.yes : WORDS.no);
  return tableOf(locale, {
    id: 'stop-clocks',
    title: WORDS.stopped,
    rows: data.stops,
    empty: WORDS.noStop,
    columns: [
      { key: 'entry', title: WORDS.entryNumber, kind: 'count', width: 1, value: ({ entry }) => entry },
      { key: 'link', title: WORDS.link, kind: 'text', width: 2, value: ({ link }) => nameOf(data, link) },
      {
        key: 'reason',
        title: WORDS.reason,
        kind: 'text',
        width: 3,
        value: ({ reason }) => textIn(locale, STOP_WORDS[reason]),
      },
      { key: 'from', title: WORDS.begin, kind: 'moment', width: 3, value: ({ from }) => from },
      { key: 'to', title: WORDS.end, kind: 'moment', width: 3, value: ({ to }) => to },
      { key: 'within_s', title: WORDS.inOutage, kind: 'duration', width: 2, value: ({ ms }) => ms },
      {
        key: 'provider_agrees',
        title: WORDS.providerAgrees,
        kind: 'text',
        width: 2,
        value: (stop) => agreed(stop.agreedByProvider),
      },
      {
        key: 'office_agrees',
        title: WORDS.customerAgrees,
        kind: 'text',
        width: 2,
        value: (stop) => agreed(stop.agreedByCustomer),
      },
      { key: 'who', title: WORDS.who, kind: 'text', width: 2, value: ({ who }) => who },
      { key: 'note', title: WORDS.note, kind: 'text', width: 3, value: ({ note }) => note },
      { key: 'evidence', title: WORDS.evidence, kind: 'text', width: 3, value: ({ evidence }) => evidence },
    ],
  });
}

/** What was corrected afterwards. */
export function correctionTable(locale: Locale, data: IncidentData): Table {
  return tableOf(locale, {
    id: 'corrections',
    title: ['Koreksi', 'Corrections'],
    rows: data.corrections,
    empty: WORDS.noCorrection,
    columns: [
      { key: 'entry', title: WORDS.entryNumber, kind: 'count', width: 1, value: ({ entry }) => entry },
      { key: 'link', title: WORDS.link, kind: 'text', width: 2, value: ({ link }) => nameOf(data, link) },
      { key: 'from', title: WORDS.begin, kind: 'moment', width: 3, value: ({ from }) => from },
      { key: 'to', title: WORDS.end, kind: 'moment', width: 3, value: ({ to }) => to },
      {
        key: 'change',
        title: WORDS.change,
        kind: 'text',
        width: 3,
        value: ({ state, cause }) =>
          [
            ...(state === null ? [] : [textIn(locale, STATE_WORDS[state])]),
            ...(cause === null ? [] : [causeText(locale, cause)]),
          ].join(', '),
      },
      { key: 'who', title: WORDS.who, kind: 'text', width: 2, value: ({ who }) => who },
      { key: 'entered', title: WORDS.entered, kind: 'moment', width: 3, value: ({ at }) => at },
      { key: 'note', title: WORDS.note, kind: 'text', width: 3, value: ({ note }) => note },
      { key: 'evidence', title: WORDS.evidence, kind: 'text', width: 3, value: ({ evidence }) => evidence },
    ],
  });
}

/** The cause of an outage, and who says so. */
export function causeOf(locale: Locale, { cause }: Pick<OutageData, 'cause'>): string {
  if (!cause) return textIn(locale, WORDS.causeOpen);
  const source = { confirmed: WORDS.confirmed, correction: WORDS.corrected, proposal: WORDS.proposed }[
    cause.source
  ];
  return `${causeText(locale, cause.code)} (${textIn(locale, source)})`;
}

function nameOf({ outages }: IncidentData, link: string): string {
  return outages.find((outage) => outage.link === link)?.name ?? link;
}

function listed(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join(', ');
}

// Annexes A to C as tables.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import { causeText, STATE_WORDS, STOP_WORDS, UNKNOWN_WORDS, VERDICT_WORDS } from '../method/codes.ts';
import { type Both, textIn } from '../method/language.ts';
import { type ColumnSpec, tableOf } from '../method/table.ts';
import type { CauseData, LedgerData, MaintenanceData, SlaData, SlaEventData, UnknownData } from './data.ts';
import { WORDS } from './words.ts';

/** What marks where a cause comes from. */
const SOURCE_MARKS: Readonly<Record<CauseData['source'], Both>> = {
  confirmed: ['K', 'C'],
  correction: ['R', 'R'],
  proposal: ['U', 'P'],
};

/** Names of links by id. */
function namesOf({ links }: SlaData): (id: string) => string {
  const names = new Map(links.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** A cause with the mark of where it comes from; null where nobody knows. */
export function causeCell(locale: Locale, cause: CauseData | null): string | null {
  return cause && `(${textIn(locale, SOURCE_MARKS[cause.source])}) ${causeText(locale, cause.code)}`;
}

/** Annex A: outages. */
export function eventTable(locale: Locale, data: SlaData): Table {
  const name = namesOf(data);
  const text = (both: Both) => textIn(locale, both);
  type Column = ColumnSpec<SlaEventData>;
  const moment = (
    key: string,
    title: Both,
    of: (event: SlaEventData) => number | null,
    width = 12,
  ): Column => ({
    ...{ key, title, kind: 'moment', width, value: of },
  });
  const duration = (key: string, title: Both, of: (event: SlaEventData) => number, width = 8): Column => ({
    ...{ key, title, kind: 'duration', width, value: of },
    ...(width > 0 && { total: 'sum' as const }),
  });
  const words = (
    key: string,
    title: Both,
    width: number,
    of: (event: SlaEventData) => string | null,
  ): Column => ({
    ...{ key, title, kind: 'text', width, value: of },
  });
  const columns: readonly Column[] = [
    { key: 'no', title: ['No', 'No.'], kind: 'count', width: 3, value: (_, index) => index + 1 },
    { ...words('link', ['Jalur', 'Link'], 12, ({ link }) => name(link)) },
    words('link_id', ['Id jalur', 'Link id'], 0, ({ link }) => link),
    words('tickets', ['Tiket kami / penyedia', 'Ticket: ours / provider’s'], 10, ticketCell),
    words('state', ['Status awal', 'First state'], 0, ({ state }) => text(STATE_WORDS[state])),
    moment('down', ['Putus', 'Down'], ({ from }) => from),
    moment('first_lost', ['Echo hilang pertama', 'First lost echo'], ({ monitoredFrom }) => monitoredFrom, 0),
    moment('reported', ['Dilaporkan', 'Reported'], ({ reportedAt }) => reportedAt),
    moment('acknowledged', ['Ditanggapi', 'Acknowledged'], ({ acknowledgedAt }) => acknowledgedAt),
    words(
      'acknowledged_by',
      ['Ditanggapi oleh', 'Acknowledged by'],
      0,
      ({ acknowledgedBy }) => acknowledgedBy,
    ),
    moment('up', ['Pulih', 'Up'], ({ to }) => to),
    duration('gross', ['Kotor', 'Gross'], ({ grossMs }) => grossMs),
    duration('stop', ['Stop clock', 'Stop clock'], ({ stopMs }) => stopMs),
    words('stop_reason', ['Alasan stop clock', 'Stop clock reason'], 9, ({ stops, bareStopMinutes }) =>
      joined([
        ...new Set(stops.map(({ reason }) => text(STOP_WORDS[reason]))),
        ...(bareStopMinutes === null ? [] : [text(bareText(bareStopMinutes))]),
      ]),
    ),
    {
      ...duration('net', ['Bersih', 'Net'], ({ netMs }) => netMs),
      formula: '[gross]-[stop]',
    },
    duration('whole_net', ['Bersih utuh', 'Net as a whole'], ({ wholeNetMs }) => wholeNetMs, 0),
    { ...duration('counted', ['Dihitung', 'Counted'], ({ countedMs }) => countedMs) },
    words('verdict', ['Hasil', 'Verdict'], 8, ({ verdict, ancestor }) =>
      joined([text(VERDICT_WORDS[verdict]), ...(ancestor === null ? [] : [ancestor])]),
    ),
    words('cause', ['Sebab', 'Cause'], 10, ({ cause }) => causeCell(locale, cause)),
    words('action', ['Tindakan', 'Action'], 10, ({ actions }) => joined(actions)),
    words('evidence', ['Bukti', 'Evidence'], 9, ({ evidence }) => joined(evidence)),
    words('late', ['Lewat batas perbaikan', 'Repair was late'], 0, ({ late }) =>
      late === null ? null : text(late ? WORDS.yes : WORDS.no),
    ),
    words('corrections', ['No. koreksi', 'Corrections'], 0, ({ corrections }) =>
      joined(corrections.map(String)),
    ),
    {
      key: 'incident',
      title: ['No. gangguan', 'Incident'],
      kind: 'count',
      width: 0,
      value: ({ incident }) => incident,
    },
  ];
  return tableOf(locale, {
    id: 'events',
    title: WORDS.eventTable,
    columns,
    rows: data.events,
    mark: ({ countedMs }) => (countedMs > 0 ? 'bad' : undefined),
    note: text(WORDS.eventNote),
    empty: WORDS.noEvents,
  });
}

function bareText(minutes: number): Both {
  return [
    `${minutes} menit tanpa rentang waktu (tidak dikurangkan)`,
    `${minutes} min without an interval (not deducted)`,
  ];
}

function ticketCell({ ourTickets, providerTickets }: SlaEventData): string | null {
  if (ourTickets.length + providerTickets.length === 0) return null;
  return `${joined(ourTickets) ?? '–'} / ${joined(providerTickets) ?? '–'}`;
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('; ');
}

/** Annex A, second part: every entry that changed something, with who answers for it. */
export function ledgerTable(locale: Locale, data: SlaData): Table {
  const name = namesOf(data);
  const text = (both: Both) => textIn(locale, both);
  const agreed = (answer: boolean | null, { kind }: LedgerData) =>
    kind === 'stop' ? text(answer === null ? WORDS.notAsked : answer ? WORDS.yes : WORDS.no) : null;
  const columns: readonly ColumnSpec<LedgerData>[] = [
    { key: 'entry', title: ['No', 'No.'], kind: 'count', width: 4, value: ({ id }) => id },
    { key: 'link', title: ['Jalur', 'Link'], kind: 'text', width: 13, value: ({ link }) => name(link) },
    { key: 'kind', title: ['Jenis', 'Kind'], kind: 'text', width: 8, value: ({ kind }) => text(WORDS[kind]) },
    { key: 'from', title: ['Dari', 'From'], kind: 'moment', width: 11, value: ({ from }) => from },
    { key: 'to', title: ['Sampai', 'To'], kind: 'moment', width: 11, value: ({ to }) => to },
    {
      key: 'what',
      title: ['Isi', 'What'],
      kind: 'text',
      width: 14,
      value: ({ reason, state, cause }) =>
        joined([
          ...(reason ? [text(STOP_WORDS[reason])] : []),
          ...(state ? [text(STATE_WORDS[state])] : []),
          ...(cause ? [causeText(locale, cause)] : []),
        ]),
    },
    { key: 'note', title: ['Keterangan', 'Note'], kind: 'text', width: 18, value: ({ note }) => note },
    {
      key: 'evidence',
      title: ['Bukti', 'Evidence'],
      kind: 'text',
      width: 12,
      value: ({ evidence }) => evidence,
    },
    { key: 'who', title: ['Oleh', 'By'], kind: 'text', width: 8, value: ({ who }) => who },
    { key: 'entered', title: ['Dicatat', 'Entered'], kind: 'moment', width: 11, value: ({ at }) => at },
    {
      key: 'agreed_provider',
      title: ['Disetujui penyedia', 'Provider agreed'],
      kind: 'text',
      width: 8,
      value: (entry) => agreed(entry.agreedByProvider, entry),
    },
    {
      key: 'agreed_customer',
      title: ['Disetujui pelanggan', 'Customer agreed'],
      kind: 'text',
      width: 8,
      value: (entry) => agreed(entry.agreedByCustomer, entry),
    },
  ];
  return tableOf(locale, {
    ...{ id: 'ledger', title: WORDS.ledgerTable, columns, rows: data.ledger, empty: WORDS.noLedger },
  });
}

/** Annex B. */
export function maintenanceTable(locale: Locale, data: SlaData): Table {
  const columns: readonly ColumnSpec<MaintenanceData>[] = [
    { key: 'window', title: ['Jendela', 'Window'], kind: 'text', width: 18, value: (each) => each.name },
    { key: 'window_id', title: ['Id', 'Id'], kind: 'text', width: 0, value: ({ window }) => window },
    { key: 'from', title: ['Dari', 'From'], kind: 'moment', width: 12, value: ({ from }) => from },
    { key: 'to', title: ['Sampai', 'To'], kind: 'moment', width: 12, value: ({ to }) => to },
    {
      key: 'length',
      title: ['Lama', 'Length'],
      kind: 'duration',
      width: 9,
      value: ({ from, to }) => to - from,
    },
    {
      key: 'announced_by',
      title: ['Diumumkan oleh', 'Announced by'],
      kind: 'text',
      width: 16,
      value: (each) => each.announcedBy,
    },
    {
      key: 'announced',
      title: ['Diumumkan', 'Announced'],
      kind: 'moment',
      width: 12,
      value: (each) => each.announcedAt,
    },
    {
      key: 'links',
      title: ['Jumlah jalur', 'Number of links'],
      kind: 'count',
      width: 6,
      value: ({ links }) => links.length,
    },
    {
      key: 'link_names',
      title: ['Jalur', 'Links'],
      kind: 'text',
      width: 25,
      value: ({ links }) => listed(links),
    },
  ];
  return tableOf(locale, {
    ...{ id: 'maintenance', title: WORDS.maintenanceTable, columns, rows: data.maintenance },
    empty: WORDS.noMaintenance,
  });
}

/** Annex C. */
export function unknownTable(locale: Locale, data: SlaData): Table {
  const columns: readonly ColumnSpec<UnknownData>[] = [
    { key: 'from', title: ['Dari', 'From'], kind: 'moment', width: 12, value: ({ from }) => from },
    { key: 'to', title: ['Sampai', 'To'], kind: 'moment', width: 12, value: ({ to }) => to },
    {
      key: 'length',
      title: ['Lama', 'Length'],
      kind: 'duration',
      width: 10,
      value: ({ from, to }) => to - from,
    },
    {
      key: 'reason',
      title: ['Sebab', 'Reason'],
      kind: 'text',
      width: 22,
      value: ({ reason }) => textIn(locale, UNKNOWN_WORDS[reason] ?? [reason, reason]),
    },
    {
      key: 'links',
      title: ['Jumlah jalur', 'Number of links'],
      kind: 'count',
      width: 7,
      value: ({ links }) => links.length,
    },
    {
      key: 'link_names',
      title: ['Jalur', 'Links'],
      kind: 'text',
      width: 37,
      value: ({ links }) => listed(links),
    },
  ];
  return tableOf(locale, {
    ...{ id: 'unknown', title: WORDS.unknownTable, columns, rows: data.unknown },
    note: textIn(locale, WORDS.unknownNote),
    empty: WORDS.noUnknown,
  });
}

/** A cell of names stays readable; the number beside it counts all of them, and the data names them. */
const MOST_NAMES = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown}, … (+${names.length - MOST_NAMES})` : shown;
}

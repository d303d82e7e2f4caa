// A table of tickets becomes entries of the ledger. Dates are ISO or refused: a file with "01-08-20" was once read as 2001 in 638 of
// 651 rows. Bare minutes of stop clock are kept as such, for nobody knows which they were.

import type { LedgerDraft } from '../api/ledger-port.ts';
import { readCsvFile } from '../config/import/csv-file.ts';
import { cellText } from '../config/import/sheet.ts';
import { parseMoment } from '../config/local-date-time.ts';

/** What a column can mean, and what offices call it. */
const COLUMNS = {
  link: ['link', 'jalur', 'id jalur', 'link id'],
  from: ['from', 'down', 'mulai', 'mulai gangguan', 'tiket open', 'open'],
  to: ['to', 'up', 'selesai', 'selesai gangguan', 'tiket close', 'close'],
  reportedAt: ['reported', 'reported at', 'dilaporkan', 'lapor'],
  ourNumber: ['our number', 'no tiket', 'nomor tiket', 'tiket', 'ticket'],
  providerNumber: ['provider number', 'no tiket penyedia', 'nomor tiket penyedia', 'tiket penyedia'],
  action: ['action', 'tindakan', 'penanganan'],
  note: ['note', 'penyebab', 'catatan', 'keterangan', 'cause'],
  evidence: ['evidence', 'bukti'],
  bareStopMinutes: [
    'stop clock',
    'stop clock menit',
    'stop clock minutes',
    'stop minutes',
    'henti hitung menit',
  ],
} as const;
type Column = keyof typeof COLUMNS;
const MOMENTS: readonly Column[] = ['from', 'to', 'reportedAt'];
const NEEDED: readonly Column[] = ['link', 'from', 'to'];
/** A note is wanted of every entry; a table without one has this. */
const NO_NOTE = 'imported ticket';

/** A row of the table. */
export interface TicketRow {
  /** As a spreadsheet numbers it: the header is 1. */
  readonly row: number;
  readonly draft: LedgerDraft;
}

/** What a file holds. */
export interface TicketTable {
  readonly rows: readonly TicketRow[];
  /** Headers that mean nothing here. */
  readonly unread: readonly string[];
  /** Everything that is wrong, each with its row. */
  readonly faults: readonly string[];
}

/** Reads a CSV file of tickets; throws an ImportFailure for what is no table. */
export function readTickets(bytes: Uint8Array, name: string): TicketTable {
  const [header = [], ...rows] = readCsvFile(bytes, name).rows.map((cells) => cells.map(cellText));
  const columns = header.map(columnOf);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  const numbers: readonly Column[] = ['ourNumber', 'providerNumber'];
  const faults = [
    ...missing.map(
      (column) => `row 1: there is no column for "${column}", such as "${COLUMNS[column].join('", "')}"`,
    ),
    ...columns.flatMap((column, index) =>
      column !== undefined && columns.indexOf(column) < index
        ? [`row 1: "${header[index]}" and "${header[columns.indexOf(column)]}" mean the same column`]
        : [],
    ),
    ...(numbers.some((column) => columns.includes(column))
      ? []
      : ['row 1: there is no column with the number of the ticket, such as "no tiket" or "provider number"']),
  ];
  const unread = header.filter((text, index) => text !== '' && columns[index] === undefined);
  if (faults.length > 0) return { rows: [], unread, faults };
  const found: TicketRow[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell === '')) continue;
    const row = index + 2;
    const draft = draftOf(new Map(columns.map((column, at) => [column, cells[at] ?? ''])));
    if (typeof draft === 'string') faults.push(`row ${row}: ${draft}`);
    else found.push({ row, draft });
  }
  return { rows: found, unread, faults };
}

function columnOf(header: string): Column | undefined {
  const plain = header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const names = Object.keys(COLUMNS) as Column[]; // The keys are those of the constant above.
  return names.find((column) => (COLUMNS[column] as readonly string[]).includes(plain));
}

/** The entry of a row, or what is wrong with it. */
function draftOf(cells: ReadonlyMap<Column | undefined, string>): LedgerDraft | string {
  const given = (column: Column): string | undefined => {
    const text = cells.get(column) ?? '';
    return text === '' || text === '-' ? undefined : text;
  };
  const empty = NEEDED.find((column) => given(column) === undefined);
  if (empty !== undefined) return `"${empty}" is empty`;
  for (const column of MOMENTS) {
    const fault = momentFault(column, given(column));
    if (fault !== undefined) return fault;
  }
  const minutes = given('bareStopMinutes');
  if (minutes !== undefined && !/^\d{1,6}$/.test(minutes))
    return `the stop clock is "${minutes}", wanted whole minutes`;
  const ticket = Object.fromEntries(
    (['reportedAt', 'ourNumber', 'providerNumber', 'action', 'evidence'] as const).flatMap((column) => {
      const text = given(column);
      return text === undefined ? [] : [[column, text]];
    }),
  );
  if (ticket['ourNumber'] === undefined && ticket['providerNumber'] === undefined)
    return 'the ticket has no number';
  return {
    kind: 'ticket',
    link: given('link') ?? '',
    from: given('from') ?? '',
    to: given('to') ?? '',
    note: given('note') ?? NO_NOTE,
    ...ticket,
    ...(minutes !== undefined && Number(minutes) > 0 && { bareStopMinutes: Number(minutes) }),
  };
}

function momentFault(column: Column, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const moment = parseMoment(text);
  if (moment?.minute !== undefined) return undefined;
  const why = moment
    ? 'the time of day is missing'
    : /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text)
      ? 'which of its numbers is the year is not guessed'
      : 'that is no moment of the calendar';
  return `"${column}" is "${text}": ${why}; wanted such as 2026-10-31 08:00`;
}

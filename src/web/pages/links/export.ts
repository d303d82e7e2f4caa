// The view as a table for a spreadsheet: every row of it, drawn or not, in its order, with the columns that are shown.

import type { LinkView } from '../../../stream/protocol.ts';
import { linkReason, type SentenceContext } from '../../text/sentence.ts';
import type { Words } from '../../text/words.ts';
import type { Column } from './columns.ts';
import type { CsvCell } from './csv.ts';
import { gaugeOf, lossPctOf, mosOf, ratesOf, rttMsOf, useOf, verdictAtOf } from './figures.ts';

/** What cells need besides their link. */
export interface ExportContext {
  readonly words: Words;
  readonly sentences: SentenceContext;
  /** IANA name of the province's zone. */
  readonly timeZone: string;
}

/** What stands in brackets behind the name of a column whose figures have a unit. */
const UNIT: Partial<Record<Column, string>> = {
  long: 's',
  rtt: 'ms',
  p95: 'ms',
  jitter: 'ms',
  loss: '%',
  in: 'bit/s',
  out: 'bit/s',
  traffic: '%',
  bandwidth: 'bit/s',
  battery: '%',
  age: 's',
};

/** Columns that can be written: a drawing cannot. */
export function exportedColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter((column) => column !== 'spark');
}

/** The head: the id, by which rows of two files are compared, and the columns with their units. */
export function exportHead(
  columns: readonly Column[],
  names: Readonly<Record<Column, string>>,
): readonly string[] {
  return ['id', ...columns.map((column) => names[column] + (UNIT[column] ? ` (${UNIT[column]})` : ''))];
}

/** One row. */
export function exportRow(
  link: LinkView,
  columns: readonly Column[],
  context: ExportContext,
): readonly CsvCell[] {
  return [link.id, ...columns.map((column) => cellOf(link, column, context))];
}

function cellOf(link: LinkView, column: Column, { words, sentences, timeZone }: ExportContext): CsvCell {
  const { now } = sentences;
  switch (column) {
    case 'state':
      return words.state[link.state];
    case 'link':
      return link.name;
    case 'regency':
      return link.regency && sentences.siteName(link.regency);
    case 'provider':
      return link.provider;
    case 'contract':
      return link.contract;
    case 'medium':
      return words.medium[link.medium];
    case 'address':
      return link.address;
    case 'since':
      return isoIn(timeZone, link.since);
    case 'long':
      return seconds(now - link.since);
    case 'rtt':
      return rounded(rttMsOf(link), 3);
    case 'p95':
      return rounded(link.round?.rtt?.p95Ms, 3);
    case 'jitter':
      return rounded(link.round?.rtt?.jitterMs, 3);
    case 'loss':
      return rounded(lossPctOf(link), 2);
    case 'mos':
      return rounded(mosOf(link), 2);
    case 'in':
      return rounded(ratesOf(link).inBps, 0);
    case 'out':
      return rounded(ratesOf(link).outBps, 0);
    case 'traffic':
      return rounded(useOf(link)?.pct, 1);
    case 'bandwidth':
      return link.bandwidthBps;
    case 'clients':
      return gaugeOf(link, 'clients');
    case 'battery':
      return gaugeOf(link, 'battery_charge');
    case 'age': {
      const at = verdictAtOf(link);
      return at === undefined ? undefined : seconds(now - at);
    }
    case 'reason':
      return linkReason(link, sentences);
    case 'spark':
      return undefined;
  }
}

/** `jalur-sulawesi-barat-20261124-1403.csv`. */
export function exportName(province: string, timeZone: string, at: number): string {
  const place = province
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const stamp = isoIn(timeZone, at).slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
  return `jalur-${place}-${stamp}.csv`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** ISO 8601 in a zone, with its offset: `2026-11-24T14:03:27+08:00`. */
export function isoIn(timeZone: string, at: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en', { timeZone, ...day, ...digits, timeZoneName: 'longOffset' });
    // A page has one province, which has one zone.
    formats.clear();
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const offset = of('timeZoneName').replace('GMT', '');
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}${offset === '' ? '+00:00' : offset}`;
}

function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1_000));
}

function rounded(value: number | undefined, decimals: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * 10 ** decimals) / 10 ** decimals;
}

// The few words that renderers say by themselves, in both languages.

import type { Locale } from '../../domain/explain.ts';
import type { Chart, Tone } from '../document.ts';

/** What a strip's span can be. */
export type StripClass = Extract<Chart, { type: 'strips' }>['rows'][number]['spans'][number]['class'];

/** The words of one language. */
export interface RenderWords {
  readonly tones: Readonly<Record<Tone, string>>;
  readonly classes: Readonly<Record<StripClass, string>>;
  readonly total: string;
  readonly noData: string;
  /** Title of a chart's or table's further parts. */
  readonly part: (part: number, of: number) => string;
  readonly page: (page: number, of: number) => string;
  /** How a copy is checked. */
  readonly check: (hash: string) => string;
  readonly checkTitle: string;
  readonly name: string;
  /** Above the signatures. */
  readonly date: string;
  readonly warning: string;
  /** Columns that no sheet of paper can hold. */
  readonly columnsLeftOut: (count: number) => string;
  /** Rows that no sheet of a spreadsheet can hold. */
  readonly rowsLeftOut: (shown: number, all: number) => string;
  readonly summary: string;
  readonly seconds: string;
  readonly clock: string;
  readonly hash: string;
  readonly sheet: string;
  readonly rows: string;
  readonly contents: string;
  readonly period: string;
  readonly marked: string;
}

const INDONESIAN: RenderWords = {
  tones: { good: 'Baik', warning: 'Perhatian', bad: 'Buruk', neutral: 'Netral' },
  classes: {
    up: 'hidup',
    degraded: 'menurun',
    down: 'putus',
    unreachable: 'tak terjangkau',
    unknown: 'tidak diketahui',
    maintenance: 'pemeliharaan',
  },
  total: 'Jumlah',
  noData: 'Tidak ada data.',
  part: (part, of) => `bagian ${part} dari ${of}`,
  page: (page, of) => `halaman ${page} dari ${of}`,
  checkTitle: 'Keaslian dokumen',
  check: (hash) =>
    `Sidik data (SHA-256) laporan ini: ${hash}. Kode QR memuat sidik yang sama. Cara memeriksa salinan: buka laporan ini ` +
    'di halaman Laporan pada jalur, atau cetak ulang dengan perintah “jalur report”; sidik yang sama berarti angka yang sama.',
  name: 'Nama',
  date: 'tanggal',
  warning: 'Perhatian',
  columnsLeftOut: (count) => `${count} kolom hanya ada di lembar kerja dan CSV: kertas tidak cukup lebar.`,
  rowsLeftOut: (shown, all) =>
    `Lembar ini memuat ${shown} baris pertama dari ${all}: lembar kerja tidak dapat memuat lebih. Seluruhnya ada di CSV dan JSON.`,
  summary: 'Ringkasan',
  seconds: 'detik',
  clock: 'j:mm:dd',
  hash: 'Sidik data (SHA-256)',
  sheet: 'Lembar',
  rows: 'Baris',
  contents: 'Isi',
  period: 'Waktu',
  marked: 'Tanda',
};

const ENGLISH: RenderWords = {
  tones: { good: 'Good', warning: 'Warning', bad: 'Bad', neutral: 'Neutral' },
  classes: {
    up: 'up',
    degraded: 'degraded',
    down: 'down',
    unreachable: 'unreachable',
    unknown: 'unknown',
    maintenance: 'maintenance',
  },
  total: 'Total',
  noData: 'No data.',
  part: (part, of) => `part ${part} of ${of}`,
  page: (page, of) => `page ${page} of ${of}`,
  checkTitle: 'Authenticity',
  check: (hash) =>
    `Hash of this report's data (SHA-256): ${hash}. The QR code holds the same. To check a copy, open this report on the page ` +
    'Reports of jalur, or make it again by the command “jalur report”: the same hash means the same figures.',
  name: 'Name',
  date: 'date',
  warning: 'Warning',
  columnsLeftOut: (count) =>
    `${count} columns are in the spreadsheet and the CSV only: the paper is not wide enough.`,
  rowsLeftOut: (shown, all) =>
    `This sheet holds the first ${shown} rows of ${all}: a spreadsheet cannot hold more. All are in CSV and JSON.`,
  summary: 'Summary',
  seconds: 'seconds',
  clock: 'h:mm:ss',
  hash: 'Hash of the data (SHA-256)',
  sheet: 'Sheet',
  rows: 'Rows',
  contents: 'Contents',
  period: 'Time',
  marked: 'Mark',
};

/** Words by language. */
export const RENDER_WORDS: Readonly<Record<Locale, RenderWords>> = { id: INDONESIAN, en: ENGLISH };

// Cells as spreadsheets write them, turned into what the schema takes. A cell that is not understood is passed on as it
// is: the schema then says what it wanted.

import type { Medium, Stage } from '../domain/link.ts';
import type { SiteKind } from '../domain/site.ts';
import type { Column } from './csv-columns.ts';

const MEDIUM: Readonly<Record<string, Medium>> = {
  fo: 'fiber',
  fibre: 'fiber',
  'fiber optik': 'fiber',
  'fiber optic': 'fiber',
  'serat optik': 'fiber',
  nirkabel: 'radio',
  wireless: 'radio',
  seluler: 'lte',
  '4g': 'lte',
  satelit: 'vsat',
  satellite: 'vsat',
  tembaga: 'copper',
  lainnya: 'other',
};
const STAGE: Readonly<Record<string, Stage>> = {
  rencana: 'planned',
  direncanakan: 'planned',
  aktif: 'active',
  ditangguhkan: 'suspended',
  pensiun: 'retired',
  dibongkar: 'retired',
};
const ROLE: Readonly<Record<string, 'primary' | 'backup'>> = { utama: 'primary', cadangan: 'backup' };
const KIND: Readonly<Record<string, SiteKind>> = {
  provinsi: 'province',
  kabupaten: 'regency',
  desa: 'village',
  kelurahan: 'village',
  kantor: 'office',
  opd: 'office',
};

/** A cell's value for the schema; undefined for an empty cell. */
export function cellValue(column: Column, cell: string): unknown {
  const text = cell.trim();
  if (text === '' || text === '-') return undefined;
  switch (column) {
    case 'medium':
      return word(text, MEDIUM);
    case 'stage':
      return word(text, STAGE);
    case 'role':
      return word(text, ROLE);
    case 'kind':
      return word(text, KIND);
    case 'latitude':
    case 'longitude':
      return degrees(text);
    case 'since':
    case 'activated':
    case 'terminated':
    case 'building':
      return isoDay(text);
    case 'bandwidth':
      return text.replace(',', '.');
    case 'year':
      return /^\d{4}$/.test(text) ? Number(text) : text;
    case 'beat':
      return beat(text);
    case 'tags':
      return text.toLowerCase().split(/[\s,;|]+/);
    case 'id':
    case 'link':
    case 'code':
    case 'name':
    case 'parent':
    case 'from':
    case 'programme':
    case 'provider':
    case 'contract':
    case 'sid':
    case 'address':
    case 'interface':
      return text;
  }
}

function word(text: string, words: Readonly<Record<string, string>>): string {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, ' ');
  return Object.hasOwn(words, plain) ? (words[plain] ?? plain) : plain;
}

/** A tick means the usual period; anything else is a period. */
function beat(text: string): true | string | undefined {
  const plain = text.toLowerCase();
  if (['ya', 'y', 'yes', 'true', 'x', '1'].includes(plain)) return true;
  return ['tidak', 'no', 'n', 'false', '0'].includes(plain) ? undefined : text;
}

/** Indonesian spreadsheets write -2,68. */
function degrees(text: string): number | string {
  const number = text.replace(',', '.');
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(number) ? Number(number) : text;
}

/** 01/03/2020 and 1-3-2020 are days before months here. */
function isoDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

// Words as offices write them, in Indonesian or English. A new spelling is one word here.

import type { Medium, Stage } from '../../domain/link.ts';
import type { SiteKind } from '../../domain/site.ts';
import { didYouMean } from '../suggest.ts';
import { bad, good, type Parsed } from './parsed.ts';

/** Lower case without accents and punctuation, single blanks: what spellings are compared by. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const MEDIUM: Readonly<Record<Medium, readonly string[]>> = {
  fiber: [
    'fiber',
    'fibre',
    'fo',
    'fiber optik',
    'fiber optic',
    'fibre optic',
    'serat optik',
    'kabel serat optik',
    'kabel fo',
    'optik',
    'gpon',
    'ftth',
    'metro ethernet',
    'metro e',
  ],
  radio: [
    'radio',
    'radio link',
    'radiolink',
    'wireless',
    'nirkabel',
    'microwave',
    'gelombang mikro',
    'ptp',
    'p2p',
    'ptmp',
    'wlan',
    'wifi',
    'radio ptp',
    'wireless ptp',
  ],
  lte: ['lte', '4g', '4g lte', 'lte 4g', 'gsm', 'seluler', 'selular', 'modem gsm', 'modem 4g', '3g', '5g'],
  vsat: ['vsat', 'satelit', 'satellite', 'vsat ip', 'vsat satelit', 'geo vsat'],
  copper: ['copper', 'tembaga', 'kabel tembaga', 'dsl', 'adsl', 'vdsl', 'utp', 'kabel utp'],
  other: ['other', 'lain', 'lainnya', 'lain lain'],
};
const STAGE: Readonly<Record<Stage, readonly string[]>> = {
  planned: [
    'planned',
    'plan',
    'rencana',
    'direncanakan',
    'usulan',
    'diusulkan',
    'belum',
    'belum aktif',
    'belum terpasang',
    'belum terbangun',
    'proses',
    'dalam proses',
    'pembangunan',
    'dalam pembangunan',
  ],
  active: [
    'active',
    'aktif',
    'online',
    'on',
    'on air',
    'terpasang',
    'beroperasi',
    'operasional',
    'sudah aktif',
  ],
  suspended: [
    'suspended',
    'ditangguhkan',
    'isolir',
    'terisolir',
    'nonaktif',
    'non aktif',
    'tidak aktif',
    'berhenti sementara',
  ],
  retired: ['retired', 'pensiun', 'dibongkar', 'dicabut', 'berhenti', 'putus kontrak', 'kontrak habis'],
};
/** What a device does now is jalur's to measure: the office's decision about it is still "active". */
const BROKEN = [
  'rusak',
  'rusak ringan',
  'rusak berat',
  'gangguan',
  'putus',
  'mati',
  'down',
  'offline',
  'off',
  'broken',
  'los',
];
const ROLE = {
  primary: ['primary', 'utama', 'main', 'primer'],
  backup: ['backup', 'cadangan', 'sekunder', 'secondary'],
} as const;
const KIND: Readonly<Record<SiteKind, readonly string[]>> = {
  province: ['province', 'provinsi'],
  regency: ['regency', 'kabupaten', 'kota', 'kab'],
  village: ['village', 'desa', 'kelurahan', 'desa kelurahan', 'lurah', 'kel'],
  office: ['office', 'kantor', 'opd', 'dinas', 'badan', 'kantor camat', 'kecamatan', 'sekolah', 'puskesmas'],
};

/** A transmission medium. */
export function readMedium(text: string): Parsed<Medium> {
  const found = lookUp(text, MEDIUM);
  if (found) return found;
  const several = text
    .split(/[/,&+]| dan /i)
    .map((part) => lookUp(part, MEDIUM))
    .flatMap((each) => (each?.ok ? [each.value] : []));
  const media = [...new Set(several)];
  if (media.length > 1)
    return bad(
      'one medium per row',
      `give the ${media[1] ?? 'second'} line a row of its own with the role "cadangan"`,
    );
  return unknown(text, 'a medium', MEDIUM);
}

/** A stage. */
export function readStage(text: string): Parsed<Stage> {
  if (BROKEN.includes(plain(text)))
    return good('active', 'that is what jalur measures; the stage is taken as active');
  return lookUp(text, STAGE) ?? unknown(text, 'a stage', STAGE);
}

/** Primary or backup. */
export function readRole(text: string): Parsed<'primary' | 'backup'> {
  return lookUp(text, ROLE) ?? unknown(text, 'a role', ROLE);
}

/** Kind of a site. */
export function readKind(text: string): Parsed<SiteKind> {
  return lookUp(text, KIND) ?? unknown(text, 'a kind of place', KIND);
}

function lookUp<Word extends string>(
  text: string,
  words: Readonly<Record<Word, readonly string[]>>,
): Parsed<Word> | undefined {
  const wanted = plain(text);
  for (const word of Object.keys(words) as Word[])
    if (words[word].includes(wanted)) return good(word, wanted === word ? undefined : `read as ${word}`);
  return undefined;
}

function unknown(
  text: string,
  what: string,
  words: Readonly<Record<string, readonly string[]>>,
): Parsed<never> {
  const hint = didYouMean(text, Object.values(words).flat());
  return bad(
    `wanted ${what}: ${Object.entries(words)
      .map(([word, spellings]) => `${word} (${spellings.slice(1, 3).join(', ')}, …)`)
      .join(', ')}`,
    hint === '' ? undefined : hint.replace(/^; /, ''),
  );
}

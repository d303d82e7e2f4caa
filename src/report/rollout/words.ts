// What the roll-out report says, in both languages.

import type { AcceptanceState } from '../../domain/acceptance.ts';
import type { Declared, Measured } from '../../domain/rollout-village.ts';
import type { Both } from '../method/language.ts';

/** Titles, labels and sentences. */
export const WORDS = {
  title: ['Laporan Pembangunan Internet Desa', 'Roll-out of Village Internet'],
  province: ['Provinsi', 'Province'],
  year: ['Tahun', 'Year'],
  allYears: ['semua tahun', 'all years'],
  asOf: ['Keadaan per', 'As of'],
  measuredFrom: ['Diukur sejak', 'Measured from'],
  villages: ['Desa', 'Villages'],
  target: ['Target', 'Target'],
  towards: ['Tersambung dari target', 'Connected of the target'],
  share: ['% target', '% of target'],
  planned: ['Direncanakan', 'Planned'],
  building: ['Dibangun', 'Building'],
  active: ['Dinyatakan aktif', 'Declared active'],
  ended: ['Dihentikan', 'Ended'],
  connected: ['Terukur tersambung', 'Measured as connected'],
  activeSilent: ['Aktif, terukur diam', 'Active, measured silent'],
  activeUnseen: ['Aktif, belum cukup terukur', 'Active, not watched long enough'],
  undeclared: ['Tersambung, belum dinyatakan aktif', 'Connected, not declared active'],
  byYear: ['Menurut tahun', 'By year'],
  byRegency: ['Menurut kabupaten', 'By regency'],
  byProgramme: ['Menurut program', 'By programme'],
  regency: ['Kabupaten', 'Regency'],
  programme: ['Program', 'Programme'],
  none: ['tanpa keterangan', 'not recorded'],
  total: ['Jumlah', 'Total'],
  list: ['Daftar desa', 'Villages'],
  rows: ['Satu baris per desa', 'One row per village'],
  code: ['Kode', 'Code'],
  village: ['Desa', 'Village'],
  declared: ['Dinyatakan', 'Declared'],
  measured: ['Terukur', 'Measured'],
  worked: ['Bekerja', 'Worked'],
  watched: ['Terpantau', 'Watched'],
  links: ['Jalur', 'Links'],
  acceptance: ['Uji terima', 'Acceptance'],
  empty: ['Tidak ada desa.', 'There are no villages.'],
  yearChart: ['Desa menurut tahun rencana', 'Villages by planned year'],
  curveChart: ['Jumlah sampai akhir tahun', 'Sums up to the end of the year'],
  regencyChart: ['Desa terukur tersambung menurut kabupaten', 'Villages measured as connected, by regency'],
  notConnected: ['Belum tersambung', 'Not connected yet'],
  unit: ['desa', 'villages'],
  partial: [
    'Laporan ini memuat jalur yang boleh dilihat pembaca saja: desa tanpa jalur tersebut, dan target, tidak dimuat.',
    'This report holds the links that its reader may see: villages without one of them, and targets, are left out.',
  ],
  ruleWithin: [
    'Tersambung berarti terukur bekerja paling sedikit',
    'Connected means measured to work for at least',
  ],
  ruleOf: ['dalam', 'within'],
  days: ['hari', 'd'],
  hours: ['jam', 'h'],
  minutes: ['menit', 'min'],
  ruleEnd: [
    'terakhir; pernyataan kantor tidak mengubahnya. Desa dihitung, bukan jalur: dua jalur ke satu desa dihitung sekali. ' +
      'Persentase dipotong, tidak dibulatkan.',
    'to the moment of this report, whatever the office declares. Villages are counted, not links: two links to one village count ' +
      'once. Percentages are cut off, not rounded.',
  ],
} as const satisfies Readonly<Record<string, Both>>;

/** What the office says of a village. */
export const DECLARED_WORDS: Readonly<Record<Declared, Both>> = {
  planned: ['direncanakan', 'planned'],
  building: ['dibangun', 'building'],
  active: ['aktif', 'active'],
  ended: ['dihentikan', 'ended'],
};

/** What was measured of it. */
export const MEASURED_WORDS: Readonly<Record<Measured, Both>> = {
  connected: ['tersambung', 'connected'],
  silent: ['diam', 'silent'],
  unseen: ['belum cukup terukur', 'not watched long enough'],
};

/** Acceptance records. */
export const ACCEPTANCE_WORDS: Readonly<Record<AcceptanceState, Both>> = {
  running: ['berjalan', 'running'],
  complete: ['selesai', 'complete'],
  'broken-off': ['dihentikan', 'broken off'],
};

// Tables of a month as the builders make them, large or small, with names and figures of the kind that occur.

import type { Cell, Column, Table } from '../../../src/report/document.ts';
import { cutNumber } from '../../../src/report/render/format.ts';

/** 1 October 2026 00.00 WITA, and the month's length. */
export const FROM = Date.UTC(2026, 8, 30, 16);
export const MONTH_MS = 31 * 86_400_000;
/** 2 November 2026 09.14.05 WITA. */
export const MADE_AT = Date.UTC(2026, 10, 2, 1, 14, 5);

const VILLAGES = [
  'Tanambuah',
  'Salutambung',
  'Bambangan',
  'Ulumanda',
  'Kabiraan',
  'Sambabo',
  'Popenga',
  'Tandeallo',
  'Panggalo',
  'Sulai',
  'Lombang Timur',
  'Kayuangin',
  'Maliaya',
  'Bukit Samang',
  'Mekkatta Selatan',
  'Lamungan Batu',
  'Padang Panga',
  'Tubo Poang',
  'Onang Utara',
  'Sendana',
  'Tallubanua Utara',
  'Balla Barakkang',
  'Rante Berang Kecamatan Mambi Dusun Salubulo Hulu',
  'Aralle',
];
const REGENCIES = ['Majene', 'Mamuju', 'Mamasa', 'Polewali Mandar', 'Pasangkayu', 'Mamuju Tengah'];

/** Names: Indonesian villages, numbered where there are more links than villages. */
export function linkName(index: number): string {
  const name = VILLAGES[index % VILLAGES.length] ?? '';
  return index < VILLAGES.length ? `Desa ${name}` : `Desa ${name} ${Math.floor(index / VILLAGES.length) + 1}`;
}

const LINK_COLUMNS: readonly Column[] = [
  { key: 'number', title: 'No.', kind: 'count', width: 0.7 },
  { key: 'link', title: 'Jalur', kind: 'text', width: 3.4 },
  { key: 'regency', title: 'Kabupaten', kind: 'text', width: 2 },
  { key: 'id', title: 'Kode jalur', kind: 'text', width: 0 },
  { key: 'total_s', title: 'Waktu layanan', kind: 'duration', width: 2, total: 'sum' },
  { key: 'gross_s', title: 'Gangguan kotor', kind: 'duration', width: 2, total: 'sum' },
  { key: 'stop_s', title: 'Stop clock', kind: 'duration', width: 2, total: 'sum' },
  {
    key: 'down_s',
    title: 'Gangguan bersih',
    kind: 'duration',
    width: 2,
    formula: '[gross_s]-[stop_s]',
    total: 'sum',
  },
  {
    key: 'availability_pct',
    title: 'Ketersediaan (%)',
    kind: 'percent',
    decimals: 3,
    width: 1.7,
    formula: 'IF([total_s]=0,"",ROUNDDOWN(100*([total_s]-[down_s])/[total_s],3))',
    total: { formula: 'IF([total_s]=0,"",ROUNDDOWN(100*([total_s]-[down_s])/[total_s],3))' },
  },
  { key: 'target_pct', title: 'Target (%)', kind: 'percent', decimals: 1, width: 1.1 },
  { key: 'fee_rp', title: 'Biaya bulanan', kind: 'money', width: 1.9, total: 'sum' },
  {
    key: 'restitution_rp',
    title: 'Restitusi',
    kind: 'money',
    width: 1.8,
    formula:
      'IF(OR([availability_pct]="",[availability_pct]>=[target_pct]),0,ROUND([fee_rp]*([target_pct]-[availability_pct])/[target_pct],0))',
    total: 'sum',
  },
];

/** The table of links; the first one was not in service at all. */
export function linksTable(links: number): Table {
  const rows: Cell[][] = [];
  const marked = new Map<number, 'bad' | 'warning'>();
  for (let index = 0; index < links; index++) {
    const total = index === 0 && links > 1 ? 0 : MONTH_MS;
    const gross = total === 0 ? 0 : ((index * 7_919) % 40) * 1_237_000;
    const stop = index % 4 === 0 ? Math.floor(gross / 3_000) * 1_000 : 0;
    const down = gross - stop;
    const pct = total === 0 ? null : cutNumber((100 * (total - down)) / total, 3);
    const fee = 3_500_000 + (index % 3) * 250_000;
    const restitution = pct === null || pct >= 99.5 ? 0 : Math.round((fee * (99.5 - pct)) / 99.5);
    if (pct !== null && pct < 99.5) marked.set(index, pct < 99 ? 'bad' : 'warning');
    rows.push([
      index + 1,
      linkName(index),
      REGENCIES[index % 6] ?? '',
      `desa-${index + 1}`,
      total,
      gross,
      stop,
      down,
      pct,
      99.5,
      fee,
      restitution,
    ]);
  }
  const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  const [total, down] = [sum(4), sum(7)];
  return {
    id: 'links',
    title: 'Ketersediaan per jalur',
    columns: LINK_COLUMNS,
    rows,
    totals: [
      null,
      null,
      null,
      null,
      total,
      sum(5),
      sum(6),
      down,
      total === 0 ? null : cutNumber((100 * (total - down)) / total, 3),
      null,
      sum(10),
      sum(11),
    ],
    marked,
    note: 'Ketersediaan dipotong pada tiga desimal, tidak dibulatkan. Gangguan bersih adalah gangguan kotor dikurangi stop clock.',
    empty: 'Tidak ada jalur dalam kontrak ini.',
  };
}

const CAUSES = [
  'Kabel serat optik putus karena pelebaran jalan poros Majene–Mamuju',
  'Listrik PLN padam',
  'Modul SFP rusak',
  '=Penyebab "belum" diketahui, menunggu laporan',
];

/** The table of events. */
export function eventsTable(events: number): Table {
  return {
    id: 'events',
    title: 'Lampiran A: rincian gangguan',
    columns: [
      { key: 'event', title: 'No.', kind: 'count', width: 0.7 },
      { key: 'link', title: 'Jalur', kind: 'text', width: 2.6 },
      { key: 'down_at', title: 'Putus', kind: 'moment', width: 2.2 },
      { key: 'up_at', title: 'Pulih', kind: 'moment', width: 2.2 },
      {
        key: 'gross_s',
        title: 'Lama',
        kind: 'duration',
        width: 1.6,
        formula: 'ROUND(([up_at]-[down_at])*86400,0)',
        total: 'sum',
      },
      { key: 'loss', title: 'Kehilangan paket', kind: 'number', decimals: 1, width: 1.2 },
      { key: 'cause', title: 'Penyebab', kind: 'text', width: 4 },
      { key: 'ticket', title: 'Tiket penyedia', kind: 'text', width: 1.6 },
    ],
    rows: Array.from({ length: events }, (_, index): Cell[] => {
      const from = FROM + ((index * 3_607) % 2_600_000) * 1_000;
      const length = (60 + ((index * 977) % 20_000)) * 1_000;
      return [
        index + 1,
        linkName(index * 5),
        from,
        from + length,
        length,
        (index * 13) % 100,
        CAUSES[index % 4] ?? '',
        `ICON-${88_000 + index}`,
      ];
    }),
    totals: [
      null,
      null,
      null,
      null,
      Array.from({ length: events }, (_, index) => (60 + ((index * 977) % 20_000)) * 1_000).reduce(
        (a, b) => a + b,
        0,
      ),
      null,
      null,
      null,
    ],
    empty: 'Tidak ada gangguan.',
  };
}

// A monthly report as the builders make them, large or small.

import type { BuiltReport, Json, ReportDocument } from '../../../src/report/document.ts';
import { hashOf } from '../../../src/report/render/canonical.ts';
import { charts } from './fixture-charts.ts';
import { eventsTable, linksTable } from './fixture-tables.ts';

/** The whole report. */
export function fixture({
  links = 24,
  events = 37,
}: {
  readonly links?: number;
  readonly events?: number;
} = {}): BuiltReport {
  const [linkRows, eventRows] = [linksTable(links), eventsTable(events)];
  const data: Json = {
    month: '2026-10',
    links: linkRows.rows,
    totals: linkRows.totals ?? [],
    events: eventRows.rows,
  };
  const totals = linkRows.totals ?? [];
  const document: ReportDocument = {
    kind: 'sla',
    locale: 'id',
    timezone: 'Asia/Makassar',
    fileName: 'sla-marasa-2019-2026-10',
    letterhead: [
      'PEMERINTAH PROVINSI SULAWESI BARAT',
      'DINAS KOMUNIKASI, INFORMATIKA, PERSANDIAN DAN STATISTIK',
      'Jalan H. Abdul Malik Pattana Endeng, Kompleks Perkantoran Gubernur, Mamuju 91511',
    ],
    title: 'LAPORAN KETERSEDIAAN LAYANAN (SLA) BULAN OKTOBER 2026',
    subtitle: 'Internet masuk desa, kontrak marasa-2019',
    facts: [
      { label: 'Nomor kontrak', value: '027/118/PPK/DISKOMINFO/2026' },
      { label: 'Tanggal kontrak', value: '2 Januari 2026' },
      { label: 'Penyedia', value: 'PT Indonesia Comnets Plus (ICON+)' },
      { label: 'Target SLA', value: '99,5 %' },
      {
        label: 'Masa laporan',
        value:
          '1 Oktober 2026 00.00 WITA sampai sebelum 1 November 2026 00.00 WITA (31 hari, 2.678.400 detik per jalur)',
      },
      { label: 'Cakupan ukur', value: '99,82 %' },
      { label: 'Revisi', value: '0' },
    ],
    blocks: [
      {
        kind: 'figures',
        figures: [
          { label: 'Ketersediaan bersih', value: '99,151 %', note: 'target 99,5 %', tone: 'bad' },
          { label: 'Jalur memenuhi target', value: `9 dari ${links}`, tone: 'warning' },
          { label: 'Restitusi', value: 'Rp241.806', note: 'sebelum PPN', tone: 'neutral' },
          { label: 'Cakupan ukur', value: '99,82 %', tone: 'good' },
        ],
      },
      {
        kind: 'text',
        tone: 'warning',
        text: 'Dua gangguan belum disepakati oleh penyedia; angka restitusi dapat berubah pada revisi berikutnya.',
      },
      { kind: 'heading', level: 1, text: '1 Ringkasan per jalur' },
      {
        kind: 'text',
        text: 'Tabel berikut memuat setiap jalur dalam kontrak. Waktu yang tidak terukur dihitung sebagai hidup, sesuai pasal 7 kontrak, dan tampak pada cakupan ukur.',
      },
      { kind: 'table', table: linkRows },
      { kind: 'heading', level: 1, text: '2 Grafik' },
      ...charts(links),
      { kind: 'heading', level: 1, text: 'Lampiran', newPage: true },
      { kind: 'table', table: eventRows },
      {
        kind: 'table',
        table: {
          id: 'maintenance',
          title: 'Lampiran B: pemeliharaan',
          columns: eventRows.columns.slice(0, 4),
          rows: [],
          empty: 'Tidak ada pemeliharaan pada bulan ini.',
        },
      },
      { kind: 'heading', level: 2, text: 'Cara menghitung' },
      {
        kind: 'list',
        items: [
          'A = 100 × (T − D) / T, dengan T waktu layanan dan D jumlah gangguan bersih, dalam detik.',
          'Restitusi = biaya bulanan × (S − A) / S bila A < S, dibulatkan sekali pada rupiah penuh.',
          'Gangguan dimulai pada echo pertama yang hilang → bukan pada saat dipastikan.',
        ],
      },
      {
        kind: 'facts',
        facts: [
          { label: 'Sumber waktu', value: 'NTP, selisih 0,8 ms' },
          { label: 'Jumlah gangguan bersih', value: String(totals[7] ?? '') },
        ],
      },
      { kind: 'heading', level: 1, text: 'Pengesahan' },
      {
        kind: 'text',
        text: 'Kedua pihak telah memeriksa laporan ini dan menyepakati angka di dalamnya, kecuali yang disebut dalam catatan keberatan.',
      },
      {
        kind: 'signatures',
        place: 'Mamuju',
        parties: [
          {
            role: 'Pihak Kesatu',
            office: 'Pejabat Pembuat Komitmen Dinas Kominfo Provinsi Sulawesi Barat',
            name: 'Drs. H. Muhammad Ridwan Djafar, M.Si.',
            number: 'NIP 19720417 199803 1 004',
          },
          { role: 'Pihak Kedua', office: 'PT Indonesia Comnets Plus SBU Makassar' },
          { role: 'Mengetahui', office: 'Kepala Dinas' },
        ],
      },
    ],
    hash: hashOf(data),
    footer: 'jalur 0.1.0 · dibuat 2 November 2026 09.14 WITA',
    orientation: 'landscape',
  };
  return { kind: 'sla', data, document };
}

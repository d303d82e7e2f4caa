// The pack as people read it: what the network is and does, month by month, and which level of which scheme that speaks for.

import type { Locale } from '../../domain/explain.ts';
import type { Block, ReportDocument, Table } from '../document.ts';
import { type Say, sayIn } from '../method/format.ts';
import { AVAILABILITY_FORMULAS } from '../method/formulas.ts';
import { type Both, textIn } from '../method/language.ts';
import {
  chapter,
  fileNameOf,
  footerOf,
  letterheadOf,
  listOf,
  officeParties,
  placeOf,
  section,
  simulatedWarning,
} from '../method/paper.ts';
import { type ColumnSpec, tableOf } from '../method/table.ts';
import { hashOf } from '../render/canonical.ts';
import type { ReportSources } from '../sources.ts';
import { trendChart } from './charts.ts';
import type { EvidenceData } from './data.ts';
import { reviewTable } from './review-table.ts';
import type { EvidenceKey, Scheme, SchemeIndicator } from './schemes.ts';
import { coverageTable, interconnectionTable, officeTable, promiseTable } from './tables.ts';

/** Where in the pack evidence stands, or that the office has to add it. */
const EVIDENCE_WORDS: Readonly<Record<EvidenceKey, Both>> = {
  monitoring: ['pemantauan SLA otomatis (bab 1)', 'automated SLA monitoring (chapter 1)'],
  terms: ['target layanan dalam kontrak (bab 1)', 'service targets of contracts (chapter 1)'],
  review: ['peninjauan SLA bulanan (bab 2)', 'monthly SLA review (chapter 2)'],
  'follow-up': ['tindak lanjut yang dicatat (bab 2)', 'recorded follow-up (chapter 2)'],
  coverage: ['cakupan terhadap target (bab 3)', 'coverage against target (chapter 3)'],
  use: ['pemakaian per OPD (bab 3)', 'use per office (chapter 3)'],
  interconnection: ['interkoneksi (bab 4)', 'interconnections (chapter 4)'],
  sop: ['SOP (dokumen dinas)', 'SOP (the office’s document)'],
  'topology-picture': ['gambar topologi (dokumen dinas)', 'topology picture (the office’s document)'],
};

/** Lays the pack out. */
export function evidenceDocument(
  data: EvidenceData,
  about: { readonly locale: Locale; readonly schemes: readonly Scheme[] },
  sources: ReportSources,
): ReportDocument {
  const { locale, schemes } = about;
  const say = sayIn(locale, data.timezone);
  const text = (both: Both) => textIn(locale, both);
  const table = (of: Table): Block => ({ kind: 'table', table: of });
  const provisional = data.provisionalUntil !== null;
  return {
    kind: 'evidence',
    locale,
    timezone: data.timezone,
    fileName: fileNameOf(text(['bukti-spbe-pemdi', 'evidence-spbe-pemdi']), String(data.year)),
    letterhead: letterheadOf(sources),
    title: text([
      'Paket Bukti SPBE dan Pemdi: Jaringan Intra',
      'SPBE and Pemdi Evidence Pack: Intra Network',
    ]),
    subtitle: `${text(['Tahun', 'Year'])} ${data.year}${provisional ? ` – ${text(['SEMENTARA', 'PROVISIONAL'])}` : ''}`,
    facts: [
      { label: text(['Provinsi', 'Province']), value: sources.config.network.province.name },
      {
        label: text(['Periode', 'Period']),
        value: `${say.moment(data.from)} – ${say.moment(data.provisionalUntil ?? data.to)}`,
      },
      { label: text(['Perangkat lunak', 'Program']), value: sources.program },
    ],
    blocks: [
      ...simulatedWarning(locale, sources),
      { kind: 'text', tone: 'warning', text: text(SUMMARY_WARNING) },
      ...(data.partial ? [{ kind: 'text', tone: 'warning', text: text(PARTIAL) } as const] : []),
      chapter(locale, ['1 Pemantauan dan target layanan', '1 Monitoring and service targets'], false),
      { kind: 'text', text: text(monitoring(data, say)) },
      table(promiseTable(locale, data)),
      chapter(locale, ['2 Peninjauan SLA', '2 SLA review']),
      { kind: 'chart', chart: trendChart(locale, data) },
      table(reviewTable(locale, data, say)),
      chapter(locale, ['3 Cakupan dan pemakaian', '3 Coverage and use']),
      table(coverageTable(locale, data.coverageByYear, 'year')),
      table(coverageTable(locale, data.coverageByRegency, 'regency')),
      ...(data.historyUnreadable ? [{ kind: 'text', tone: 'warning', text: text(UNREADABLE) } as const] : []),
      table(officeTable(locale, data)),
      chapter(locale, ['4 Interkoneksi', '4 Interconnections'], false),
      table(interconnectionTable(locale, data)),
      chapter(locale, ['5 Pemetaan ke indikator', '5 Mapping to indicators']),
      ...schemes.flatMap((scheme) => schemeBlocks(locale, scheme, data)),
      chapter(locale, ['6 Cara menghitung', '6 Method'], false),
      listOf(locale, AVAILABILITY_FORMULAS),
      { kind: 'signatures', place: placeOf(sources), parties: officeParties(locale, sources, 2) },
    ],
    hash: hashOf(data),
    footer: footerOf(locale, sources, say),
    orientation: 'landscape',
  };
}

const SUMMARY_WARNING: Both = [
  'Nama indikator dan kriteria dalam paket ini adalah ringkasan kerja dari sumber sekunder dan dapat diubah; naskah peraturan yang resmi yang berlaku. Paket ini tidak mengusulkan tingkat.',
  'Names of indicators and criteria in this pack are working summaries from secondary sources and can be edited; the official text of the regulation is what holds. This pack proposes no level.',
];

const PARTIAL: Both = [
  'Hanya jalur yang boleh dilihat pembaca; semua jumlah adalah jumlah jalur-jalur itu saja, dan target pembangunan tidak dicantumkan.',
  'Only links that the reader may see; all sums are sums of those links alone, and no roll-out targets are told.',
];

const UNREADABLE: Both = [
  'Riwayat pengukuran tidak dapat dibaca ketika paket dibuat: pemakaian tidak dicantumkan.',
  'The history of measurements could not be read when this was made: use is left out.',
];

function monitoring({ monitored, review }: EvidenceData, say: Say): Both {
  const { links, sites, since, coverage } = monitored;
  if (since === null)
    return ['Belum ada bulan yang diukur dalam tahun ini.', 'No month of this year was measured.'];
  const months = review.filter(({ availability }) => availability !== null).length;
  return [
    `Ketersediaan ${say.count(links)} jalur ke ${say.count(sites)} lokasi diukur terus-menerus dan dihitung otomatis terhadap target kontrak; dalam tahun ini sejak ${say.month(since)}, ${say.count(months)} bulan, cakupan ukur ${say.share(coverage, 1)}.`,
    `The availability of ${say.count(links)} links to ${say.count(sites)} sites is measured all the time and counted automatically against the contracts’ targets; this year since ${say.month(since)}, ${say.count(months)} months, coverage ${say.share(coverage, 1)}.`,
  ];
}

interface LevelRow {
  readonly indicator: SchemeIndicator;
  readonly level: SchemeIndicator['levels'][number];
  readonly held: readonly EvidenceKey[];
  readonly missing: readonly EvidenceKey[];
}

function schemeBlocks(locale: Locale, scheme: Scheme, { held }: EvidenceData): readonly Block[] {
  const text = (both: Both) => textIn(locale, both);
  const words = (keys: readonly EvidenceKey[]) =>
    keys.length === 0 ? null : keys.map((key) => text(EVIDENCE_WORDS[key])).join('; ');
  const rows: readonly LevelRow[] = scheme.indicators.flatMap((indicator) =>
    indicator.levels.map((level) => ({
      ...{ indicator, level },
      held: level.evidence.filter((key) => held[key]),
      missing: level.evidence.filter((key) => !held[key]),
    })),
  );
  const columns: readonly ColumnSpec<LevelRow>[] = [
    {
      key: 'indicator',
      title: ['Indikator', 'Indicator'],
      kind: 'text',
      width: 20,
      value: ({ indicator }) => text(indicator.name),
    },
    { key: 'level', title: ['Tingkat', 'Level'], kind: 'text', width: 6, value: ({ level }) => level.level },
    {
      key: 'criterion',
      title: ['Kriteria (ringkasan)', 'Criterion (summary)'],
      kind: 'text',
      width: 26,
      value: ({ level }) => text(level.criterion),
    },
    {
      key: 'held',
      title: ['Ada dalam paket ini', 'In this pack'],
      kind: 'text',
      width: 26,
      value: (row) => words(row.held),
    },
    {
      key: 'missing',
      title: ['Perlu dilengkapi dinas', 'For the office to add'],
      kind: 'text',
      width: 22,
      value: (row) => words(row.missing),
    },
  ];
  return [
    section(locale, scheme.name),
    {
      kind: 'table',
      table: tableOf(locale, {
        ...{ id: `scheme-${scheme.id}`, title: scheme.name, columns, rows, note: text(scheme.source) },
        empty: ['Tidak ada indikator.', 'There are no indicators.'],
      }),
    },
  ];
}

// The pack's tables but for the review: promises, coverage, use, interconnections.

import type { Locale } from '../../domain/explain.ts';
import { MEDIA, type Medium } from '../../domain/link.ts';
import type { Table } from '../document.ts';
import { MEDIUM_WORDS } from '../method/codes.ts';
import { type Both, textIn } from '../method/language.ts';
import { type ColumnSpec, cutShare, tableOf } from '../method/table.ts';
import type { CoverageRow, EvidenceData, Interconnection, OfficeUse, PromiseData } from './data.ts';

/** What was promised, by contract. */
export function promiseTable(locale: Locale, { promises }: EvidenceData): Table {
  const columns: readonly ColumnSpec<PromiseData>[] = [
    { key: 'contract', title: ['Kontrak', 'Contract'], kind: 'text', width: 24, value: ({ name }) => name },
    {
      key: 'provider',
      title: ['Penyedia', 'Provider'],
      kind: 'text',
      width: 20,
      value: ({ provider }) => provider,
    },
    {
      key: 'links',
      title: ['Jalur', 'Links'],
      kind: 'count',
      width: 8,
      value: ({ links }) => links,
      total: 'sum',
    },
    {
      key: 'sla_pct',
      title: ['Target SLA %', 'SLA target %'],
      kind: 'percent',
      decimals: 2,
      width: 10,
      value: ({ slaPct }) => slaPct,
    },
    {
      key: 'restore',
      title: ['Batas perbaikan', 'Repair within'],
      kind: 'duration',
      width: 14,
      value: ({ restoreWithinMs }) => restoreWithinMs,
    },
  ];
  return tableOf(locale, {
    ...{ id: 'promises', title: ['Target layanan (SLA)', 'Service targets (SLA)'], columns, rows: promises },
    empty: ['Belum ada kontrak yang dicatat.', 'No contract is recorded.'],
  });
}

/** Roll-out by year or by regency. */
export function coverageTable(locale: Locale, rows: readonly CoverageRow[], by: 'year' | 'regency'): Table {
  const key: Both = by === 'year' ? ['Tahun', 'Year'] : ['Kabupaten', 'Regency'];
  const columns: readonly ColumnSpec<CoverageRow>[] = [
    {
      key: 'key',
      title: key,
      kind: 'text',
      width: 20,
      value: (row) => row.key ?? textIn(locale, ['(tanpa)', '(none)']),
    },
    {
      key: 'target',
      title: ['Target desa', 'Target villages'],
      kind: 'count',
      width: 10,
      value: ({ target }) => target,
      total: 'sum',
    },
    {
      key: 'villages',
      title: ['Desa direncanakan', 'Villages planned'],
      kind: 'count',
      width: 10,
      value: ({ villages }) => villages,
      total: 'sum',
    },
    {
      key: 'active',
      title: ['Dinyatakan aktif', 'Declared active'],
      kind: 'count',
      width: 10,
      value: ({ active }) => active,
      total: 'sum',
    },
    {
      key: 'connected',
      title: ['Terukur tersambung', 'Measured connected'],
      kind: 'count',
      width: 10,
      value: ({ connected }) => connected,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: `coverage-${by}`,
    title:
      by === 'year'
        ? ['Cakupan per tahun', 'Coverage by year']
        : ['Cakupan per kabupaten', 'Coverage by regency'],
    columns,
    rows,
    empty: ['Tidak ada rencana pembangunan yang dicatat.', 'No roll-out is recorded.'],
  });
}

/** Use per OPD. */
export function officeTable(locale: Locale, { offices }: EvidenceData): Table {
  const giga = (octets: number | null) => (octets === null ? null : octets / 1e9);
  const columns: readonly ColumnSpec<OfficeUse>[] = [
    {
      key: 'office',
      title: ['Perangkat daerah (OPD)', 'Office (OPD)'],
      kind: 'text',
      width: 26,
      value: ({ name }) => name,
    },
    { key: 'site', title: ['Id', 'Id'], kind: 'text', width: 0, value: ({ site }) => site },
    {
      key: 'links',
      title: ['Jalur', 'Links'],
      kind: 'count',
      width: 7,
      value: ({ links }) => links,
      total: 'sum',
    },
    {
      key: 'a_pct',
      title: ['Ketersediaan %', 'Availability %'],
      kind: 'percent',
      decimals: 2,
      width: 10,
      value: ({ availability }) => (availability ? cutShare(availability, 2) : null),
    },
    {
      key: 'in_gb',
      title: ['Masuk GB', 'In GB'],
      kind: 'number',
      decimals: 1,
      width: 10,
      value: ({ inOctets }) => giga(inOctets),
      total: 'sum',
    },
    {
      key: 'out_gb',
      title: ['Keluar GB', 'Out GB'],
      kind: 'number',
      decimals: 1,
      width: 10,
      value: ({ outOctets }) => giga(outOctets),
      total: 'sum',
    },
    {
      key: 'known',
      title: ['Pemakaian', 'Use'],
      kind: 'text',
      width: 12,
      value: ({ inOctets, outOctets }) =>
        textIn(
          locale,
          inOctets === null && outOctets === null
            ? ['tidak diketahui', 'not known']
            : ['terukur', 'measured'],
        ),
    },
  ];
  return tableOf(locale, {
    id: 'offices',
    title: ['Pemakaian per OPD', 'Use per OPD'],
    columns,
    rows: offices,
    note: textIn(locale, [
      'Hanya OPD yang jalurnya dicatat sebagai lokasi jenis office dan antarmukanya dibaca lewat SNMP; pemakaian OPD lain tidak diketahui sistem ini.',
      'Only offices whose link is recorded as a site of kind office and whose interface is read by SNMP; of others this system knows no use.',
    ]),
    empty: [
      'Tidak ada OPD yang dicatat; pemakaian per OPD tidak diketahui sistem ini.',
      'No office is recorded; use per office is not known to this system.',
    ],
  });
}

/** Interconnections: regencies, and the government's own network where a link is tagged as one. */
export function interconnectionTable(locale: Locale, { interconnections }: EvidenceData): Table {
  const columns: readonly ColumnSpec<Interconnection>[] = [
    { key: 'link', title: ['Jalur', 'Link'], kind: 'text', width: 20, value: ({ name }) => name },
    { key: 'link_id', title: ['Id jalur', 'Link id'], kind: 'text', width: 0, value: ({ id }) => id },
    { key: 'from', title: ['Dari', 'From'], kind: 'text', width: 16, value: ({ from }) => from },
    { key: 'to', title: ['Ke', 'To'], kind: 'text', width: 16, value: ({ to }) => to },
    {
      key: 'kind',
      title: ['Jenis', 'Kind'],
      kind: 'text',
      width: 10,
      value: ({ kind }) => textIn(locale, KINDS[kind]),
    },
    {
      key: 'medium',
      title: ['Media', 'Medium'],
      kind: 'text',
      width: 7,
      value: ({ medium }) => mediumText(locale, medium),
    },
    {
      key: 'provider',
      title: ['Penyedia', 'Provider'],
      kind: 'text',
      width: 13,
      value: ({ provider }) => provider,
    },
    {
      key: 'bandwidth_mbps',
      title: ['Mbps', 'Mbps'],
      kind: 'number',
      width: 7,
      value: ({ bandwidthBps }) => (bandwidthBps === null ? null : bandwidthBps / 1e6),
    },
    {
      key: 'activated',
      title: ['Aktif sejak', 'Active since'],
      kind: 'text',
      width: 9,
      value: ({ activated }) => activated,
    },
    {
      key: 'a_pct',
      title: ['Ketersediaan %', 'Availability %'],
      kind: 'percent',
      decimals: 2,
      width: 9,
      value: ({ availability }) => (availability ? cutShare(availability, 2) : null),
    },
  ];
  return tableOf(locale, {
    id: 'interconnections',
    title: ['Interkoneksi', 'Interconnections'],
    columns,
    rows: interconnections,
    note: textIn(locale, [
      'Sambungan ke JIP dikenali dari tag "jip" pada jalur; tanpa tag itu tidak ada yang dinyatakan tersambung.',
      'A connection to JIP is known by the tag "jip" of a link; without it none is said to be there.',
    ]),
    empty: ['Tidak ada interkoneksi yang dicatat.', 'No interconnection is recorded.'],
  });
}

const KINDS: Readonly<Record<Interconnection['kind'], Both>> = {
  jip: ['JIP', 'JIP'],
  regency: ['kabupaten', 'regency'],
};

function mediumText(locale: Locale, medium: string): string {
  const known = MEDIA.find((each): each is Medium => each === medium);
  return known ? textIn(locale, MEDIUM_WORDS[known]) : medium;
}

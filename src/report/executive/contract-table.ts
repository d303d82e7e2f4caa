// The page's table.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import { textIn } from '../method/language.ts';
import { type ColumnSpec, cutShare, tableOf } from '../method/table.ts';
import type { ExecutiveContract, ExecutiveData } from './data.ts';

/** Contracts: what was promised, kept, and comes back. */
export function contractTable(locale: Locale, { contracts }: ExecutiveData): Table {
  const columns: readonly ColumnSpec<ExecutiveContract>[] = [
    {
      key: 'contract',
      title: ['Kontrak', 'Contract'],
      kind: 'text',
      width: 20,
      value: ({ name }) => name ?? textIn(locale, ['(tanpa kontrak)', '(no contract)']),
    },
    {
      key: 'provider',
      title: ['Penyedia', 'Provider'],
      kind: 'text',
      width: 15,
      value: ({ provider }) => provider,
    },
    {
      key: 'links',
      title: ['Jalur', 'Links'],
      kind: 'count',
      width: 7,
      value: ({ links }) => links,
      total: 'sum',
    },
    {
      key: 'sla_pct',
      title: ['Target %', 'Target %'],
      kind: 'percent',
      decimals: 2,
      width: 9,
      value: ({ slaPct }) => slaPct,
    },
    {
      key: 'a_pct',
      title: ['Tersedia %', 'Available %'],
      kind: 'percent',
      decimals: 2,
      width: 9,
      value: ({ availability }) => cutShare(availability, 2),
    },
    {
      key: 'missed',
      title: ['Gagal', 'Missed'],
      kind: 'count',
      width: 9,
      value: ({ missed }) => missed,
      total: 'sum',
    },
    {
      key: 'restitution_idr',
      title: ['Dapat diklaim', 'To be claimed'],
      kind: 'money',
      width: 13,
      value: ({ restitutionIdr }) => restitutionIdr,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: 'contracts',
    title: ['Kontrak', 'Contracts'],
    columns,
    rows: contracts,
    empty: ['Tidak ada kontrak.', 'There are no contracts.'],
  });
}

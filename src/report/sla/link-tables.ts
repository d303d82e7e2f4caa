// The table that money rests on: per link what was promised and what was kept.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import { textIn } from '../method/language.ts';
import { availabilityFormula, cutShare, tableOf } from '../method/table.ts';
import type { SlaData, SlaLinkData } from './data.ts';
import { ID, type LinkColumn, NAME, NUMBER } from './link-columns.ts';
import { WORDS } from './words.ts';

/** What was promised and what was kept: the table that money rests on. */
export function linkTable(locale: Locale, { links, total }: SlaData): Table {
  const decimals = Math.max(...links.map((link) => link.decimals));
  const slaDecimals = Math.max(
    2,
    ...links.map(({ slaPct }) => (String(slaPct ?? '').split('.')[1] ?? '').length),
  );
  const columns: readonly LinkColumn[] = [
    NUMBER,
    NAME,
    ID,
    {
      key: 'regency',
      title: ['Kabupaten', 'Regency'],
      kind: 'text',
      width: 12,
      value: ({ regency }) => regency?.name ?? null,
    },
    {
      key: 'sla_pct',
      title: ['Target SLA %', 'SLA target %'],
      kind: 'percent',
      decimals: slaDecimals,
      width: 7,
      value: ({ slaPct }) => slaPct,
    },
    {
      key: 't',
      title: ['Waktu acuan (T)', 'Base time (T)'],
      kind: 'duration',
      width: 11,
      value: ({ totalMs }) => totalMs,
      total: 'sum',
    },
    {
      key: 't_gross',
      title: ['T kotor', 'Gross T'],
      kind: 'duration',
      width: 0,
      value: ({ grossAvailability }) => grossAvailability.whole,
      total: 'sum',
    },
    {
      key: 'events',
      title: ['Gangguan', 'Outages'],
      kind: 'count',
      width: 7,
      value: ({ events }) => events,
      total: 'sum',
    },
    {
      key: 'gross',
      title: ['Henti kotor', 'Gross downtime'],
      kind: 'duration',
      width: 10,
      value: ({ grossMs }) => grossMs,
      total: 'sum',
    },
    {
      key: 'stop',
      title: ['Stop clock', 'Stop clock'],
      kind: 'duration',
      width: 10,
      value: ({ stopMs }) => stopMs,
      total: 'sum',
    },
    {
      key: 'd',
      title: ['Henti dihitung (D)', 'Counted downtime (D)'],
      kind: 'duration',
      width: 10,
      value: ({ countedMs }) => countedMs,
      total: 'sum',
    },
    {
      key: 'known',
      title: ['Terukur', 'Measured'],
      kind: 'duration',
      width: 0,
      value: ({ coverage }) => coverage.part,
      total: 'sum',
    },
    {
      key: 'decimals',
      title: ['Desimal', 'Decimals'],
      kind: 'count',
      width: 0,
      value: (link) => link.decimals,
    },
    {
      key: 'a_gross_pct',
      title: ['A kotor %', 'Gross A %'],
      kind: 'percent',
      decimals,
      width: 7,
      formula: availabilityFormula('[t_gross]-[gross]', '[t_gross]', '[decimals]'),
      value: (link) => cutShare(link.grossAvailability, link.decimals),
      total: {
        formula: availabilityFormula('[t_gross]-[gross]', '[t_gross]', String(total.decimals)),
        value: cutShare(total.grossAvailability, total.decimals),
      },
    },
    {
      key: 'a_net_pct',
      title: ['A bersih %', 'Net A %'],
      kind: 'percent',
      decimals,
      width: 7,
      formula: availabilityFormula('[t]-[d]', '[t]', '[decimals]'),
      value: (link) => cutShare(link.availability, link.decimals),
      total: {
        formula: availabilityFormula('[t]-[d]', '[t]', String(total.decimals)),
        value: cutShare(total.availability, total.decimals),
      },
    },
    {
      key: 'verdict',
      title: ['Hasil', 'Verdict'],
      kind: 'text',
      width: 10,
      value: (link) => textIn(locale, WORDS[verdictOf(link)]),
    },
    {
      key: 'restitution_idr',
      title: ['Restitusi', 'Restitution'],
      kind: 'money',
      width: 11,
      value: ({ restitutionIdr }) => restitutionIdr,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: 'links',
    title: WORDS.linkTable,
    columns,
    rows: links,
    mark: ({ met }) => (met === false ? 'bad' : undefined),
    note: textIn(locale, WORDS.linkNote),
    empty: WORDS.noLinks,
  });
}

function verdictOf({ met, slaPct }: SlaLinkData): 'met' | 'missed' | 'noTarget' | 'notMeasured' {
  if (met === null) return slaPct === null ? 'noTarget' : 'notMeasured';
  return met ? 'met' : 'missed';
}

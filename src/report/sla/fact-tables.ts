// What is behind each link, and how the time of the month is divided.

import type { Locale } from '../../domain/explain.ts';
import { SLA_CLASSES } from '../../domain/sla/account.ts';
import type { Table } from '../document.ts';
import { CLASS_WORDS, MEDIUM_WORDS } from '../method/codes.ts';
import { textIn } from '../method/language.ts';
import { cutShare, shareFormula, tableOf } from '../method/table.ts';
import type { SlaData } from './data.ts';
import { ID, type LinkColumn, NAME, NUMBER } from './link-columns.ts';
import { WORDS } from './words.ts';

/** What the contract and the administration know of each link. */
export function factTable(locale: Locale, { links, contracts }: SlaData): Table {
  const contractName = new Map(contracts.map(({ id, name }) => [id, name]));
  const columns: readonly LinkColumn[] = [
    NUMBER,
    { ...NAME, width: 15 },
    ID,
    { key: 'site', title: ['Lokasi', 'Site'], kind: 'text', width: 13, value: ({ site }) => site },
    {
      key: 'site_code',
      title: ['Kode lokasi', 'Site code'],
      kind: 'text',
      width: 10,
      value: ({ siteCode }) => siteCode,
    },
    {
      key: 'district_code',
      title: ['Kode kecamatan', 'District code'],
      kind: 'text',
      width: 8,
      value: ({ districtCode }) => districtCode,
    },
    { key: 'sid', title: ['SID', 'SID'], kind: 'text', width: 10, value: ({ sid }) => sid },
    {
      key: 'provider',
      title: ['Penyedia', 'Provider'],
      kind: 'text',
      width: 12,
      value: ({ provider }) => provider,
    },
    {
      key: 'contract',
      title: ['Kontrak', 'Contract'],
      kind: 'text',
      width: 26,
      value: ({ contract }) => (contract === null ? null : (contractName.get(contract) ?? contract)),
    },
    {
      key: 'medium',
      title: ['Media', 'Medium'],
      kind: 'text',
      width: 6,
      value: ({ medium }) => textIn(locale, MEDIUM_WORDS[medium]),
    },
    {
      key: 'role',
      title: ['Peran', 'Role'],
      kind: 'text',
      width: 0,
      value: ({ role }) => textIn(locale, WORDS[role]),
    },
    {
      key: 'bandwidth_mbps',
      title: ['Bandwidth Mbps', 'Bandwidth Mbps'],
      kind: 'number',
      width: 8,
      value: ({ bandwidthBps }) => (bandwidthBps === null ? null : bandwidthBps / 1e6),
    },
    {
      key: 'activated',
      title: ['Aktivasi (BAST)', 'Activated (BAST)'],
      kind: 'text',
      width: 9,
      value: ({ activated }) => activated,
    },
    {
      key: 'fee_idr',
      title: ['Biaya per bulan', 'Fee per month'],
      kind: 'money',
      width: 10,
      value: ({ feeIdr }) => feeIdr,
      total: 'sum',
    },
    {
      key: 'denominator',
      title: ['Pilihan T', 'Choice of T'],
      kind: 'text',
      width: 8,
      value: ({ denominator }) => textIn(locale, WORDS[denominator]),
    },
    {
      key: 't_calendar',
      title: ['Waktu kalender', 'Calendar time'],
      kind: 'duration',
      width: 9,
      value: ({ calendarMs }) => calendarMs,
      total: 'sum',
    },
    {
      key: 't_service',
      title: ['Waktu layanan', 'Service time'],
      kind: 'duration',
      width: 9,
      value: ({ serviceMs }) => serviceMs,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: 'link-facts',
    title: WORDS.factTable,
    columns,
    rows: links,
    empty: WORDS.noLinks,
  });
}

/** How the service time of each link is divided, and how much of it was measured. */
export function classTable(locale: Locale, { links, total }: SlaData): Table {
  const classes = SLA_CLASSES.map(
    (name): LinkColumn => ({
      key: name,
      title: CLASS_WORDS[name],
      kind: 'duration',
      width: 11,
      value: ({ classesMs }) => classesMs[name],
      total: 'sum',
    }),
  );
  const columns: readonly LinkColumn[] = [
    NUMBER,
    NAME,
    ID,
    {
      key: 'service',
      title: ['Waktu layanan', 'Service time'],
      kind: 'duration',
      width: 11,
      formula: SLA_CLASSES.map((name) => `[${name}]`).join('+'),
      value: ({ serviceMs }) => serviceMs,
      total: 'sum',
    },
    ...classes,
    {
      key: 'known',
      title: ['Terukur', 'Measured'],
      kind: 'duration',
      width: 0,
      value: ({ coverage }) => coverage.part,
      total: 'sum',
    },
    {
      key: 'coverage_pct',
      title: ['Cakupan ukur %', 'Coverage %'],
      kind: 'percent',
      decimals: 2,
      width: 8,
      formula: shareFormula('[known]', '[service]', '2'),
      value: ({ coverage }) => cutShare(coverage, 2),
      total: { formula: shareFormula('[known]', '[service]', '2'), value: cutShare(total.coverage, 2) },
    },
    {
      key: 'longest',
      title: ['Terlama', 'Longest'],
      kind: 'duration',
      width: 9,
      value: ({ longestMs }) => longestMs,
    },
    { key: 'mttr', title: ['MTTR', 'MTTR'], kind: 'duration', width: 9, value: ({ mttrMs }) => mttrMs },
    { key: 'mtbf', title: ['MTBF', 'MTBF'], kind: 'duration', width: 0, value: ({ mtbfMs }) => mtbfMs },
  ];
  return tableOf(locale, {
    id: 'classes',
    title: WORDS.classTable,
    columns,
    rows: links,
    empty: WORDS.noLinks,
  });
}

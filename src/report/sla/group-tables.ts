// Sums over links that belong together, and what each contract gives back.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import type { Both } from '../method/language.ts';
import { textIn } from '../method/language.ts';
import { availabilityFormula, type ColumnSpec, cutShare, shareFormula, tableOf } from '../method/table.ts';
import type { ContractData, GroupData, SlaData, SlaLinkData } from './data.ts';
import { restitutionFormula } from './restitution-formula.ts';
import { WORDS } from './words.ts';

const TITLES: Readonly<Record<GroupData['by'], Both>> = {
  regency: WORDS.byRegency,
  provider: WORDS.byProvider,
  contract: WORDS.byContract,
};

/** One table per way to group, where it has more than one group or is about regencies. */
export function groupTables(locale: Locale, data: SlaData): readonly Table[] {
  return (['regency', 'provider', 'contract'] as const).flatMap((by) => {
    const groups = data.groups.filter((group) => group.by === by);
    return groups.length > 1 || by === 'regency' ? [groupTable(locale, by, groups, data)] : [];
  });
}

function groupTable(
  locale: Locale,
  by: GroupData['by'],
  groups: readonly GroupData[],
  { total }: SlaData,
): Table {
  const digits = String(total.decimals);
  const share = (
    key: string,
    title: Both,
    formula: string,
    of: (
      sums: Pick<GroupData, 'availability' | 'grossAvailability' | 'coverage'>,
    ) => GroupData['availability'],
  ): ColumnSpec<GroupData> => ({
    key,
    title,
    kind: 'percent',
    decimals: total.decimals,
    width: 8,
    formula,
    value: (group) => cutShare(of(group), total.decimals),
    total: { formula, value: cutShare(of(total), total.decimals) },
  });
  const columns: readonly ColumnSpec<GroupData>[] = [
    {
      key: 'group',
      title: ['Kelompok', 'Group'],
      kind: 'text',
      width: 18,
      value: ({ name }) => name ?? textIn(locale, WORDS.nameless),
    },
    { key: 'group_id', title: ['Id', 'Id'], kind: 'text', width: 0, value: ({ id }) => id },
    {
      key: 'links',
      title: ['Jalur', 'Links'],
      kind: 'count',
      width: 6,
      value: ({ links }) => links,
      total: 'sum',
    },
    {
      key: 'met',
      title: ['Memenuhi', 'Met'],
      kind: 'count',
      width: 7,
      value: ({ met }) => met,
      total: 'sum',
    },
    {
      key: 'missed',
      title: ['Tidak memenuhi', 'Missed'],
      kind: 'count',
      width: 7,
      value: ({ missed }) => missed,
      total: 'sum',
    },
    {
      key: 't',
      title: ['Σ T', 'Σ T'],
      kind: 'duration',
      width: 12,
      value: ({ totalMs }) => totalMs,
      total: 'sum',
    },
    {
      key: 't_gross',
      title: ['Σ T kotor', 'Σ gross T'],
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
      width: 11,
      value: ({ grossMs }) => grossMs,
      total: 'sum',
    },
    {
      key: 'stop',
      title: ['Stop clock', 'Stop clock'],
      kind: 'duration',
      width: 11,
      value: ({ stopMs }) => stopMs,
      total: 'sum',
    },
    {
      key: 'd',
      title: ['Σ D', 'Σ D'],
      kind: 'duration',
      width: 11,
      value: ({ countedMs }) => countedMs,
      total: 'sum',
    },
    share(
      'a_gross_pct',
      ['A kotor %', 'Gross A %'],
      availabilityFormula('[t_gross]-[gross]', '[t_gross]', digits),
      ({ grossAvailability }) => grossAvailability,
    ),
    share(
      'a_net_pct',
      ['A bersih %', 'Net A %'],
      availabilityFormula('[t]-[d]', '[t]', digits),
      ({ availability }) => availability,
    ),
    {
      key: 'service',
      title: ['Waktu layanan', 'Service time'],
      kind: 'duration',
      width: 0,
      value: ({ serviceMs }) => serviceMs,
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
    share(
      'coverage_pct',
      ['Cakupan ukur %', 'Coverage %'],
      shareFormula('[known]', '[service]', digits),
      ({ coverage }) => coverage,
    ),
    {
      key: 'restitution_idr',
      title: ['Restitusi', 'Restitution'],
      kind: 'money',
      width: 12,
      value: ({ restitutionIdr }) => restitutionIdr,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: `by-${by}`,
    title: TITLES[by],
    columns,
    rows: groups,
    note: textIn(locale, WORDS.groupNote),
    empty: WORDS.noLinks,
  });
}

/**
 * A table per contract that gives something back, whose formulas make the rupiah anew from fee, target, T and D. None while the
 * month lasts: nothing is due yet.
 */
export function restitutionTables(locale: Locale, data: SlaData): readonly Table[] {
  if (data.provisionalUntil !== null) return [];
  return data.contracts.flatMap((contract) => {
    const formula = restitutionFormula(contract);
    return formula === undefined ? [] : [restitutionTable(locale, contract, formula, data)];
  });
}

function restitutionTable(locale: Locale, contract: ContractData, formula: string, data: SlaData): Table {
  const columns: readonly ColumnSpec<SlaLinkData>[] = [
    {
      key: 'link',
      title: ['Jalur', 'Link'],
      kind: 'text',
      width: 24,
      value: ({ name }) => name,
    },
    { key: 'link_id', title: ['Id jalur', 'Link id'], kind: 'text', width: 0, value: ({ id }) => id },
    {
      key: 'fee_idr',
      title: ['Biaya per bulan (F)', 'Fee per month (F)'],
      kind: 'money',
      width: 14,
      value: ({ feeIdr }) => feeIdr,
      total: 'sum',
    },
    {
      key: 'sla_pct',
      title: ['Target % (S)', 'Target % (S)'],
      kind: 'percent',
      decimals: slaDecimals(contract),
      width: 9,
      value: ({ slaPct }) => slaPct,
    },
    {
      key: 't',
      title: ['T', 'T'],
      kind: 'duration',
      width: 14,
      value: ({ totalMs }) => totalMs,
      total: 'sum',
    },
    {
      key: 'd',
      title: ['D', 'D'],
      kind: 'duration',
      width: 14,
      value: ({ countedMs }) => countedMs,
      total: 'sum',
    },
    {
      key: 'known',
      title: ['Terukur', 'Measured'],
      kind: 'duration',
      width: 0,
      value: ({ coverage }) => coverage.part,
    },
    {
      key: 'a_pct',
      title: ['A %', 'A %'],
      kind: 'percent',
      decimals: contract.decimals,
      width: 9,
      formula: availabilityFormula('[t]-[d]', '[t]', String(contract.decimals)),
      value: ({ availability }) => cutShare(availability, contract.decimals),
    },
    {
      key: 'restitution_idr',
      title: ['Restitusi', 'Restitution'],
      kind: 'money',
      width: 14,
      formula,
      value: ({ restitutionIdr }) => restitutionIdr,
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: `restitution-${contract.id}`,
    title: [`Restitusi: ${contract.name}`, `Restitution: ${contract.name}`],
    columns,
    rows: data.links.filter((link) => link.contract === contract.id),
    mark: ({ restitutionIdr }) => ((restitutionIdr ?? 0) > 0 ? 'bad' : undefined),
    empty: WORDS.noLinks,
  });
}

function slaDecimals({ slaPct }: ContractData): number {
  return Math.max(2, (String(slaPct ?? '').split('.')[1] ?? '').length);
}

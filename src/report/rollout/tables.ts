// The tables and charts of the roll-out report.

import type { Locale } from '../../domain/explain.ts';
import type { Chart, Table } from '../document.ts';
import { type Both, textIn, textsIn } from '../method/language.ts';
import { type ColumnSpec, cutShare, shareFormula, tableOf } from '../method/table.ts';
import type { FiguresData, RolloutData, RowData } from './data.ts';
import { ACCEPTANCE_WORDS, DECLARED_WORDS, MEASURED_WORDS, WORDS } from './words.ts';

const SHARE_DECIMALS = 2;
/** Figures that sum up, in the order of their columns. */
const COUNTS = [
  'planned',
  'building',
  'active',
  'ended',
  'connected',
  'activeSilent',
  'activeUnseen',
  'undeclared',
] as const satisfies readonly (keyof FiguresData)[];

/** Figures by year, programme or regency. The total is that of the board: targets of rows may overlap, and are not added up. */
export function figuresTable(
  locale: Locale,
  {
    id,
    title,
    key,
    rows,
    total,
  }: {
    readonly id: string;
    readonly title: Both;
    readonly key: Both;
    readonly rows: readonly RowData[];
    readonly total: FiguresData;
  },
): Table {
  const share = ({ towardsTarget, target }: FiguresData) =>
    towardsTarget === null || target === null
      ? null
      : cutShare({ part: towardsTarget, whole: target }, SHARE_DECIMALS);
  const count = (figure: (typeof COUNTS)[number]): ColumnSpec<RowData> => ({
    key: figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    title: WORDS[figure],
    kind: 'count',
    width: 2,
    total: 'sum',
    value: (row) => row[figure],
  });
  const table = tableOf<RowData>(locale, {
    id,
    title,
    rows,
    empty: WORDS.empty,
    columns: [
      {
        key: 'name',
        title: key,
        kind: 'text',
        width: 4,
        value: ({ name }) => name ?? textIn(locale, WORDS.none),
      },
      {
        key: 'villages',
        title: WORDS.villages,
        kind: 'count',
        width: 2,
        total: 'sum',
        value: (row) => row.villages,
      },
      { key: 'target', title: WORDS.target, kind: 'count', width: 2, value: (row) => row.target },
      {
        key: 'towards_target',
        title: WORDS.towards,
        kind: 'count',
        width: 2,
        value: (row) => row.towardsTarget,
      },
      {
        key: 'share',
        title: WORDS.share,
        kind: 'percent',
        decimals: SHARE_DECIMALS,
        width: 2,
        formula: `IF([target]="","",${shareFormula('[towards_target]', '[target]', String(SHARE_DECIMALS))})`,
        value: share,
      },
      ...COUNTS.map(count),
    ],
  });
  const { totals } = table;
  if (!totals) return table;
  const whole = new Map<string, number | null>([
    ['target', total.target],
    ['towards_target', total.towardsTarget],
    ['share', share(total)],
  ]);
  return { ...table, totals: table.columns.map((column, at) => whole.get(column.key) ?? totals[at] ?? null) };
}

/** Every village. */
export function villageTable(locale: Locale, { villages }: RolloutData): Table {
  return tableOf(locale, {
    id: 'villages',
    title: WORDS.rows,
    rows: villages,
    empty: WORDS.empty,
    mark: ({ declared, measured }) => {
      if (declared !== 'active') return undefined;
      return measured === 'connected' ? undefined : measured === 'silent' ? 'bad' : 'warning';
    },
    columns: [
      { key: 'code', title: WORDS.code, kind: 'text', width: 3, value: ({ code }) => code },
      { key: 'village', title: WORDS.village, kind: 'text', width: 4, value: ({ name }) => name },
      { key: 'regency', title: WORDS.regency, kind: 'text', width: 3, value: ({ regency }) => regency },
      {
        key: 'programme',
        title: WORDS.programme,
        kind: 'text',
        width: 3,
        value: ({ programme }) => programme,
      },
      // A year is no number to be grouped by thousands.
      {
        key: 'year',
        title: WORDS.year,
        kind: 'text',
        width: 1,
        value: ({ year }) => (year === null ? null : String(year)),
      },
      {
        key: 'declared',
        title: WORDS.declared,
        kind: 'text',
        width: 2,
        value: ({ declared }) => textIn(locale, DECLARED_WORDS[declared]),
      },
      {
        key: 'measured',
        title: WORDS.measured,
        kind: 'text',
        width: 2,
        value: ({ measured }) => textIn(locale, MEASURED_WORDS[measured]),
      },
      { key: 'worked_s', title: WORDS.worked, kind: 'duration', width: 2, value: ({ workedMs }) => workedMs },
      { key: 'watched_s', title: WORDS.watched, kind: 'duration', width: 2, value: ({ knownMs }) => knownMs },
      {
        key: 'links',
        title: WORDS.links,
        kind: 'text',
        width: 0,
        value: ({ links }) => (links.length === 0 ? null : links.join(' ')),
      },
      {
        key: 'acceptance',
        title: WORDS.acceptance,
        kind: 'text',
        width: 2,
        value: ({ acceptance }) =>
          acceptance && `#${acceptance.record} ${textIn(locale, ACCEPTANCE_WORDS[acceptance.state])}`,
      },
    ],
  });
}

/** Villages by year against the target, the sums of all years, and each regency's share. */
export function chartsOf(locale: Locale, { byYear, byRegency, curve }: RolloutData): readonly Chart[] {
  const words = textsIn(locale, WORDS);
  const label = ({ name }: RowData): string => name ?? words.none;
  const stacked = (rows: readonly RowData[]) =>
    [
      { label: words.connected, tone: 'good', values: rows.map(({ connected }) => connected) },
      {
        label: words.notConnected,
        tone: 'neutral',
        values: rows.map(({ villages, connected }) => villages - connected),
      },
    ] as const;
  const withTarget = (targets: readonly (number | null)[]) =>
    targets.some((target) => target !== null) ? { line: { label: words.target, values: targets } } : {};
  const columns = { type: 'columns', unit: words.unit } as const;
  return [
    ...(byYear.length > 0
      ? [
          {
            ...columns,
            title: words.yearChart,
            categories: byYear.map(label),
            series: stacked(byYear),
            ...withTarget(byYear.map(({ target }) => target)),
          },
        ]
      : []),
    ...(curve.length > 1
      ? [
          {
            ...columns,
            title: words.curveChart,
            categories: curve.map(({ year }) => String(year)),
            series: [
              {
                label: words.connected,
                tone: 'good',
                values: curve.map(({ connected }) => connected),
              } as const,
              {
                label: words.notConnected,
                tone: 'neutral',
                values: curve.map(({ villages, connected }) => villages - connected),
              } as const,
            ],
            ...withTarget(curve.map(({ target }) => target)),
          },
        ]
      : []),
    ...(byRegency.length > 0
      ? [
          {
            ...columns,
            title: words.regencyChart,
            categories: byRegency.map(label),
            series: stacked(byRegency),
          },
        ]
      : []),
  ];
}

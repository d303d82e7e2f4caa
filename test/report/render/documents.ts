// Any document at all, for fast-check: odd texts, odd numbers, empty and long tables, every block and chart.

import fc from 'fast-check';
import type { Block, Cell, Chart, Column, ReportDocument, Table } from '../../../src/report/document.ts';

/** Texts of devices and people: of every script, with control characters, formulas and words without end. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '=1+1',
      '@x',
      '\u0000',
      '\ud800',
      'a\nb\r\nc',
      '<svg>&"\'',
      'W'.repeat(400),
      'kata '.repeat(500),
      '→✓😀',
      '#REF!',
    ),
  },
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 100, 99.9999999, 1e-9, 1e21, Number.MAX_VALUE, -1),
);
const moment = fc.integer({ min: 0, max: 4e12 });
const tone = fc.constantFrom('good', 'warning', 'bad', 'neutral');

const column = fc.record(
  {
    title: text,
    kind: fc.constantFrom('text', 'count', 'number', 'moment', 'duration', 'percent', 'money'),
    decimals: fc.integer({ min: 0, max: 6 }),
    width: fc.constantFrom(0, 0.001, 1, 3, 1e9),
  },
  { requiredKeys: ['title', 'kind', 'width'] },
);

/** A table of up to `most` rows. */
export const tableOf = (most: number): fc.Arbitrary<Table> =>
  fc
    .record({
      columns: fc.array(column, { minLength: 1, maxLength: 30 }),
      length: fc.oneof(fc.constantFrom(0, 1, most), fc.integer({ min: 0, max: most })),
      pool: fc.array(fc.oneof(text, number, fc.constant(null)), { minLength: 1, maxLength: 40 }),
      title: text,
      note: text,
      marks: fc.array(fc.tuple(fc.nat({ max: 50 }), tone), { maxLength: 5 }),
      hasTotals: fc.boolean(),
    })
    .map(({ columns, length, pool, title, note, marks, hasTotals }) => {
      const cellAt = (row: number, index: number, { kind }: { kind: Column['kind'] }): Cell => {
        const cell = pool[(row * 7 + index * 3) % pool.length] ?? null;
        return kind !== 'text' && typeof cell === 'string' ? cell.length : cell;
      };
      const rowAt = (row: number): Cell[] => columns.map((one, index) => cellAt(row, index, one));
      return {
        ...{ id: 'tabel', title, note, empty: 'Kosong' },
        columns: columns.map((one, index): Column => ({ ...one, key: `k${index}` })),
        rows: Array.from({ length }, (_, row) => rowAt(row)),
        marked: new Map(marks),
        ...(hasTotals && { totals: rowAt(length) }),
      };
    });

const line = fc.record({ value: number, label: text });
const nullable = fc.option(number);

/** A chart of any type. */
export const chart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record(
    {
      type: fc.constant('bars' as const),
      title: text,
      unit: fc.oneof(text, fc.constant('%')),
      max: number,
      line,
      bars: fc.array(fc.record({ label: text, value: number, tone }), { maxLength: 90 }),
    },
    { requiredKeys: ['type', 'title', 'unit', 'bars'] },
  ),
  fc.record(
    {
      type: fc.constant('columns' as const),
      title: text,
      unit: text,
      categories: fc.array(text, { maxLength: 40 }),
      series: fc.array(fc.record({ label: text, tone, values: fc.array(number, { maxLength: 40 }) }), {
        maxLength: 5,
      }),
      line: fc.record({ label: text, values: fc.array(nullable, { maxLength: 40 }) }),
    },
    { requiredKeys: ['type', 'title', 'unit', 'categories', 'series'] },
  ),
  fc.record(
    {
      type: fc.constant('line' as const),
      title: text,
      unit: text,
      times: fc.array(moment, { maxLength: 60 }).map((times) => times.sort((a, b) => a - b)),
      series: fc.array(fc.record({ label: text, values: fc.array(nullable, { maxLength: 60 }) }), {
        maxLength: 6,
      }),
      min: number,
      max: number,
      line,
    },
    { requiredKeys: ['type', 'title', 'unit', 'times', 'series'] },
  ),
  fc.record({
    type: fc.constant('strips' as const),
    title: text,
    from: moment,
    to: moment,
    rows: fc.array(
      fc.record({
        label: text,
        spans: fc.array(
          fc.record({
            from: moment,
            to: moment,
            class: fc.constantFrom('up', 'degraded', 'down', 'unreachable', 'unknown', 'maintenance'),
          }),
          { maxLength: 12 },
        ),
      }),
      { maxLength: 80 },
    ),
  }),
);

const fact = fc.record({ label: text, value: text });
const party = fc.record(
  { role: text, office: text, name: text, number: text },
  { requiredKeys: ['role', 'office'] },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1, 2),
    text,
    newPage: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('text' as const), text, tone: fc.constantFrom('plain', 'small', 'warning') }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fact, { maxLength: 7 }) }),
  fc.record({
    kind: fc.constant('figures' as const),
    figures: fc.array(
      fc.record({ label: text, value: text, note: text, tone }, { requiredKeys: ['label', 'value', 'tone'] }),
      { maxLength: 9 },
    ),
  }),
  fc.record({ kind: fc.constant('table' as const), table: tableOf(30) }),
  fc.record({ kind: fc.constant('chart' as const), chart }),
  fc.record({
    kind: fc.constant('signatures' as const),
    place: text,
    parties: fc.array(party, { maxLength: 12 }),
  }),
);

/** A document of up to eight blocks. */
export const anyDocument: fc.Arbitrary<ReportDocument> = fc
  .record({
    locale: fc.constantFrom('id', 'en'),
    timezone: fc.constantFrom('Asia/Makassar', 'Asia/Jayapura', 'Etc/UTC'),
    letterhead: fc.array(text, { maxLength: 12 }),
    title: text,
    subtitle: text,
    facts: fc.array(fact, { maxLength: 9 }),
    blocks: fc.array(block, { maxLength: 8 }),
    footer: text,
    orientation: fc.constantFrom('portrait', 'landscape'),
  })
  .map((parts) => ({
    ...parts,
    ...{ kind: 'sla' as const, fileName: 'apa-saja', hash: 'ab'.repeat(32) },
    // Tables are told apart by their ids.
    blocks: parts.blocks.map((one, index) =>
      one.kind === 'table' ? { ...one, table: { ...one.table, id: `t-${index}` } } : one,
    ),
  }));

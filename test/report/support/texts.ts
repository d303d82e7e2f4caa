// Everything a document says, for tests that look for what must, or must not, stand in it.

import type { Block, Chart, ReportDocument, Table } from '../../../src/report/document.ts';

/** All texts of a document, those of charts and titles included. */
export function textsOf(document: ReportDocument): readonly string[] {
  const { letterhead, title, subtitle, facts, blocks, footer, fileName } = document;
  return [
    ...letterhead,
    title,
    ...(subtitle === undefined ? [] : [subtitle]),
    ...facts.flatMap(({ label, value }) => [label, value]),
    ...blocks.flatMap(blockTexts),
    footer,
    fileName,
  ];
}

/** Texts that show a mistake of the program: what is missing, or was no text. */
export function badTexts(document: ReportDocument): readonly string[] {
  return textsOf(document).filter(
    (text) => text.trim() === '' || /undefined|NaN|null|\[object|Invalid Date/.test(text),
  );
}

/** The table of an id; throws where there is none. */
export function tableIn({ blocks }: ReportDocument, id: string): Table {
  for (const block of blocks) if (block.kind === 'table' && block.table.id === id) return block.table;
  throw new Error(`the document has no table "${id}"`);
}

/** The values of a column, row by row. */
export function columnIn(table: Table, key: string): readonly (string | number | null)[] {
  const at = table.columns.findIndex((column) => column.key === key);
  if (at < 0) throw new Error(`table "${table.id}" has no column "${key}"`);
  return table.rows.map((row) => row[at] ?? null);
}

/** Charts in their order. */
export function chartsIn({ blocks }: ReportDocument): readonly Chart[] {
  return blocks.flatMap((block) =>
    block.kind === 'chart' ? [block.chart, ...(block.beside ? [block.beside] : [])] : [],
  );
}

/** What is wrong with the form of tables: rows of another width, keys that come twice, cells of another kind. */
export function tableFaults({ blocks }: ReportDocument): readonly string[] {
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const ids = tables.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `table ${id} comes twice`),
    ...tables.flatMap(({ id, columns, rows, totals }) => {
      const keys = columns.map(({ key }) => key);
      const twice = keys.filter((key, index) => keys.indexOf(key) < index);
      const wide = [...rows, ...(totals ? [totals] : [])].filter(({ length }) => length !== columns.length);
      const kinds = rows.flatMap((row) =>
        row.flatMap((cell, at) => {
          const wanted = columns[at]?.kind === 'text' ? 'string' : 'number';
          return cell === null || typeof cell === wanted ? [] : [`${id}.${keys[at]}: ${typeof cell}`];
        }),
      );
      return [
        ...twice.map((key) => `${id}: ${key} comes twice`),
        ...wide.map(() => `${id}: a row of another width`),
        ...kinds,
      ];
    }),
  ];
}

function blockTexts(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text];
    case 'list':
      return block.items;
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value]);
    case 'figures':
      return block.figures.flatMap(({ label, value, note }) => [
        label,
        value,
        ...(note === undefined ? [] : [note]),
      ]);
    case 'table': {
      const { title, columns, rows, empty, note } = block.table;
      const cells = rows.flat().filter((cell) => typeof cell === 'string');
      return [
        title,
        empty,
        ...(note === undefined ? [] : [note]),
        ...columns.map((column) => column.title),
        ...cells,
      ];
    }
    case 'chart':
      return [block.chart, ...(block.beside ? [block.beside] : [])].flatMap(chartTexts);
    case 'signatures':
      return block.parties.flatMap(({ role, office, name }) => [
        role,
        office,
        ...(name === undefined ? [] : [name]),
      ]);
  }
}

function chartTexts(chart: Chart): readonly string[] {
  switch (chart.type) {
    case 'bars':
      return [chart.title, ...chart.bars.map(({ label }) => label)];
    case 'columns':
      return [chart.title, ...chart.categories, ...chart.series.map(({ label }) => label)];
    case 'line':
      return [chart.title, ...chart.series.map(({ label }) => label)];
    case 'strips':
      return [chart.title, ...chart.rows.map(({ label }) => label)];
  }
}

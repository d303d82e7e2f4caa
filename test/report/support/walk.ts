// Looks at whole documents: what must hold of every report, and what two languages must share.

import type { Block, ReportDocument, Table } from '../../../src/report/document.ts';

/** The tables of a document, in order. */
export function tablesOf({ blocks }: ReportDocument): readonly Table[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** Mistakes of form: ids and keys twice, rows of another width, empty texts. */
export function faultsOf(document: ReportDocument): readonly string[] {
  const tables = tablesOf(document);
  const ids = tables.map(({ id }) => id);
  const faults = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `table ${id} is there twice`);
  for (const { id, columns, rows, totals, title } of tables) {
    const keys = columns.map(({ key }) => key);
    if (!/^[a-z0-9-]+$/.test(id)) faults.push(`${id}: not a table id`);
    if (title === '') faults.push(`${id}: no title`);
    if (new Set(keys).size !== keys.length) faults.push(`${id}: a key twice in ${keys}`);
    for (const key of keys) if (!/^[a-z][a-z0-9_]*$/.test(key)) faults.push(`${id}: key ${key}`);
    for (const row of [...rows, ...(totals ? [totals] : [])]) {
      if (row.length !== columns.length) faults.push(`${id}: ${row.length} cells of ${columns.length}`);
      for (const [at, cell] of row.entries())
        if (typeof cell === 'number' && !Number.isFinite(cell)) faults.push(`${id}.${keys[at]}: ${cell}`);
    }
  }
  for (const text of textsOf(document)) {
    if (text.trim() === '') faults.push('an empty text');
    if (/undefined|NaN|\[object/.test(text)) faults.push(text);
  }
  if (!/^[a-z0-9-]+$/.test(document.fileName)) faults.push(`file name ${document.fileName}`);
  return faults;
}

/** Every sentence, title and label. */
export function textsOf(document: ReportDocument): readonly string[] {
  const { title, subtitle, facts, letterhead, footer, blocks } = document;
  return [
    ...letterhead,
    title,
    ...(subtitle === undefined ? [] : [subtitle]),
    ...facts.flatMap(({ label, value }) => [label, value]),
    footer,
    ...blocks.flatMap(blockTexts),
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
    case 'table':
      return block.table.columns.map(({ title }) => title);
    case 'chart':
      return [block.chart.title, ...(block.beside ? [block.beside.title] : [])];
    case 'signatures':
      return [block.place, ...block.parties.flatMap(({ role, office }) => [role, office])];
  }
}

/** A document without its words: what must be the same in both languages. */
export function skeleton({ blocks, facts, fileName, hash, timezone }: ReportDocument): unknown {
  return {
    fileName,
    hash,
    timezone,
    facts: facts.length,
    blocks: blocks.map((block) => {
      if (block.kind === 'list') return { kind: block.kind, items: block.items.length };
      if (block.kind !== 'table') return block.kind;
      const { id, columns, rows, totals, marked } = block.table;
      const numbers = (row: readonly unknown[]) =>
        row.map((cell) => (typeof cell === 'string' ? 'text' : cell));
      return {
        id,
        columns: columns.map(({ title, ...column }) => column),
        rows: rows.map(numbers),
        totals: totals && numbers(totals),
        marked: marked && [...marked],
      };
    }),
  };
}

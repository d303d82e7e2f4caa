// From a sheet to the rows of a table, or to everything that is wrong with it at once.

import type { Draft } from './draft.ts';
import type { Finding } from './finding.ts';
import { FIELD_NAMES, findHeader, isNumberingRow, isTotalsRow } from './header-row.ts';
import type { Field } from './headers.ts';
import { identify } from './identify.ts';
import { ImportFailure } from './import-failure.ts';
import type { Known } from './known-network.ts';
import { type Mapping, mapColumns } from './mapping.ts';
import { entryFor, type Partners } from './partners.ts';
import { readRow } from './read-row.ts';
import type { Region, Regions } from './regions.ts';
import { RowReader } from './row-reader.ts';
import { type Cell, cellText, type Sheet } from './sheet.ts';
import { type TableRow, tableRows } from './write-table.ts';

/** What an import goes by. */
export interface ImportOptions {
  /** Header, or column letters, to the name of a field. */
  readonly map: ReadonlyMap<string, string>;
  /** Values for empty cells. */
  readonly fixed: ReadonlyMap<Field, string>;
  readonly regions: Regions;
  readonly partners: Partners;
  readonly known: Known;
}

/** What became of a sheet. */
export interface Imported {
  /** Excel's row of the header. */
  readonly headerRow: number;
  readonly columns: Mapping['columns'];
  readonly headers: readonly string[];
  /** Rows of places that were read. */
  readonly read: number;
  /** Those that are right, sorted. */
  readonly rows: readonly TableRow[];
  readonly findings: readonly Finding[];
}

/** Imports a sheet. Throws an ImportFailure when it has no table, or an option names what is not there. */
export function importSheet(sheet: Sheet, options: ImportOptions): Imported {
  const header = findHeader(sheet);
  if (!header)
    throw new ImportFailure(
      'no-header',
      `"${sheet.name}": no row with the names of columns was found in the first 50 rows; wanted at least two names that ` +
        'are known, such as "Nama Desa" and "Alamat IP"',
    );
  const mapping = mapColumns(sheet, header, options.map);
  const findings: Finding[] = [...mapping.findings];
  const headers = header.names;
  const table = { columns: mapping.columns, headers, fixed: options.fixed };
  const drafts: Draft[] = [];
  const addresses = new Map<string, number>();
  const strangers = new Strangers(options.partners);
  let read = 0;
  let section: Region | undefined;
  let lastRegency: string | undefined;
  const missing = missingColumns(mapping, options);
  findings.push(...missing.map((finding) => ({ ...finding, row: header.row + 1 })));
  const isReadable = !findings.some(({ level }) => level === 'wrong');
  for (let index = header.row + 1; isReadable && index < sheet.rows.length; index++) {
    const cells = sheet.rows[index] ?? [];
    const row = index + 1;
    const kind = rowKind(cells, mapping, { isFirst: index === header.row + 1, regions: options.regions });
    if (kind.is === 'empty') continue;
    if (kind.is === 'section') section = kind.region;
    if (kind.is === 'section' || kind.is === 'passed') {
      findings.push({ level: 'note', row, message: kind.why });
      continue;
    }
    const reader = new RowReader(row, cells, table);
    read++;
    const draft = readRow(reader, {
      regions: options.regions,
      partners: options.partners,
      addresses,
      section,
      lastRegency,
    });
    lastRegency = reader.text('regency') ?? lastRegency;
    findings.push(...reader.findings);
    strangers.look(reader);
    if (draft) drafts.push(draft);
  }
  findings.push(...strangers.findings(mapping));
  const { placed, findings: clashes } = identify(drafts, options.known);
  findings.push(...clashes);
  return {
    headerRow: header.row + 1,
    columns: mapping.columns,
    headers,
    read,
    rows: tableRows(placed),
    findings: findings.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  };
}

function missingColumns({ columns, findings }: Mapping, options: ImportOptions): Finding[] {
  if (columns.has('name') || options.fixed.has('name') || findings.some(({ level }) => level === 'wrong'))
    return [];
  return [
    {
      level: 'wrong',
      message: 'no column holds the name of the place',
      proposal: `say which, such as --map "C=name"; meanings are ${FIELD_NAMES.join(', ')}`,
    },
  ];
}

type RowKind =
  | { readonly is: 'place' | 'empty' }
  | { readonly is: 'passed'; readonly why: string }
  | { readonly is: 'section'; readonly region: Region; readonly why: string };

/** Columns one of which a row of a place has. */
const NAMING: readonly Field[] = ['id', 'code', 'name', 'address'];

function rowKind(
  cells: readonly Cell[],
  { columns }: Mapping,
  around: { readonly isFirst: boolean; readonly regions: Regions },
): RowKind {
  const texts = cells.map(cellText).filter((text) => text !== '');
  if (texts.length === 0) return { is: 'empty' };
  if (around.isFirst && isNumberingRow(cells))
    return { is: 'passed', why: 'a row that numbers the columns; passed over' };
  if (isTotalsRow(cells)) return { is: 'passed', why: 'a row of totals; passed over' };
  const words = texts.filter((text) => !/^([\d.,()]+|[IVXLC]+\.?|[A-Za-z][.)]?)$/.test(text));
  const [only] = words;
  const region =
    words.length === 1 && only !== undefined && !columnHolds(cells, columns.get('name'), only)
      ? around.regions.find(only)
      : undefined;
  if (region) return { is: 'section', region, why: `the rows below belong to ${region.name}` };
  const at = (field: Field): string => {
    const column = columns.get(field);
    return column === undefined ? '' : cellText(cells[column]);
  };
  const filled = [...columns.keys()].filter((field) => at(field) !== '').length;
  const named = NAMING.filter((field) => at(field) !== '');
  if (filled <= 1 && words.length <= 2 && (named.length === 0 || columns.size > 2) && !isAddressed(named))
    return { is: 'passed', why: `no place: "${texts.join(' ').slice(0, 60)}"; passed over` };
  return { is: 'place' };
}

function isAddressed(named: readonly Field[]): boolean {
  return named.includes('address') || named.includes('code') || named.includes('id');
}

/** "KABUPATEN MAJENE" in the column of names is a heading all the same; "Mamuju" there may be a village. */
function columnHolds(cells: readonly Cell[], column: number | undefined, text: string): boolean {
  return column !== undefined && cellText(cells[column]) === text && !/^(kab|kota)/i.test(text);
}

/** Companies and contracts that the configuration does not have, by the field; told of once each. */
class Strangers {
  readonly #partners: Partners;
  readonly #names = { provider: new Set<string>(), contract: new Set<string>() };

  constructor(partners: Partners) {
    this.#partners = partners;
  }

  look(reader: RowReader): void {
    for (const field of ['provider', 'contract'] as const) {
      const name = reader.text(field);
      const names = this.#names[field];
      if (name !== undefined && names.size < MOST_STRANGERS && this.#partners[field](name) === undefined)
        names.add(name);
    }
  }

  findings(mapping: Mapping): readonly Finding[] {
    return (['provider', 'contract'] as const).flatMap((field) => {
      const column = mapping.columns.get(field);
      return [...this.#names[field]].map(
        (found): Finding => ({
          level: 'note',
          ...(column !== undefined && { column }),
          found,
          message: `kept as a remark: no such ${field} is configured`,
          proposal: `to link it, add ${field}s: [${entryFor(field, found)}] and import again with --config`,
        }),
      );
    });
  }
}

/** Names that are told of; a column with more holds something else. */
const MOST_STRANGERS = 50;

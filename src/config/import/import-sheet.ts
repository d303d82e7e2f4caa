// From a sheet to the rows of a table, or to everything that is wrong with it at once.

import type { Draft } from './draft.ts';
import type { Finding } from './finding.ts';
import { FIELD_NAMES, findHeader } from './header-row.ts';
import type { Field } from './headers.ts';
import { identify } from './identify.ts';
import { ImportFailure } from './import-failure.ts';
import type { Known } from './known-network.ts';
import { type Mapping, mapColumns } from './mapping.ts';
import type { Partners } from './partners.ts';
import { readRow } from './read-row.ts';
import type { Region, Regions } from './regions.ts';
import { RowSorter } from './row-kind.ts';
import { RowReader } from './row-reader.ts';
import type { Sheet } from './sheet.ts';
import { Strangers } from './strangers.ts';
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
  /** Those that are right, sorted; none while it is open what a column means. */
  readonly rows: readonly TableRow[];
  /** Whether it is open what a column means. */
  readonly isUndecided: boolean;
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
  const sorter = new RowSorter(header, mapping, options.regions);
  let read = 0;
  let section: Region | undefined;
  let lastRegency: string | undefined;
  const missing = missingColumns(mapping, options);
  findings.push(...missing.map((finding) => ({ ...finding, row: header.row + 1 })));
  // Rows are read all the same, by the first of several columns: what is wrong with them is told in the same go.
  const isUndecided = findings.some(({ level }) => level === 'wrong');
  for (let index = header.row + 1; missing.length === 0 && index < sheet.rows.length; index++) {
    const cells = sheet.rows[index] ?? [];
    const row = index + 1;
    const kind = sorter.kindOf(cells, index === header.row + 1);
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
    rows: isUndecided ? [] : tableRows(placed),
    isUndecided,
    findings: findings.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  };
}

function missingColumns({ columns }: Mapping, options: ImportOptions): Finding[] {
  if (columns.has('name') || options.fixed.has('name')) return [];
  return [
    {
      level: 'wrong',
      message: 'no column holds the name of the place',
      proposal: `say which, such as --map "C=name"; meanings are ${FIELD_NAMES.join(', ')}`,
    },
  ];
}

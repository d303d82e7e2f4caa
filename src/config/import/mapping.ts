// Which column means what: by its header, by what stands in it where the header leaves it open, or as --map says.

import { isIP } from 'node:net';
import { didYouMean } from '../suggest.ts';
import { type Finding, quoted } from './finding.ts';
import type { HeaderRow } from './header-row.ts';
import { FIELDS, type Field, fieldNamed, headingOf, STAND_INS } from './headers.ts';
import { ImportFailure } from './import-failure.ts';
import { cellText, columnLetters, type Sheet } from './sheet.ts';
import { plain } from './words.ts';

/** Column of each field (the first, while it is open which), and what to say about the others. */
export interface Mapping {
  readonly columns: ReadonlyMap<Field, number>;
  readonly findings: readonly Finding[];
}

/** Rows that are looked at where the header does not decide. */
const SAMPLE_ROWS = 200;
/** Headers that mean two things; the content decides. */
const STREET_OR_IP = 'alamat';

/** What `--map` may be given for a column that is to be passed over. */
export const SKIP = 'skip';

/** Maps columns. `wanted` is --map: header (or column letters) to field name. Throws an ImportFailure `bad-option`. */
export function mapColumns(sheet: Sheet, header: HeaderRow, wanted: ReadonlyMap<string, string>): Mapping {
  const row = header.row + 1;
  const findings: Finding[] = [];
  const candidates = new Map<Field, number[]>();
  const orders = ordersByColumn(header, wanted);
  const take = (field: Field, column: number): void => {
    const list = candidates.get(field);
    if (list) list.push(column);
    else candidates.set(field, [column]);
  };
  for (const [column, name] of header.names.entries()) {
    const order = orders.get(column);
    const say = (message: string, level: Finding['level'] = 'note'): void => {
      findings.push({ level, row, column, header: name, message });
    };
    if (order !== undefined) {
      if (order !== SKIP) take(order, column);
      continue;
    }
    const heading = headingOf(name);
    switch (heading.kind) {
      case 'field':
        if (plain(name) === STREET_OR_IP && !holdsAddresses(sheet, header.row, column))
          say('a street address; not read');
        else take(heading.field, column);
        break;
      case 'secret':
        say('the column would hold secrets; it is not read, they go into the YAML file as !env or !file');
        break;
      case 'unknown':
        say(
          `not known and not read${heading.nearest === undefined ? '' : `; is it ${quoted(heading.nearest)}? Then`}` +
            `${heading.nearest === undefined ? '; to read it,' : ''} give --map "${name}=${fieldHint(heading.nearest)}"`,
        );
        break;
      case 'numbering':
        break;
    }
  }
  const columns = new Map<Field, number>();
  for (const [field, list] of candidates) {
    const ordered = list.filter((column) => orders.get(column) === field);
    const named = list.filter((column) => !STAND_INS.includes(plain(header.names[column] ?? '')));
    const chosen = [ordered, list, named].find((each) => each.length === 1)?.[0];
    const column = chosen ?? list[0];
    if (column !== undefined) columns.set(field, column);
    if (chosen === undefined) findings.push(ambiguous(field, list, header, row));
  }
  return { columns, findings };
}

function ambiguous(field: Field, list: readonly number[], header: HeaderRow, row: number): Finding {
  const names = list.map((column) => `${columnLetters(column)} ${quoted(header.names[column] ?? '')}`);
  const [first = 0] = list;
  return {
    level: 'wrong',
    row,
    message: `${names.join(' and ')} may both be the ${field}`,
    proposal: `say which, such as --map "${columnLetters(first)}=${field}"`,
  };
}

function fieldHint(name: string | undefined): string {
  return (name === undefined ? undefined : fieldNamed(name)) ?? 'COLUMN';
}

function ordersByColumn(
  header: HeaderRow,
  wanted: ReadonlyMap<string, string>,
): ReadonlyMap<number, Field | typeof SKIP> {
  const orders = new Map<number, Field | typeof SKIP>();
  for (const [name, meaning] of wanted) {
    const columns = [...header.names.keys()].filter(
      (column) =>
        columnLetters(column) === name.trim().toUpperCase() ||
        plain(header.names[column] ?? '') === plain(name),
    );
    const exact = columns.filter((column) => plain(header.names[column] ?? '') === plain(name));
    const [column, ...more] = exact.length > 0 ? exact : columns;
    if (column === undefined)
      throw new ImportFailure(
        'bad-option',
        `--map: there is no column "${name}"${didYouMean(name, header.names)}; the table has ${header.names
          .filter((each) => each !== '')
          .map(quoted)
          .join(', ')}`,
      );
    if (more.length > 0)
      throw new ImportFailure(
        'bad-option',
        `--map: several columns are called "${name}"; name one by its letters`,
      );
    const field = meaning.trim().toLowerCase() === SKIP ? SKIP : fieldNamed(meaning);
    if (field === undefined)
      throw new ImportFailure(
        'bad-option',
        `--map: "${meaning}" is no meaning of a column; there are ${[...Object.keys(FIELDS), SKIP].join(', ')}`,
      );
    orders.set(column, field);
  }
  return orders;
}

/** Whether most cells of a column are IP addresses. */
function holdsAddresses(sheet: Sheet, headerRow: number, column: number): boolean {
  let addresses = 0;
  let others = 0;
  for (const cells of sheet.rows.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS)) {
    const text = cellText(cells[column]);
    if (text === '' || text === '-') continue;
    if (isIP(text.split('/')[0] ?? '') !== 0 || /^[\d.]{7,}/.test(text)) addresses++;
    else others++;
  }
  return addresses > others;
}

// Reads a spreadsheet, whatever its name says: the first octets tell what it is.

import { readCsvFile } from './csv-file.ts';
import { findHeader } from './header-row.ts';
import { ImportFailure } from './import-failure.ts';
import type { Sheet } from './sheet.ts';
import { readXlsx } from './workbook.ts';

/** Octets of a file that is read at all. */
export const MOST_FILE_OCTETS = 32 * 2 ** 20;

const ZIP = [0x50, 0x4b];
/** Compound File Binary: the old Excel, and every Excel file with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** All sheets of a file. Rejects with an ImportFailure. */
export async function readSpreadsheet(bytes: Uint8Array, name: string): Promise<readonly Sheet[]> {
  if (begins(bytes, COMPOUND))
    throw new ImportFailure(
      'not-a-table',
      'this is an old Excel file (.xls), or one with a password; save it as Excel workbook (.xlsx) without one',
    );
  if (begins(bytes, ZIP)) return await readXlsx(bytes);
  return [readCsvFile(bytes, name)];
}

/** The sheet that is named, or the only one with a table. Throws an ImportFailure that lists the sheets. */
export function chooseSheet(sheets: readonly Sheet[], wanted: string | undefined): Sheet {
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  if (wanted !== undefined) {
    const named =
      sheets.find(({ name }) => name === wanted) ??
      sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
    if (named) return named;
    throw new ImportFailure('no-sheet', `there is no sheet "${wanted}"; the file has ${names}`);
  }
  const [only, ...others] = sheets.filter((sheet) => findHeader(sheet));
  if (only && others.length === 0) return only;
  if (only)
    throw new ImportFailure(
      'no-sheet',
      `several sheets have a table: ${[only, ...others].map(({ name }) => `"${name}"`).join(', ')}; choose one with --sheet NAME`,
    );
  const [first] = sheets;
  if (first && sheets.length === 1) return first;
  throw new ImportFailure('no-sheet', `none of the sheets has a table with names of columns: ${names}`);
}

function begins(bytes: Uint8Array, octets: readonly number[]): boolean {
  return octets.every((octet, index) => bytes[index] === octet);
}

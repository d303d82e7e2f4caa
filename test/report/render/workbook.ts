// Opens workbooks by another library than the one that wrote them, and has their formulas computed by others again.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import XLSX from 'xlsx';

/** xlsx-calc has no types of its own. */
interface Calculate {
  (workbook: XLSX.WorkBook): void;
  import_functions(functions: Readonly<Record<string, (...values: number[]) => number>>): void;
}
const calculate: Calculate = createRequire(import.meta.url)('xlsx-calc');

/** A cell as SheetJS reads it: type, value, formula, number format, shown text. */
export type ReadCell = XLSX.CellObject;

/** The workbook with formulas and number formats. */
export function openWorkbook(bytes: Uint8Array): XLSX.WorkBook {
  return XLSX.read(bytes, { cellFormula: true, cellNF: true, cellStyles: true });
}

/** Every cell of the workbook that has a formula, by `sheet!A1`. */
export function formulasOf(workbook: XLSX.WorkBook): Map<string, ReadCell> {
  return new Map(
    workbook.SheetNames.flatMap((name) =>
      Object.entries(workbook.Sheets[name] ?? {}).flatMap(([address, cell]): [string, ReadCell][] =>
        !address.startsWith('!') && (cell as ReadCell).f !== undefined
          ? [[`${name}!${address}`, { ...(cell as ReadCell) }]]
          : [],
      ),
    ),
  );
}

/** What xlsx-calc lacks, as Excel has it: fifteen digits count. */
function roundDown(value = 0, digits = 0): number {
  return Math.trunc(Number((value * 10 ** digits).toPrecision(15))) / 10 ** digits;
}

/** Computes every formula of the workbook, in place. */
export function recalculate(workbook: XLSX.WorkBook): void {
  calculate.import_functions({ ROUNDDOWN: roundDown });
  calculate(workbook);
}

/** Whether LibreOffice can compute a workbook here. */
export const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

/** Without this LibreOffice shows what is cached. */
const ALWAYS_COMPUTE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop
oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`;

/** The workbook after LibreOffice has opened, computed and saved it. */
export function throughLibreOffice(bytes: Uint8Array): XLSX.WorkBook {
  const folder = mkdtempSync(join(tmpdir(), 'jalur-xlsx-'));
  try {
    writeFileSync(join(folder, 'in.xlsx'), bytes);
    mkdirSync(join(folder, 'profile', 'user'), { recursive: true });
    writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), ALWAYS_COMPUTE);
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'ods',
        '--outdir',
        folder,
        join(folder, 'in.xlsx'),
      ],
      { stdio: 'pipe', timeout: 60_000 },
    );
    return XLSX.read(readFileSync(join(folder, 'in.ods')), { cellFormula: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

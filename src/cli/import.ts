// `jalur import FILE`: an office's spreadsheet becomes a table that the configuration includes.

import { basename, extname, resolve } from 'node:path';
import { diskFiles } from '../config/disk.ts';
import { describeFinding, type Finding } from '../config/import/finding.ts';
import { type Field, fieldNamed } from '../config/import/headers.ts';
import { ImportFailure } from '../config/import/import-failure.ts';
import { type Imported, type ImportOptions, importSheet } from '../config/import/import-sheet.ts';
import { knownNetwork, NOTHING_KNOWN } from '../config/import/known-network.ts';
import { NO_PARTNERS, partnersOf } from '../config/import/partners.ts';
import { chooseSheet, MOST_FILE_OCTETS, readSpreadsheet } from '../config/import/read-file.ts';
import { defaultRegions, regionsOfNetwork } from '../config/import/regions.ts';
import { columnLetters, type Sheet } from '../config/import/sheet.ts';
import { tableText } from '../config/import/write-table.ts';
import { MOST_FILE_BYTES } from '../config/text-file.ts';
import { type Command, type CommandContext, ExpectedError, UsageError } from './command.ts';
import { checkIncluded, configForTable } from './import-config.ts';
import { writeWhole } from './import-write.ts';
import { CONFIG_OPTION } from './load.ts';
import { json } from './output.ts';

/** Mistakes and notes that are printed; --json has all. */
const MOST_WRONG = 500;
const MOST_NOTES = 100;

/** Imports a spreadsheet. */
export const importCommand: Command = {
  name: 'import',
  summary: "make a table for the configuration out of an office's spreadsheet",
  positionals: ['FILE.xlsx|FILE.csv'],
  options: {
    sheet: { type: 'string', value: 'NAME', help: 'the sheet to read, where several have a table' },
    config: {
      ...CONFIG_OPTION,
      help: 'the configuration with the regencies, providers and contracts (or JALUR_CONFIG)',
    },
    out: { type: 'string', short: 'o', value: 'FILE', help: 'write the table there; absent: print it' },
    map: {
      type: 'string',
      value: '"HEADER=COLUMN; …"',
      help: 'say what a column means; skip passes it over',
    },
    set: {
      type: 'string',
      value: '"COLUMN=VALUE; …"',
      help: 'a value for empty cells, such as "medium=fiber"',
    },
    'skip-bad': { type: 'boolean', help: 'write the rows that are right, and leave the others out' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  details:
    'Everything that is wrong is told at once, with sheet, cell and header; nothing is written then, unless --skip-bad. ' +
    'What was understood differently from how it is written is told as notes. Exit status 1 when something is wrong.',
  run: runImport,
};

async function runImport(context: CommandContext): Promise<0 | 1> {
  const [file = ''] = context.positionals;
  const out = textOption(context, 'out');
  if (out !== undefined && extname(out).toLowerCase() !== '.csv')
    throw new UsageError(
      `--out wants a file named *.csv, since only such tables can be included, found "${out}"`,
    );
  if (out !== undefined && resolve(out) === resolve(file))
    throw new UsageError(
      `"${out}" is the sheet itself, which would lose what the import does not read; give --out another name`,
    );
  const { sheet, imported } = await importFile(file, context, out);
  const wrong = imported.findings.filter(({ level }) => level === 'wrong');
  const isWritten = imported.rows.length > 0 && (wrong.length === 0 || context.options['skip-bad'] === true);
  const text = isWritten ? tableText(imported.rows) : undefined;
  if (text !== undefined && Buffer.byteLength(text) > MOST_FILE_BYTES)
    throw new ExpectedError(
      'too-large',
      `the table would have more than ${MOST_FILE_BYTES / 2 ** 20} MiB, which no configuration may include; import the sheet in parts`,
    );
  if (text !== undefined && out !== undefined) {
    checkIncluded(context, out, text);
    writeWhole(out, text);
  }
  if (context.options['json'] === true) context.print(json(forPrograms(sheet, imported, out, text)));
  else {
    tell(context, sheet, imported, out, isWritten);
    if (text !== undefined && out === undefined) context.print(text.trimEnd());
  }
  return wrong.length === 0 && imported.rows.length > 0 ? 0 : 1;
}

async function importFile(
  file: string,
  context: CommandContext,
  out: string | undefined,
): Promise<{ readonly sheet: Sheet; readonly imported: Imported }> {
  const read = diskFiles.read(resolve(file), MOST_FILE_OCTETS);
  if (!read.ok) throw new ExpectedError('file', `cannot read "${file}": ${read.detail}`);
  const options = optionsOf(context, out);
  try {
    const sheets = await readSpreadsheet(read.bytes, basename(file, extname(file)));
    const sheet = chooseSheet(sheets, textOption(context, 'sheet'));
    return { sheet, imported: importSheet(sheet, options) };
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    if (error.code === 'bad-option') throw new UsageError(error.message);
    throw new ExpectedError(error.code, `cannot import "${file}": ${error.message}`, { cause: error });
  }
}

function optionsOf(context: CommandContext, out: string | undefined): ImportOptions {
  const loaded = configForTable(context, out);
  const fixed = new Map<Field, string>();
  for (const [name, value] of pairs(context, 'set')) {
    const field = fieldNamed(name);
    if (!field) throw new UsageError(`--set: "${name}" is no column`);
    fixed.set(field, value);
  }
  return {
    map: pairs(context, 'map'),
    fixed,
    regions: loaded ? regionsOfNetwork(loaded.config.network) : defaultRegions(),
    partners: loaded ? partnersOf(loaded.config) : NO_PARTNERS,
    known: loaded ? knownNetwork(loaded.config.network, loaded.isIncluded) : NOTHING_KNOWN,
  };
}

/** `A=b; C=d`. Headers may have an `=` in them: the last one counts for --map. */
function pairs(context: CommandContext, option: 'map' | 'set'): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of (textOption(context, option) ?? '').split(';')) {
    if (part.trim() === '') continue;
    const at = option === 'map' ? part.lastIndexOf('=') : part.indexOf('=');
    if (at <= 0)
      throw new UsageError(
        `--${option} wants pairs such as "Nama Lokasi=name; Alamat=skip", found "${part.trim()}"`,
      );
    found.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return found;
}

function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function tell(
  context: CommandContext,
  sheet: Sheet,
  imported: Imported,
  out: string | undefined,
  isWritten: boolean,
): void {
  const say = context.progress;
  const wrong = imported.findings.filter(({ level }) => level === 'wrong');
  const columns = [...imported.columns].map(
    ([field, column]) => `${columnLetters(column)} "${imported.headers[column] ?? ''}" is ${field}`,
  );
  say(`"${sheet.name}", header in row ${imported.headerRow}: ${columns.join(', ')}`);
  lines(sheet, groups(imported.findings.filter(({ level }) => level === 'note')), MOST_NOTES).forEach(
    (line) => {
      say(`note: ${line}`);
    },
  );
  lines(
    sheet,
    wrong.map((finding) => ({ finding, count: 1 })),
    MOST_WRONG,
  ).forEach((line) => {
    say(`wrong: ${line}`);
  });
  const bad = imported.read - imported.rows.length;
  const rows = `${imported.rows.length} of ${imported.read} rows are right`;
  if (imported.isUndecided) say('nothing is written: say first what the columns mean, with --map');
  else if (!isWritten)
    say(
      imported.rows.length === 0
        ? `${rows}; nothing is written`
        : `${rows}; nothing is written: mend the sheet, or leave ${bad} rows out with --skip-bad`,
    );
  else if (out !== undefined)
    say(
      `${rows}${bad > 0 ? `, ${bad} left out` : ''}; written to ${out}, to be included with include: [${basename(out)}]`,
    );
  else say(`${rows}${bad > 0 ? `, ${bad} left out` : ''}`);
}

interface Group {
  readonly finding: Finding;
  readonly count: number;
}

/** The same thing said about many cells of a column is one line. */
function groups(findings: readonly Finding[]): readonly Group[] {
  const byText = new Map<string, { finding: Finding; count: number }>();
  for (const finding of findings) {
    const key =
      finding.column === undefined ? '' : `${finding.column}/${finding.found ?? ''}/${finding.message}`;
    const group = key === '' ? undefined : byText.get(key);
    if (group) group.count++;
    else
      byText.set(key === '' ? `row ${finding.row ?? byText.size}/${finding.message}` : key, {
        finding,
        count: 1,
      });
  }
  return [...byText.values()];
}

function lines(sheet: Sheet, all: readonly Group[], most: number): string[] {
  const shown = all
    .slice(0, most)
    .map(
      ({ finding, count }) =>
        `${describeFinding(sheet.name, finding)}${count > 1 ? ` (and ${count - 1} more such cells)` : ''}`,
    );
  return all.length > most ? [...shown, `and ${all.length - most} more; --json has all`] : shown;
}

function forPrograms(
  sheet: Sheet,
  imported: Imported,
  out: string | undefined,
  text: string | undefined,
): object {
  const shown = (finding: Finding): object => ({
    sheet: sheet.name,
    ...finding,
    ...(finding.column !== undefined && { column: columnLetters(finding.column) }),
    text: describeFinding(sheet.name, finding),
  });
  return {
    sheet: sheet.name,
    headerRow: imported.headerRow,
    columns: Object.fromEntries(
      [...imported.columns].map(([field, column]) => [field, columnLetters(column)]),
    ),
    read: imported.read,
    right: imported.rows.length,
    wrong: imported.findings.filter(({ level }) => level === 'wrong').map(shown),
    notes: imported.findings.filter(({ level }) => level === 'note').map(shown),
    written: text === undefined ? null : (out ?? null),
    ...(text !== undefined && out === undefined && { table: text }),
  };
}

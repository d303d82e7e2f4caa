// `npm run bench [-- NAME…]`: every benchmark in a process of its own, one after the other, and a table of what they
// measured against the budgets of the design. `--json` prints the rows instead; `--markdown` the README's table.

import { execFileSync, spawn } from 'node:child_process';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './row.ts';

/** Name, module and exported function of each benchmark. */
const BENCHES = {
  icmp: ['icmp.ts', 'benchIcmp'],
  snmp: ['snmp.ts', 'benchSnmp'],
  engine: ['engine.ts', 'benchEngine'],
  daemon: ['daemon.ts', 'benchDaemon'],
  devices: ['daemon.ts', 'benchDevices'],
  store: ['store.ts', 'benchStore'],
  'history-embedded': ['history-embedded.ts', 'benchHistoryEmbedded'],
  'history-influx': ['history-influx.ts', 'benchReplayToInflux'],
  'history-move': ['history-move.ts', 'benchMove'],
  'history-year': ['history-year.ts', 'benchYearFromInflux'],
  'history-size': ['history-size.ts', 'benchHistorySize'],
  report: ['report.ts', 'benchReport'],
  stream: ['stream.ts', 'benchStream'],
  config: ['config.ts', 'benchConfig'],
  storm: ['storm.ts', 'benchStorm'],
  replay: ['replay.ts', 'benchReplay'],
  wall: ['wall.ts', 'benchWall'],
  page: ['page.ts', 'benchPage'],
} as const;
type BenchName = keyof typeof BENCHES;

const ROW_MARK = 'rows: ';

async function runHere(name: BenchName): Promise<void> {
  const [file, exported] = BENCHES[name];
  const module = (await import(join(import.meta.dirname, file))) as Record<
    string,
    () => BenchRow[] | Promise<BenchRow[]>
  >;
  const bench = module[exported];
  if (!bench) throw new Error(`${file} exports no ${exported}`);
  const rows = await bench();
  process.stdout.write(`\n${ROW_MARK}${JSON.stringify(rows)}\n`, () => process.exit(0));
}

function runApart(name: BenchName): Promise<BenchRow[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', import.meta.filename, '--here', name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += String(data);
    });
    child.on('close', (code) => {
      const line = output.split('\n').find((each) => each.startsWith(ROW_MARK));
      if (code === 0 && line) resolve(JSON.parse(line.slice(ROW_MARK.length)) as BenchRow[]);
      else resolve([{ name: `${name}: failed`, value: code ?? -1, unit: 'exit code', ok: false }]);
    });
  });
}

function describe(row: BenchRow): string[] {
  const budget = row.budget === undefined ? '' : `≤ ${row.budget} ${row.unit}`;
  const peer = row.peer === undefined ? '' : `${row.peer}${row.ratio === undefined ? '' : ` × ${row.ratio}`}`;
  const verdict = row.ok === undefined ? '' : row.ok ? 'yes' : 'NO';
  return [row.name, `${figure(row.value)} ${row.unit}`, budget, peer, verdict, row.note ?? ''];
}

/** Three digits that count; whole numbers as they are. */
function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? String(Math.round(value))
    : String(Number(value.toPrecision(3)));
}

function printTable(rows: readonly BenchRow[], markdown: boolean): void {
  const head = ['what', 'measured', 'budget', 'against', 'kept', 'note'];
  const lines = rows.map(describe);
  if (markdown) {
    console.log(
      [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    );
    return;
  }
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((cells) => cells[column]?.length ?? 0)),
  );
  for (const cells of [head, ...lines])
    console.log(
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown CPU';
  const host = execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim();
  return `${cpus().length} × ${model}, ${host}, Linux ${release()}, Node ${process.version}`;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const [here] = words[0] === '--here' ? words.slice(1) : [];
  if (here) return runHere(here as BenchName);
  const wanted = words.filter((word) => !word.startsWith('--'));
  const unknown = wanted.filter((word) => !(word in BENCHES));
  if (unknown.length > 0) {
    console.error(`unknown benchmark: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const rows: BenchRow[] = [];
  for (const name of Object.keys(BENCHES) as BenchName[]) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`benchmark ${name} …`);
    rows.push(...(await runApart(name)));
  }
  if (words.includes('--json')) console.log(JSON.stringify(rows, null, 2));
  else printTable(rows, words.includes('--markdown'));
  console.log(machine());
  if (rows.some((row) => row.ok === false)) process.exitCode = 1;
}

await main();

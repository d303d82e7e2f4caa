// How long a province of 10,000 links takes to load from a table: the time a reload keeps the daemon's thread.

import type { ConfigDeps } from '../../src/config/deps.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { BenchRow } from './row.ts';

const LINKS = 10_000;
const RUNS = 5;
const BUDGET_MS = 2_000;

const MAIN = `version: 1
province: { name: Besar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [10.0.0.1] }
defaults: { snmp: { community: !env COMMUNITY } }
providers: [{ id: p, name: P }]
contracts: [{ id: k, provider: p }]
sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
include: [desa.csv]
`;

function table(): string {
  const rows = Array.from({ length: LINKS }, (_, index) => {
    const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    return `d${index},Desa ${index},pusat,-2.5,119.1,radio,20M,k,aktif,01/12/2019,${address},ether1`;
  });
  return `id,desa,induk,lintang,bujur,media,kapasitas,kontrak,tahap,sejak,alamat ip,antarmuka\n${rows.join('\n')}\n`;
}

/** Loads 10,000 links from a table in memory; the median of five runs. */
export function benchConfig(): BenchRow[] {
  const bytes = new Map([
    ['main.yaml', new TextEncoder().encode(MAIN)],
    ['desa.csv', new TextEncoder().encode(table())],
  ]);
  const deps: ConfigDeps = {
    env: { COMMUNITY: 'benchmark' },
    clock: { wallMs: () => 1_790_000_000_000 },
    files: {
      read: (path) => {
        const found = bytes.get(path);
        return found ? { ok: true, bytes: found } : { ok: false, detail: 'there is no such file' };
      },
      stamp: () => Promise.resolve('same'),
    },
  };
  const timesMs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const startMs = performance.now();
    const loaded = loadConfig('main.yaml', deps);
    timesMs.push(performance.now() - startMs);
    if (!loaded.ok) throw new Error(`the benchmark's own table is wrong: ${loaded.problems[0]?.message}`);
    if (loaded.config.network.links.size !== LINKS) throw new Error('links are missing');
  }
  const value = Math.round(timesMs.sort((a, b) => a - b)[RUNS >> 1] ?? 0);
  return [
    {
      name: 'config: load 10,000 links from CSV',
      value,
      unit: 'ms',
      budget: BUDGET_MS,
      ok: value <= BUDGET_MS,
      note: `median of ${RUNS}, slowest ${Math.round(timesMs.at(-1) ?? 0)} ms`,
    },
  ];
}

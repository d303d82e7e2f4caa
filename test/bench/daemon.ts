// The whole daemon at 10,000 links: one echo a second and one SNMP poll a minute each, embedded history, one screen. Once
// with simulated devices that are all alike, once with recorded ones of many makers.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WebSocket } from 'ws';
import type { RecordedAgent } from '../devices/recorded-agents.ts';
import { DEVICES } from '../devices/replay.ts';
import { cpuSeconds, loopbackAddress } from './process-usage.ts';
import type { BenchRow } from './row.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REGENCIES = 100;
const VILLAGES = 99;
const LINKS = REGENCIES * (1 + VILLAGES);
const PORT = 18_080;
/** Beyond the first round, so that rounds, their writes and garbage collection are in the figures. */
const WARM_MS = 75_000;
const MEASURE_MS = 60_000;
const READY_MS = 30_000;
/** Getting to know 10,000 devices, twenty at a time. */
const INSPECTION_MS = 600_000;

/** Devices: the program that serves them, and what of it each link is given. */
interface Devices {
  readonly name: string;
  readonly program: string;
  /** The text after a link's address, by the program's first line and the link's number. */
  readonly settings: (line: string, index: number) => string;
}

const ALIKE: Devices = {
  name: 'daemon',
  program: 'snmp-responder.ts',
  settings: (line) => `snmp: { port: ${line.trim()} }`,
};

const RECORDED: Devices = {
  name: 'daemon with recorded devices',
  program: '../devices/recorded-agents.ts',
  settings: (line, index) => {
    const agents = JSON.parse(line) as readonly RecordedAgent[];
    const agent = agents[index % agents.length];
    if (!agent) throw new Error(`no recordings below ${DEVICES}`);
    return [
      `snmp: { port: ${agent.port} }`,
      ...(agent.interface === undefined ? [] : [`interface: ${JSON.stringify(agent.interface)}`]),
    ].join(', ');
  },
};

/** Starts a daemon of its own on loopback addresses, and measures it from outside. */
export function benchDaemon(): Promise<BenchRow[]> {
  return bench(ALIKE);
}

/** The same with 10,000 devices of mixed profiles. */
export async function benchDevices(): Promise<BenchRow[]> {
  if (existsSync(DEVICES)) return await bench(RECORDED);
  const note = 'not measured: needs recordings of devices; say where with JALUR_SHARED';
  return [{ name: RECORDED.name, value: 0, unit: 'devices', note }];
}

async function bench(devices: Devices): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-bench-'));
  const agent = spawn(process.execPath, [join(import.meta.dirname, devices.program)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let daemon: ChildProcess | undefined;
  try {
    const line = await firstLine(agent);
    const config = join(directory, 'bench.yaml');
    writeFileSync(
      config,
      configText((index) => devices.settings(line, index)),
    );
    const startedMs = performance.now();
    daemon = startDaemon(config, directory);
    const pid = daemon.pid;
    if (pid === undefined) throw new Error('the daemon did not start');
    await ready();
    const readyMs = performance.now() - startedMs;
    const screen = new WebSocket(`ws://127.0.0.1:${PORT}/api/v1/stream`);
    screen.on('message', () => undefined);
    screen.on('error', () => undefined);
    const knownMs = await allKnown(startedMs);
    await pause(WARM_MS);
    const before = { cpuS: familyCpu(pid), metrics: await scrape() };
    await pause(MEASURE_MS);
    const after = { cpuS: familyCpu(pid), metrics: await scrape() };
    screen.terminate();
    return rows(devices.name, { readyMs, knownMs, pid, before, after });
  } finally {
    daemon?.kill('SIGKILL');
    agent.kill('SIGKILL');
    await pause(500);
    rmSync(directory, { recursive: true, force: true });
  }
}

function startDaemon(config: string, directory: string): ChildProcess {
  const data = join(directory, 'data');
  const words = ['run', '--config', config, '--data', data, '--log', 'error'];
  // As the systemd unit and the container start it.
  return spawn(
    process.execPath,
    ['--max-semi-space-size=8', '--heap-growing-percent=25', join(ROOT, 'src/main.ts'), ...words],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, SNMP_COMMUNITY: 'public', MALLOC_ARENA_MAX: '2' },
    },
  );
}

/** Waits until every device was inspected once; how long that took since the start, ms. */
async function allKnown(startedMs: number): Promise<number> {
  const untilMs = performance.now() + INSPECTION_MS;
  while (performance.now() < untilMs) {
    const inspected = (await scrape()).get('jalur_snmp_inspections_total') ?? 0;
    if (inspected >= LINKS) return performance.now() - startedMs;
    await pause(1_000);
  }
  throw new Error(`not all devices were inspected within ${INSPECTION_MS} ms`);
}

interface Sample {
  readonly cpuS: number;
  readonly metrics: ReadonlyMap<string, number>;
}

interface Run {
  readonly readyMs: number;
  readonly knownMs: number;
  readonly pid: number;
  readonly before: Sample;
  readonly after: Sample;
}

function rows(title: string, run: Run): BenchRow[] {
  const { readyMs, knownMs, pid, before, after } = run;
  const cores = (after.cpuS - before.cpuS) / (MEASURE_MS / 1000);
  const metric = (name: string): number => after.metrics.get(name) ?? Number.NaN;
  const grown = (name: string): number => metric(name) - (before.metrics.get(name) ?? 0);
  const memoryMb = family(pid).reduce((sum, each) => sum + proportionalBytes(each), 0) / 1e6;
  const done = `${Math.round(grown('jalur_echo_received_total') / (MEASURE_MS / 1000))} echoes/s, ${Math.round(grown('jalur_snmp_polls_total') / (MEASURE_MS / 1000))} polls/s`;
  const budget = (name: string, value: number, unit: string, most: number, note?: string): BenchRow => ({
    name: `${title}, ${LINKS} links: ${name}`,
    value: Math.round(value * 1000) / 1000,
    unit,
    budget: most,
    ok: value <= most,
    ...(note && { note }),
  });
  return [
    budget('CPU, all processes', cores, 'cores', 0.25, done),
    budget('memory, all processes', memoryMb, 'MB', 512, 'PSS: pages both processes share count once'),
    budget('event loop delay p99', metric('jalur_event_loop_delay_p99_seconds') * 1000, 'ms', 50),
    budget('echo slip p99', metric('jalur_echo_slip_p99_seconds') * 1000, 'ms', 20),
    budget('SNMP slip p99', metric('jalur_snmp_slip_p99_seconds') * 1000, 'ms', 250),
    { name: `${title}, ${LINKS} links: start to ready`, value: Math.round(readyMs), unit: 'ms' },
    {
      name: `${title}, ${LINKS} links: start to all devices inspected`,
      value: Math.round(knownMs / 1_000),
      unit: 's',
      note: `${metric('jalur_snmp_inspections_failed_total')} inspections failed, ${grown('jalur_snmp_timeouts_total')} requests timed out`,
    },
    {
      name: `${title}, ${LINKS} links: tainted verdicts`,
      value: grown('jalur_echo_tainted_total'),
      unit: 'in a minute',
    },
  ];
}

function configText(settings: (index: number) => string): string {
  const sites = ['  - { id: hq, name: HQ, kind: province }'];
  const links: string[] = [];
  let index = 0;
  const link = (from: string, to: string): void => {
    const address = loopbackAddress(++index);
    links.push(
      `  - { id: ${from}-${to}, from: ${from}, to: ${to}, medium: fiber, device: { address: ${address}, ${settings(index)} } }`,
    );
  };
  for (let r = 1; r <= REGENCIES; r++) {
    sites.push(`  - { id: r${r}, name: R${r}, kind: regency, parent: hq }`);
    link('hq', `r${r}`);
    for (let v = 1; v <= VILLAGES; v++) {
      sites.push(`  - { id: v${r}-${v}, name: V${r}-${v}, kind: village, parent: r${r} }`);
      link(`r${r}`, `v${r}-${v}`);
    }
  }
  return [
    'version: 1',
    'province: { name: Bench, code: "76", timezone: Asia/Makassar }',
    `monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:${PORT}" }`,
    'defaults:',
    '  snmp: { every: 60s, timeout: 1s, version: 2c, community: !env SNMP_COMMUNITY, acceptFrom: any }',
    'sites:',
    ...sites,
    'links:',
    ...links,
    '',
  ].join('\n');
}

async function ready(): Promise<void> {
  const untilMs = performance.now() + READY_MS;
  while (performance.now() < untilMs) {
    try {
      if ((await fetch(`http://127.0.0.1:${PORT}/readyz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await pause(100);
  }
  throw new Error(`the daemon was not ready within ${READY_MS} ms`);
}

async function scrape(): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();
  return new Map(
    text
      .split('\n')
      .map((line) => /^(jalur_[a-z0-9_]+) ([0-9.e+-]+)$/.exec(line))
      .flatMap((match): [string, number][] => (match ? [[match[1] ?? '', Number(match[2])]] : [])),
  );
}

/** A process and its children. */
function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
  return [pid, ...children];
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function familyCpu(pid: number): number {
  return family(pid).reduce((sum, each) => sum + cpuSeconds(each), 0);
}

/** Proportional set size: of pages that processes share (the Node binary), each has its part. */
function proportionalBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => {
      text += String(data);
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', () => reject(new Error('the SNMP responder ended')));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

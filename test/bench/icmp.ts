// CPU per ICMP echo at 10,000/s, and how true and punctual the echoes are; against fping and collectd's ping plugin on
// the same loopback targets, one after the other in the same run.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IcmpLoad } from './icmp-load.ts';
import { IN_NAMESPACE, mayUnshare, measureCollectd, measureFping, type PeerResult } from './icmp-peers.ts';
import type { BenchRow } from './row.ts';

const LOAD = { count: 10_000, warmUpMs: 4_000, windowMs: 8_000 };
/** design.md §14: of fping at most a quarter, of collectd at most a half. */
const FPING_SHARE = 0.25;
const COLLECTD_SHARE = 0.5;
/** The echo's own part of the 10 µs that everything together may take. */
const CPU_BUDGET_US = 6;
const SLIP_BUDGET_MS = 20;
const BLUR_BUDGET_US = 50;

/** Runs for about a minute; needs root (network namespaces, ICMP sockets). */
export async function benchIcmp(): Promise<BenchRow[]> {
  if (!mayUnshare()) {
    const note = 'skipped: needs root for network namespaces and ICMP sockets';
    return [{ name: 'CPU per echo', value: Number.NaN, unit: 'µs', note }];
  }
  const load = await runLoad();
  const cpuUs = load.childUs + load.parentUs;
  const peers = [
    against(await measureFping(LOAD, 1_000 / LOAD.count), cpuUs, FPING_SHARE),
    // Its cheapest way: all echoes in one rush. Its sequence numbers do not suffice for more targets than these.
    against(await measureFping({ ...LOAD, count: LOAD.count / 2 }, 0.01), cpuUs),
    against(await measureCollectd(LOAD), cpuUs, COLLECTD_SHARE),
  ];
  return [
    within(
      'CPU per echo, process and decoding',
      { value: cpuUs, unit: 'µs', budget: CPU_BUDGET_US },
      atRate(load),
    ),
    { name: 'CPU per echo, echo process alone', value: round(load.childUs), unit: 'µs' },
    { name: 'CPU per echo, decoding in the daemon', value: round(load.parentUs), unit: 'µs' },
    ...peers,
    within('schedule slip p99', { value: load.slipP99Ms, unit: 'ms', budget: SLIP_BUDGET_MS }, 'to a tenth'),
    within(
      'loopback RTT p99 (bounds what batching adds)',
      { value: load.rttP99Us, unit: 'µs', budget: BLUR_BUDGET_US },
      `median ${round(load.rttP50Us)} µs`,
    ),
    { name: 'memory of the echo process', value: round(load.rssMb), unit: 'MB' },
    within('echoes lost', { value: load.lost, unit: 'echoes', budget: 0 }, `${load.tainted} tainted`),
  ];
}

async function runLoad(): Promise<IcmpLoad> {
  const script = join(import.meta.dirname, 'icmp-load.ts');
  const sizes = [LOAD.count, LOAD.warmUpMs, LOAD.windowMs].map(String);
  const [program = '', ...args] = [...IN_NAMESPACE, process.execPath, script, ...sizes];
  const { stdout } = await promisify(execFile)(program, args);
  return JSON.parse(stdout) as IcmpLoad;
}

function within(
  name: string,
  figure: { value: number; unit: string; budget: number },
  note: string,
): BenchRow {
  return { name, ...figure, value: round(figure.value), ok: figure.value <= figure.budget, note };
}

/** Without a share the comparison is told, and not judged. */
function against(peer: PeerResult, cpuUs: number, share?: number): BenchRow {
  const ours = { name: `CPU per echo against ${peer.name}`, value: round(cpuUs), unit: 'µs' };
  if ('missing' in peer) return { ...ours, note: `not compared: ${peer.missing}` };
  const ratio = cpuUs / peer.cpuUs;
  const note = `${peer.name}: ${round(peer.cpuUs)} µs at ${Math.round(peer.echoesPerSecond)} echoes/s`;
  const row = { ...ours, peer: peer.name, ratio: round(ratio), note };
  return share === undefined ? row : { ...row, budget: round(peer.cpuUs * share), ok: ratio <= share };
}

function atRate(load: IcmpLoad): string {
  return `at ${Math.round(load.echoesPerSecond)} echoes/s, raw or datagram socket as the machine allows`;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

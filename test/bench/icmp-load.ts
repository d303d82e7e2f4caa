// The load of the ICMP benchmark, as a process of its own so that it can run in a network namespace: the socket engine
// on N loopback targets once a second. Prints one JSON object with what it measured.

import { ANSWERED } from '../../src/domain/echo.ts';
import { SocketEngine } from '../../src/probe/icmp/socket-engine.ts';
import { cpuSeconds, loopbackAddress } from './process-usage.ts';

/** What was measured. CPU is of the measuring window, in µs per echo. */
export interface IcmpLoad {
  readonly echoesPerSecond: number;
  readonly childUs: number;
  readonly parentUs: number;
  readonly slipP99Ms: number;
  readonly rttP50Us: number;
  readonly rttP99Us: number;
  readonly rssMb: number;
  readonly lost: number;
  readonly tainted: number;
}

const [count = 10_000, warmUpMs = 4_000, windowMs = 8_000] = process.argv.slice(2).map(Number);
let measuring = false;
let lost = 0;
let tainted = 0;
const rttsMs = new Float64Array((count * windowMs) / 1_000 + count);
let rtts = 0;

const engine = new SocketEngine({
  onBatch: (batch) => {
    if (!measuring) return;
    for (let index = 0; index < batch.count; index++) {
      if (batch.flags[index] !== 0) tainted++;
      else if (batch.outcome[index] !== ANSWERED) lost++;
      else rttsMs[rtts++] = batch.rttMs[index] ?? Number.NaN;
    }
  },
  onFault: (detail) => {
    throw new Error(`Cannot measure: ${detail}`);
  },
  log: { info: () => {}, warn: () => {} },
});
await engine.start();
engine.setTargets(
  Array.from({ length: count }, (_, key) => ({
    key,
    address: loopbackAddress(key),
    everyMs: 1_000,
    timeoutMs: 1_000,
    phaseMs: (key * 7_919) % 1_000,
  })),
);

setTimeout(() => {
  measuring = true;
  const pid = engine.pid ?? 0;
  const before = { child: cpuSeconds(pid), parent: process.cpuUsage(), atMs: performance.now() };
  setTimeout(() => {
    const echoes = rtts + lost + tainted;
    const parent = process.cpuUsage(before.parent);
    const rtt = rttsMs.slice(0, rtts).sort();
    const status = engine.status();
    const load: IcmpLoad = {
      echoesPerSecond: echoes / ((performance.now() - before.atMs) / 1_000),
      childUs: ((cpuSeconds(pid) - before.child) * 1e6) / echoes,
      parentUs: (parent.user + parent.system) / echoes,
      slipP99Ms: status.slipP99Ms,
      rttP50Us: 1_000 * (rtt[Math.floor(rtts * 0.5)] ?? Number.NaN),
      rttP99Us: 1_000 * (rtt[Math.floor(rtts * 0.99)] ?? Number.NaN),
      rssMb: (status.rssBytes ?? Number.NaN) / 1e6,
      lost,
      tainted,
    };
    process.stdout.write(JSON.stringify(load));
    void engine.stop();
  }, windowMs);
}, warmUpMs);

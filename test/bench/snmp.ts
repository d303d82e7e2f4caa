// CPU for one SNMP poll, decoding and the comparison with the poll before included, against peers that read the same
// objects of the same agents. What counts is the whole process, kernel time for its datagrams included.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CounterBaseline, compareIncarnation, interfaceRates } from '../../src/domain/counter.ts';
import type { Device } from '../../src/domain/link.ts';
import { instance, interfaceColumns, SYSTEM_OIDS } from '../../src/probe/snmp/oids.ts';
import type { SnmpPoller } from '../../src/probe/snmp/port.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { deviceAt, realPoller } from '../probe/snmp/support.ts';
import type { BenchRow } from './row.ts';
import { agentAddress } from './snmp-agents.ts';
import { measureCollectdSnmp, measureExporter, type SnmpPeer } from './snmp-peers.ts';

const AGENTS = 500;
const WARM_UP_MS = 3_000;
const WINDOW_MS = 8_000;
/** A daemon has run for days: its code is compiled. So many polls go before the ones that count. */
const WARM_UP_PER_SECOND = 5_000;
const BATCH_MS = 10;
const OIDS = [
  ...Object.values(SYSTEM_OIDS),
  ...interfaceColumns('ifName', 64).map((column) => instance(column, 1)),
];

/** Polls 500 agents once a second: jalur, then each peer. */
export async function benchSnmp(): Promise<BenchRow[]> {
  const agents = fork(join(import.meta.dirname, 'snmp-agents.ts'), [String(AGENTS)]);
  try {
    const [{ port }] = (await once(agents, 'message')) as [{ port: number }];
    const own = await measureOwn(port);
    const load = {
      agents: AGENTS,
      port,
      oids: OIDS,
      warmUpMs: WARM_UP_MS,
      windowMs: WINDOW_MS,
      served: () => served(agents),
    };
    const collectd = await measureCollectdSnmp(load);
    const exporter = await measureExporter(load);
    return [row(own, collectd, 0.5), row(own, exporter, 0.2)];
  } finally {
    agents.kill();
  }
}

interface Own {
  readonly cpuUs: number;
  readonly failed: number;
  readonly pollsPerSecond: number;
}

async function measureOwn(port: number): Promise<Own> {
  const poller = realPoller();
  const devices = Array.from({ length: AGENTS }, (_, index) =>
    deviceAt(port, { address: agentAddress(index), interface: 'ether1', plan: { timeoutMs: 1_000 } }),
  );
  const before: (CounterBaseline | undefined)[] = devices.map(() => undefined);
  await run(poller, devices, before, WARM_UP_MS, WARM_UP_PER_SECOND);
  const startCpu = process.cpuUsage();
  const startMs = systemClock.monoMs();
  const { polls, failed } = await run(poller, devices, before, WINDOW_MS);
  const { user, system } = process.cpuUsage(startCpu);
  const seconds = (systemClock.monoMs() - startMs) / 1_000;
  await poller.close();
  return { cpuUs: (user + system) / polls, failed, pollsPerSecond: polls / seconds };
}

async function run(
  poller: SnmpPoller,
  devices: readonly Device[],
  before: (CounterBaseline | undefined)[],
  forMs: number,
  perSecond = devices.length,
): Promise<{ polls: number; failed: number }> {
  let polls = 0;
  let failed = 0;
  let under = 0;
  const perBatch = perSecond / (1_000 / BATCH_MS);
  const one = async (index: number, device: Device): Promise<void> => {
    under++;
    const { result } = await poller.poll(String(device.address), device);
    under--;
    polls++;
    if (result.kind === 'failed' || !result.interface) {
      failed++;
      return;
    }
    const now = { monoMs: systemClock.monoMs(), system: result.system, interface: result.interface };
    const then = before[index];
    if (then && compareIncarnation(then, now) === 'restarted') failed++;
    if (then && interfaceRates(then, now) === undefined) failed++;
    before[index] = now;
  };
  for (let batch = 0; batch < forMs / BATCH_MS; batch++) {
    for (let n = 0; n < perBatch; n++) {
      const index = (batch * perBatch + n) % devices.length;
      const device = devices[index];
      if (device) void one(index, device);
    }
    await sleep(BATCH_MS);
  }
  while (under > 0) await sleep(BATCH_MS);
  return { polls, failed };
}

async function served(agents: ChildProcess): Promise<number> {
  const answer = once(agents, 'message') as Promise<[{ served: number }]>;
  agents.send('served?');
  return (await answer)[0].served;
}

function row(own: Own, peer: SnmpPeer, most: number): BenchRow {
  const value = tenths(own.cpuUs);
  const failures = own.failed > 0 ? `; ${own.failed} polls FAILED` : '';
  const head = {
    name: `snmp: CPU per poll of ${OIDS.length} objects, against ${peer.name}`,
    value,
    unit: 'µs',
    peer: peer.name,
  };
  if ('missing' in peer)
    return { ...head, note: `${peer.name} was not measured: ${peer.missing}${failures}` };
  const ratio = Math.round((own.cpuUs / peer.cpuUs) * 1_000) / 1_000;
  const rates = `${Math.round(own.pollsPerSecond)} and ${Math.round(peer.pollsPerSecond)} polls/s`;
  return {
    ...head,
    budget: tenths(peer.cpuUs * most),
    ratio,
    ok: ratio <= most && own.failed === 0,
    note: `${peer.name} took ${tenths(peer.cpuUs)} µs; at ${rates}${failures}`,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

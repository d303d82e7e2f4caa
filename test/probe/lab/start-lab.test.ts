// A lab with real sockets: asked by net-snmp's own tools and by the npm client, through a power cut, and refused where
// it cannot be.

import { execFile, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import snmp from 'net-snmp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabConfig, LabStep } from '../../../src/config/config.ts';
import { ANSWERED, type EchoBatch } from '../../../src/domain/echo.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { SnmpPlan } from '../../../src/domain/link.ts';
import type { Network } from '../../../src/domain/network.ts';
import { type Lab, startLab } from '../../../src/probe/lab/start-lab.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { networkOf } from '../../support/network.ts';

const run = promisify(execFile);
const hasTools = spawnSync('snmpget', ['-V']).error === undefined;
const deps = {
  clock: systemClock,
  timers: systemTimers,
  log: { info: () => undefined, warn: () => undefined },
};

async function freePort(address: string): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

function networkAt(addresses: readonly [string, string]): Network {
  const snmpPlan: SnmpPlan = {
    everyMs: 60_000,
    timeoutMs: 500,
    retries: 0,
    port: 161,
    access: { version: '2c', community: 'lab' },
  };
  const echo = { everyMs: 200, timeoutMs: 300 };
  return networkOf(
    [
      {
        id: 'hq-r1',
        from: 'hq',
        to: 'r1',
        echo,
        device: { address: addresses[0], snmp: snmpPlan, interface: 'sfp1' },
      },
      { id: 'r1-v1', from: 'r1', to: 'v1', echo, device: { address: addresses[1], snmp: snmpPlan } },
    ],
    { anchors: [{ address: '127.76.250.1', echo }] },
  );
}

const config = (snmpPort: number, story: readonly LabStep[] = []): LabConfig => ({
  seed: 1,
  snmpPort,
  absent: [],
  story,
  repeatMs: 86_400_000,
});

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!(await holds())) {
    if (performance.now() > deadline) expect.fail(`not within 5 s: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

function get(address: string, port: number, oid: string): Promise<unknown> {
  const session = snmp.createSession(address, 'lab', {
    port,
    version: snmp.Version2c,
    timeout: 200,
    retries: 0,
  });
  return new Promise((done) => {
    session.get([oid], (error, varbinds) => {
      session.close();
      done(error ? error.name : varbinds?.[0]?.value);
    });
  });
}

const UPTIME = '1.3.6.1.2.1.1.3.0';
const BOOTS = '1.3.6.1.6.3.10.2.1.2.0';

describe('the agents of a lab', () => {
  const [regency, village] = ['127.76.201.1', '127.76.201.2'] as const;
  let lab: Lab;
  let port = 0;
  beforeAll(async () => {
    port = await freePort(regency);
    lab = await startLab(networkAt([regency, village]), config(port), deps);
  });
  afterAll(() => lab.stop());

  const snmpTool = async (tool: string, ...args: string[]): Promise<string> =>
    (await run(tool, ['-On', '-r0', '-t1', '-c', 'lab', ...args])).stdout;

  describe.skipIf(!hasTools)('by snmpget and snmpwalk (need Debian package snmp)', () => {
    it.each(['-v1', '-v2c'])('answer %s', async (version) => {
      const text = await snmpTool('snmpget', version, `${regency}:${port}`, '1.3.6.1.2.1.1.5.0', UPTIME);
      expect(text).toContain('.1.3.6.1.2.1.1.5.0 = STRING: "hq-r1"');
      expect(text).toMatch(/\.1\.3\.6\.1\.2\.1\.1\.3\.0 = Timeticks: \(\d{7,}\)/);
    });

    it('are walked to their end, and the configured interface is there', async () => {
      const text = await snmpTool('snmpwalk', '-v2c', `${regency}:${port}`, '1.3.6.1');
      expect(text).toContain('.1.3.6.1.2.1.31.1.1.1.1.1 = STRING: "sfp1"');
      expect(text).toMatch(/\.1\.3\.6\.1\.2\.1\.31\.1\.1\.1\.6\.1 = Counter64: \d+/);
      expect(text.split('\n').filter((line) => line.startsWith('.')).length).toBeGreaterThan(60);
      expect(
        await snmpTool('snmpbulkwalk', '-v2c', '-Cr40', `${regency}:${port}`, '1.3.6.1.2.1.2'),
      ).toContain('.1.3.6.1.2.1.2.2.1.10.2');
    });

    it('are silent to another community', async () => {
      const refused = run('snmpget', ['-r0', '-t0.3', '-v2c', '-c', 'other', `${regency}:${port}`, UPTIME]);
      await expect(refused).rejects.toThrow('Timeout');
    });
  });

  it('count octets on', async () => {
    const octets = '1.3.6.1.2.1.31.1.1.1.6.1';
    const read = async (): Promise<bigint> => {
      const value = await get(regency, port, octets);
      return Buffer.isBuffer(value) ? BigInt(`0x${value.toString('hex')}`) : -1n;
    };
    const first = await read();
    expect(first).toBeGreaterThan(0n);
    await until('the counter has moved', async () => (await read()) > first);
  });

  it('say who they are by the network they hand out', () => {
    expect(lab.network.simulated).toBe(true);
    expect(lab.network.links.get(linkId('r1-v1'))?.device.snmp?.port).toBe(port);
    expect(lab.status().agents).toMatchObject({ kind: 'on', devices: 2, restarts: 0 });
  });

  it('are not started twice on one port', async () => {
    await expect(startLab(networkAt([regency, village]), config(port), deps)).rejects.toMatchObject({
      code: 'lab-port-in-use',
      message: expect.stringContaining('lab.snmpPort'),
    });
  });
});

it('a power cut silences agents and echoes behind it, and ends with an uptime from 0 and one more boot', async () => {
  const [regency, village] = ['127.76.202.1', '127.76.202.2'] as const;
  const port = await freePort(regency);
  const link = linkId('hq-r1');
  const story: LabStep[] = [
    { atMs: 1_500, do: 'power-cut', link },
    { atMs: 3_000, do: 'mend', link },
  ];
  const lab = await startLab(networkAt([regency, village]), config(port, story), deps);
  const last = new Map<number, number>();
  const noIcmp = Object.assign(new Error('no ICMP in this test'), { code: 'no-icmp' });
  const engine = await lab.openEngine(() => Promise.reject(noIcmp), {
    onBatch: (batch: EchoBatch) => {
      for (let i = 0; i < batch.count; i++) last.set(batch.key[i] ?? -1, batch.outcome[i] ?? -1);
    },
    onFault: () => undefined,
    log: deps.log,
  });
  try {
    engine.setTargets(
      [regency, village, '127.76.250.1'].map((address, key) => ({
        key,
        address,
        everyMs: 200,
        timeoutMs: 300,
        phaseMs: 0,
      })),
    );
    expect(engine.status()).toMatchObject({
      engine: 'lab',
      why: expect.stringContaining('no ICMP in this test'),
    });
    const boots = Number(await get(regency, port, BOOTS));
    expect(Number(await get(regency, port, UPTIME))).toBeGreaterThan(8_640_000);
    const outcomes = (): boolean[] => [0, 1, 2].map((key) => last.get(key) === ANSWERED);
    await until('all answer', () => outcomes().every(Boolean));
    await until('the regency and its village are silent', () => !outcomes()[0] && !outcomes()[1]);
    expect(outcomes()[2], 'the anchor still answers').toBe(true);
    expect(await get(village, port, UPTIME)).toBe('RequestTimedOutError');
    await until('all answer again', () => outcomes().every(Boolean));
    expect(Number(await get(regency, port, UPTIME))).toBeLessThan(500);
    expect(Number(await get(regency, port, BOOTS))).toBe(boots + 1);
    expect(Number(await get(village, port, UPTIME)), 'the village kept its power').toBeGreaterThan(8_640_000);
  } finally {
    await engine.stop();
    await lab.stop();
  }
}, 20_000);

it('a lab refuses addresses that echoes would leave the machine for', async () => {
  await expect(startLab(networkAt(['10.76.1.1', '127.76.1.2']), config(16_161), deps)).rejects.toMatchObject({
    code: 'lab-not-loopback',
  });
});

// Every recorded device through the whole daemon, over UDP: what its API says a device is and measures is what the poller
// reads of it, and that is held against the recordings' documentation in test/devices.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import type { DeviceDetail } from '../../src/stream/device.ts';
import { openPoller, see } from '../devices/recorded.ts';
import type { RecordedAgent } from '../devices/recorded-agents.ts';
import { hasRecordings } from '../probe/snmp/recordings.ts';
import { Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const AGENTS = join(import.meta.dirname, '../devices/recorded-agents.ts');
const missing = hasRecordings ? await icmpMissing() : 'needs ../shared/devices or JALUR_SHARED';
const KNOWN_MS = 90_000;

function config(agents: readonly RecordedAgent[]): string {
  return [
    'version: 1',
    'province: { name: Uji, code: "76", timezone: Asia/Makassar }',
    'monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }',
    'defaults:',
    '  snmp: { every: 10s, timeout: 2s, version: 2c, community: !env SNMP_COMMUNITY, acceptFrom: any }',
    'sites:',
    '  - { id: hq, name: Kantor, kind: province }',
    ...agents.map((_, index) => `  - { id: s${index}, name: Situs ${index}, kind: office, parent: hq }`),
    'links:',
    ...agents.map(
      ({ port }, index) =>
        `  - { id: l${index}, from: hq, to: s${index}, medium: fiber, device: { address: 127.0.7.${index + 1}, snmp: { port: ${port} } } }`,
    ),
    '',
  ].join('\n');
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => {
      text += String(data);
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (status) => reject(new Error(`the agents ended with ${status}`)));
  });
}

describe.skipIf(missing !== undefined)(
  `every recording through the daemon${missing ? ` (${missing})` : ''}`,
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'jalur-recordings-'));
    let program: ChildProcess | undefined;
    let poller: (SnmpPoller & SnmpInspector) | undefined;
    let agents: readonly RecordedAgent[];
    let jalur: Jalur | undefined;
    let url: string;

    beforeAll(async () => {
      program = spawn(process.execPath, [AGENTS], { stdio: ['ignore', 'pipe', 'inherit'] });
      agents = JSON.parse(await firstLine(program)) as readonly RecordedAgent[];
      const file = join(directory, 'jalur.yaml');
      writeFileSync(file, config(agents));
      jalur = new Jalur(['run', '--config', file, '--data', join(directory, 'data')], {
        SNMP_COMMUNITY: 'public',
      });
      url = await jalur.url();
      poller = openPoller();
      await until('every device has told what it is and measures', allKnown, KNOWN_MS);
    }, KNOWN_MS + 30_000);
    afterAll(async () => {
      await jalur?.end('SIGKILL');
      await poller?.close();
      program?.kill();
      rmSync(directory, { recursive: true, force: true });
    });

    async function detail(index: number): Promise<DeviceDetail> {
      return (await (await fetch(`${url}/api/v1/links/l${index}/device`)).json()) as DeviceDetail;
    }

    async function allKnown(): Promise<boolean> {
      const all = await Promise.all(agents.map((_, index) => detail(index)));
      return all.every(
        ({ inventory, poll }) =>
          // The poll after the inspection is the first that reads the profile's metrics.
          inventory !== undefined && poll !== undefined && poll.at > inventory.at,
      );
    }

    it('tells of each what the poller reads, in the same units', async () => {
      if (!poller) throw new Error('no poller');
      expect(agents.length).toBeGreaterThan(0);
      for (const [index, { name, port }] of agents.entries()) {
        const seen = await see(poller, name, port);
        const told = await detail(index);
        const { profile, identity, interfaces } = seen.inventory;
        expect(told.inventory, name).toMatchObject({ profile, identity });
        expect(told.inventory?.interfaces.length, name).toBe(interfaces.length);
        const gauges = seen.readings.filter(({ kind }) => kind === 'gauge');
        expect(sorted(told.poll?.metrics ?? []), name).toEqual(expect.arrayContaining(sorted(gauges)));
      }
    }, 120_000);
  },
);

function sorted<T extends { readonly metric: string; readonly instance?: string }>(
  metrics: readonly T[],
): T[] {
  return metrics.toSorted((a, b) =>
    `${a.metric} ${a.instance ?? ''}` < `${b.metric} ${b.instance ?? ''}` ? -1 : 1,
  );
}

// A daemon that receives traps: a device's trap reaches its link, anybody else's is counted.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import { int, message, type RawValue } from '../probe/snmp/fake-agent.ts';
import { Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const missing = await icmpMissing();
const TRAP_V2 = 0xa7;
const LINK_DOWN = '1.3.6.1.6.3.1.1.5.3';

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

async function sendTrap(from: string, port: number, community: string): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  const kind: RawValue = { tag: TAG.oid, content: encodeOid(LINK_DOWN) };
  const trap = message(1, community, TRAP_V2, 7, 0, 0, [
    ['1.3.6.1.2.1.1.3.0', int(100, TAG.timeTicks)],
    ['1.3.6.1.6.3.1.1.4.1.0', kind],
  ]);
  await new Promise<void>((sent) => socket.send(trap, port, '127.0.0.1', () => sent()));
  socket.close();
}

describe.skipIf(missing !== undefined)(
  `a daemon that receives traps${missing ? ` (${missing})` : ''}`,
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'jalur-traps-'));
    let jalur: Jalur;
    let url: string;
    let port: number;

    beforeAll(async () => {
      port = await freePort();
      const file = join(directory, 'jalur.yaml');
      writeFileSync(
        file,
        [
          'version: 1',
          'province: { name: Uji, code: "76", timezone: Asia/Makassar }',
          'monitor:',
          '  site: hq',
          '  anchors: [127.0.0.1]',
          '  listen: "127.0.0.1:0"',
          `  traps: { listen: ["127.0.0.1:${port}"], communities: [!env TRAP_COMMUNITY] }`,
          'sites:',
          '  - { id: hq, name: Kantor, kind: province }',
          '  - { id: desa, name: Desa, kind: village, parent: hq }',
          'links:',
          '  - { id: a, from: hq, to: desa, medium: fiber, device: { address: 127.0.0.2 } }',
          '',
        ].join('\n'),
      );
      jalur = new Jalur(['run', '--config', file, '--data', join(directory, 'data')], {
        TRAP_COMMUNITY: 'jembatan-9',
      });
      url = await jalur.url();
    });
    afterAll(async () => {
      await jalur.end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    });

    async function figure(name: string): Promise<number> {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text.split('\n').find((each) => each.startsWith(`${name} `));
      return Number(line?.slice(name.length + 1));
    }

    it('looks at the link whose device sent one', async () => {
      await until('the link is up', async () => (await figure('jalur_echo_received_total')) > 5);
      await sendTrap('127.0.0.2', port, 'jembatan-9');
      await until('the trap is taken', async () => (await figure('jalur_trap_accepted_total')) === 1);
      await until('it is echoed out of turn', async () => {
        const reply = await fetch(`${url}/api/v1/links/a`);
        const { echoes } = (await reply.json()) as { echoes: readonly { burst: boolean }[] };
        return echoes.some(({ burst }) => burst);
      });
      expect(await figure('jalur_trap_strangers_total')).toBe(0);
    });

    it('counts those of nobody, and those it does not believe', async () => {
      await sendTrap('127.0.0.77', port, 'jembatan-9');
      await sendTrap('127.0.0.2', port, 'tebakan');
      await until('one is a stranger', async () => (await figure('jalur_trap_strangers_total')) === 1);
      await until(
        'one is refused',
        async () => (await figure('jalur_trap_dropped_total{reason="community"}')) === 1,
      );
      expect(await figure('jalur_trap_accepted_total')).toBe(2);
    });
  },
);

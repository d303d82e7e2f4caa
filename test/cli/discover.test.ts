// `jalur discover` as a user types it, against simulated devices on loopback.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { type Lab, startLab } from '../../src/probe/lab/start-lab.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemTimers } from '../../src/runtime/timers.ts';
import { type Ended, Jalur, until } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const missing = await icmpMissing();
const directory = mkdtempSync(join(tmpdir(), 'jalur-cli-discover-'));
/** Addresses .1 and .2 have agents; on loopback .3 to .6 answer echoes too. */
const NETWORK = '127.76.203.0/29';
const BASE = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [127.76.203.1] }
defaults: { snmp: { community: lab } }
sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: majene, name: Majene, kind: regency, parent: pusat }
  - { id: desa, name: Desa, kind: village, parent: majene }
`;
const LINKS = `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 127.76.203.1, interface: sfp1 } }
`;
const DESA =
  '  - { id: majene-desa, from: majene, to: desa, medium: radio, device: { address: 127.76.203.2 } }\n';

let lab: Lab;
let port = 0;
let config = '';

async function freePort(address: string): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const found = socket.address().port;
  socket.close();
  return found;
}

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function discover(...args: string[]): Promise<Ended> {
  return new Jalur(['discover', ...args]).ended();
}

beforeAll(async () => {
  port = await freePort('127.76.203.1');
  config = file('a.yaml', `${BASE}lab: { snmpPort: ${port} }\n${LINKS}${DESA}`);
  const loaded = loadConfig(config);
  if (!loaded.ok || !loaded.config.lab) throw new Error(JSON.stringify(loaded));
  const log = { info: () => undefined, warn: () => undefined };
  lab = await startLab(loaded.config.network, loaded.config.lab, {
    clock: systemClock,
    timers: systemTimers,
    log,
  });
});
afterAll(async () => {
  await lab.stop();
  rmSync(directory, { recursive: true, force: true });
});

// At once: most of the time is waiting for echoes that nobody answers.
describe.skipIf(missing !== undefined).concurrent(`jalur discover (${missing ?? 'on loopback'})`, () => {
  it('finds who answers, and names those that speak SNMP', async () => {
    const ended = await discover(
      NETWORK,
      '--rate',
      '100',
      '--port',
      String(port),
      '--community',
      'wrong,lab',
      '--json',
    );
    expect(ended).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('6 devices answer, 2 by SNMP too'),
    });
    const found = JSON.parse(ended.stdout);
    expect(found).toMatchObject({ discovery: 1, complete: true });
    expect(found.devices.map((each: { id: string }) => each.id)).toEqual(
      expect.arrayContaining(['prov-majene', 'majene-desa', 'device-127-76-203-3']),
    );
    expect(found.devices[0]).toMatchObject({
      address: '127.76.203.1',
      sysName: 'prov-majene',
      credential: 'community 2 of those given',
    });
    expect(found.devices[0].interfaces.length).toBeGreaterThan(0);
    expect(ended.stdout).not.toContain('"lab"');
    expect(ended.stderr).toMatch(/\d+ %: 6 answer/);
  });

  it.each(['csv', 'yaml'])('writes %s that the configuration includes as it is', async (format) => {
    const out = join(directory, `found.${format}`);
    const partly = file(`for-${format}.yaml`, `${BASE}lab: { snmpPort: ${port} }\n${LINKS}`);
    const ended = await discover('127.76.203.2/31', '--port', String(port), '--config', partly, '--out', out);
    expect(ended).toMatchObject({ status: 0 });
    const written = readFileSync(out, 'utf8');
    expect(written).toContain('majene-desa');
    expect(written).toMatch(/SNMP: answers to the community of prov-majene in the configuration/);
    const whole = file(`whole-${format}.yaml`, `${readFileSync(partly, 'utf8')}include: [found.${format}]\n`);
    expect(await new Jalur(['check', '--offline', '--config', whole]).ended()).toMatchObject({ status: 0 });
    const loaded = loadConfig(whole);
    expect(
      loaded.ok &&
        [...loaded.config.network.links.values()].map(({ from, device }) => [from, device.address]),
    ).toEqual(
      expect.arrayContaining([
        ['pusat', '127.76.203.2'],
        ['pusat', '127.76.203.3'],
      ]),
    );
  });

  it('prints only what differs from a configuration, or from an earlier discovery', async () => {
    const same = await discover('127.76.203.1,127.76.203.2', '--known', config, '--port', String(port));
    expect(same).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('nothing differs') });
    const known = file('known.yaml', `${BASE}lab: { snmpPort: ${port} }\n${LINKS}`);
    const more = await discover('127.76.203.1,127.76.203.2', '--known', known, '--port', String(port));
    expect(more.status).toBe(1);
    expect(more.stdout).toMatch(/^new {7}127\.76\.203\.2: majene-desa/);
    const before = file(
      'before.json',
      JSON.stringify({ discovery: 1, devices: [{ id: 'x', addresses: ['127.76.203.1'], sysName: 'old' }] }),
    );
    const named = await discover(
      '127.76.203.1',
      '--known',
      before,
      '--community',
      'lab',
      '--port',
      String(port),
    );
    expect(named).toMatchObject({
      status: 1,
      stdout: 'changed   x (127.76.203.1): name was "old", is "prov-majene"\n',
    });
  });

  it('leaves the file as it is when there is nothing to write', async () => {
    const out = file('earlier.yaml', '# found earlier\n');
    const ended = await discover('127.76.203.1', '--known', config, '--port', String(port), '--out', out);
    expect(ended).toMatchObject({ status: 0, stderr: expect.stringContaining('is left as it is') });
    expect(readFileSync(out, 'utf8')).toBe('# found earlier\n');
  });

  it('ends with what is known on Ctrl-C', async () => {
    const running = new Jalur(['discover', '127.76.0.0/17', '--rate', '100']);
    await until('something is found', () => /\d %: \d+ answer/.test(running.stderr));
    const ended = await running.end('SIGINT');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('broken off: this is what was known by then');
    expect(ended.stdout).toMatch(/^127\.76\.\d+\.\d+ +[\d.]+ ms +answers echoes only/m);
  });
});

describe('a wrong command line of jalur discover', () => {
  it.each<[args: string[], message: string]>([
    [[], 'wants CIDR'],
    [['10.0.0.0/8'], '"10.0.0.0/8" has 16777216 addresses'],
    [['fd76::/64'], 'networks of IPv6 are too large'],
    [['10.0.0.1', '--rate', '5000'], '--rate wants a whole number from 1 to 1000'],
    [['10.0.0.1', '--format', 'xml'], '--format wants csv or yaml'],
    [['10.0.0.1', '--out', 'x.txt'], '--out wants a file named *.csv or *.yaml'],
    [['10.0.0.1', '--out', 'x.csv', '--format', 'yaml'], '--format yaml does not fit'],
    [['10.0.0.1', '--community', 'a,b,c,d'], '--community takes at most 3'],
  ])('%j', async (args, message) => {
    const ended = await discover(...args);
    expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  it('or a site to start from that is none', async () => {
    const ended = await discover('127.0.0.1', '--config', config, '--from', 'pusaat');
    expect(ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        '--from: the configuration has no site "pusaat"; did you mean "pusat"?',
      ),
    });
    const alone = await discover('127.0.0.1', '--from', 'Kantor Pusat');
    expect(alone).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--from wants the id of a site'),
    });
  });

  it.each(['--config', '--known'])(
    'or a file to write that the configuration of %s is made of',
    async (option) => {
      const part = 'sites: [{ id: kept, name: Kept, kind: office, parent: pusat }]\n';
      const out = file('part.yaml', part);
      const main = file('whole.yaml', `${BASE}lab: {}\n${LINKS}${DESA}include: [part.yaml]\n`);
      for (const written of [out, main]) {
        const ended = await discover('127.0.0.1', option, main, '--out', written);
        expect(ended).toMatchObject({
          status: 2,
          stderr: expect.stringContaining(
            'is a file of the configuration, which would lose what stands in it',
          ),
        });
      }
      expect(readFileSync(out, 'utf8')).toBe(part);
    },
  );

  it('or a file to compare with that is none', async () => {
    const ended = await discover('127.0.0.1', '--known', file('none.json', '{"discovery": 9}'));
    expect(ended).toMatchObject({ status: 1, stderr: expect.stringContaining('is no discovery') });
    expect(ended.stderr).not.toContain('    at ');
  });
});

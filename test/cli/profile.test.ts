// `jalur profile` as a user types it, against an agent on loopback.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import { FakeAgent, int, text } from '../probe/snmp/fake-agent.ts';
import { type Ended, Jalur } from '../support/daemon.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-cli-profile-'));
let agent: FakeAgent;

beforeAll(async () => {
  agent = await FakeAgent.start();
  agent.serve([
    ['1.3.6.1.2.1.1.1.0', text('Solar 3000')],
    ['1.3.6.1.2.1.1.2.0', { tag: TAG.oid, content: encodeOid('1.3.6.1.4.1.99999.1') }],
    ['1.3.6.1.2.1.1.3.0', int(4_200, TAG.timeTicks)],
    ['1.3.6.1.4.1.99999.2.1.0', int(129)],
    ['1.3.6.1.4.1.99999.2.2.0', text('S-77')],
  ]);
});
afterAll(() => {
  agent.close();
  rmSync(directory, { recursive: true, force: true });
});

const SOLAR = `profile: solar
name: Solar charger
match: [{ sysObjectID: 1.3.6.1.4.1.99999 }]
identity: { vendor: Matahari, serial: [{ oid: 1.3.6.1.4.1.99999.2.2.0 }] }
metrics:
  - { metric: battery_voltage, oid: 1.3.6.1.4.1.99999.2.1.0, scale: 0.1 }
  - { metric: temperature, oid: 1.3.6.1.4.1.99999.2.9.0 }
`;

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function profile(...args: string[]): Promise<Ended> {
  return new Jalur(['profile', ...args]).ended();
}

const device = () => ['--device', '127.0.0.1', '--port', String(agent.port), '--community', 'public'];

describe('jalur profile', () => {
  it('shows what a profile reads from a device, and what it found nothing for', async () => {
    const ended = await profile('test', file('solar.yaml', SOLAR), ...device());
    expect(ended).toMatchObject({ status: 0 });
    expect(ended.stdout).toMatch(/profile +solar \(Solar charger\), recognised by itself/);
    expect(ended.stdout).toMatch(/vendor +Matahari/);
    expect(ended.stdout).toMatch(/serial +S-77/);
    expect(ended.stdout).toMatch(/battery_voltage +12\.9 V/);
    expect(ended.stdout).toMatch(/nothing found for: .*temperature/);
  });

  it('says that the daemon would not choose it', async () => {
    const path = file(
      'other.yaml',
      SOLAR.replace('profile: solar', 'profile: other').replace('99999 }', '99998 }'),
    );
    const ended = await profile('test', path, ...device(), '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({
      profile: 'other',
      recognised: 'generic',
      metrics: [{ metric: 'battery_voltage', value: 12.9, unit: 'V' }],
      poll: { requests: 1 },
    });
  });

  it('lists mistakes with their places: status 1', async () => {
    const ended = await profile('test', file('bad.yaml', SOLAR.replace('scale', 'scael')));
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('bad.yaml:6:62: unknown key "scael"; did you mean "scale"?');
  });

  it('only checks a file without a device, and tells a device that is silent', async () => {
    const path = file('quiet.yaml', SOLAR.replace('profile: solar', 'profile: quiet'));
    expect(await profile('test', path)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('quiet is right'),
    });
    const silent = await profile('test', path, '--device', '127.0.0.1', '--port', '1');
    expect(silent.status).toBe(1);
    expect(silent.stderr).toContain('127.0.0.1: ');
    expect(silent.stderr).not.toContain('    at ');
  });

  it("lists the shipped profiles and the operator's own", async () => {
    mkdirSync(join(directory, 'data/profiles'), { recursive: true });
    file('data/profiles/solar.yaml', SOLAR);
    const ended = await profile('list', '--data', join(directory, 'data'));
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(/^solar +your own +Solar charger/m);
    expect(ended.stdout).toMatch(/^generic +Standard MIBs/m);
  });

  it("tests a draft of the operator's own profile, and goes on beside mistakes in others", async () => {
    const data = join(directory, 'drafts');
    mkdirSync(join(data, 'profiles'), { recursive: true });
    file('drafts/profiles/solar.yaml', SOLAR);
    file('drafts/profiles/wrong.yaml', 'profile: wrong\n');
    const draft = file('draft.yaml', SOLAR.replace('Solar charger', 'Draft'));
    const ended = await profile('test', draft, '--data', data, '--json');
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      profile: 'solar',
      problems: [expect.stringContaining('wrong.yaml:1:1: ')],
    });
  });

  it.each([
    [['frob'], 'wants "test" or "list"'],
    [['test'], 'wants FILE'],
    [['test', 'x.yaml', '--device', 'router1'], '--device wants a literal address'],
  ])('%j is a usage error', async (args, message) => {
    file('x.yaml', SOLAR.replace('profile: solar', 'profile: x'));
    const absolute = args.map((arg) => (arg === 'x.yaml' ? join(directory, arg) : arg));
    const ended = await profile(...absolute);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(message);
  });
});

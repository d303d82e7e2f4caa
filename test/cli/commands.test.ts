// The commands as a user types them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, Jalur } from '../support/daemon.ts';
import { icmpMissing } from '../support/icmp.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-cli-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const missing = await icmpMissing();

function jalur(...args: string[]): Promise<Ended> {
  return new Jalur(args).ended();
}

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const GOOD = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor: { site: hq, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Desa A, kind: village, parent: hq }
  - { id: b, name: Desa B, kind: village, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: fiber, device: { address: 127.0.0.2 } }
  - { id: hq-b, from: hq, to: b, medium: fiber, device: { address: 127.0.0.3 } }
`;

describe('the command line', () => {
  it('ends in order when nobody reads on', async () => {
    const command = new Jalur(['profile', 'list']);
    command.child.stdout?.destroy();
    expect(await command.ended()).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    [['--help'], 0, 'Usage: jalur COMMAND'],
    [['probe', '--help'], 0, 'Usage: jalur probe LINK|ADDRESS'],
    [['--version'], 0, 'jalur 0.1.0'],
  ])('%j prints to stdout', async (args, status, text) => {
    const ended = await jalur(...args);
    expect(ended.status).toBe(status);
    expect(ended.stdout).toContain(text);
    expect(ended.stderr).toBe('');
  });

  it.each([
    [['frobnicate'], 'there is no command "frobnicate"'],
    [['run', '--confg', 'x'], '"run" has no option --confg; did you mean "--config"?'],
    [['check'], 'which configuration? Give --config FILE'],
    [['probe'], '"probe" wants LINK|ADDRESS'],
  ])('%j is a usage error: status 2, no stack trace', async (args, text) => {
    const ended = await jalur(...args);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toContain('    at ');
  });
});

describe('jalur check', () => {
  it('lists every mistake with its place, and ends with 1', async () => {
    const path = file('bad.yaml', GOOD.replace('fiber', 'fibre').replace('Asia/Makassar', 'Asia/Makasar'));
    const ended = await jalur('check', '--config', path, '--offline');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('the configuration has 2 mistakes');
    expect(ended.stderr).toContain(`${path}:2:`);
    expect(ended.stderr).toContain('did you mean "fiber"?');
    expect(ended.stderr).not.toContain('    at ');
  });

  it('lists them as JSON for a script, and ends with 1 all the same', async () => {
    const path = file('bad.yaml', GOOD.replace('fiber', 'fibre').replace('Asia/Makassar', 'Asia/Makasar'));
    const ended = await jalur('check', '--config', path, '--offline', '--json');
    expect(ended.status).toBe(1);
    expect(JSON.parse(ended.stdout)).toEqual({
      problems: [
        expect.stringMatching(new RegExp(`^${path}:2:\\d+: .*Asia/Makasar`)),
        expect.stringContaining('did you mean "fiber"?'),
      ],
    });
    expect(ended.stderr).toBe('');
  });

  it('says what a right one holds, as text and as JSON', async () => {
    const path = file('good.yaml', GOOD);
    expect(await jalur('check', '--config', path, '--offline')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('the configuration is right'),
    });
    const ended = await jalur('check', '--config', path, '--offline', '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({
      problems: [],
      province: 'Uji',
      links: 2,
      active: 2,
      history: 'embedded',
    });
  });

  it.skipIf(missing !== undefined)(
    `echoes anchors and devices${missing ? ` (${missing})` : ''}`,
    async () => {
      const ended = await jalur('check', '--config', file('good.yaml', GOOD), '--devices', '--json');
      const { findings } = JSON.parse(ended.stdout) as { findings: { part: string; ok: boolean }[] };
      expect(Object.fromEntries(findings.map(({ part, ok }) => [part, ok]))).toEqual({
        ICMP: true,
        anchor: true,
        'hq-a': true,
        'hq-b': true,
      });
      expect(ended.status).toBe(0);
    },
  );
});

describe.skipIf(missing !== undefined)(`jalur probe${missing ? ` (${missing})` : ''}`, () => {
  it('sends ten echoes to an address and says what they mean', async () => {
    const ended = await jalur('probe', '127.0.0.1');
    expect(ended.status).toBe(0);
    expect(ended.stdout).toContain('10 of 10 answered');
    expect(ended.stdout).toContain('the device answers');
  });

  it('finds a link by its id, and polls it with its credentials', async () => {
    const path = file(
      'snmp.yaml',
      `${GOOD}defaults: { snmp: { timeout: 200ms, retries: 0, port: 1, community: !env C } }\n`,
    );
    const ended = await new Jalur(['probe', 'hq-a', '--config', path, '--json'], { C: 'geheim-76' }).ended();
    expect(ended.status).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      address: '127.0.0.2',
      echoes: Array(10).fill({ outcome: 'answered' }),
      snmp: { result: { kind: 'failed' } },
    });
    expect(ended.stdout + ended.stderr).not.toContain('geheim-76');
  });
});

describe('jalur explain', () => {
  it('says what to do when no daemon answers', async () => {
    const ended = await jalur('explain', 'hq-a', '--url', 'http://127.0.0.1:1');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('cannot ask jalur at http://127.0.0.1:1');
    expect(ended.stderr).toContain('is it running');
  });
});

describe('jalur run', () => {
  it('refuses to listen on another address without a token, and says what to do', async () => {
    const path = file('open.yaml', GOOD.replace('127.0.0.1:0', '0.0.0.0:8080'));
    const ended = await jalur('run', '--config', path, '--data', join(directory, 'open'));
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('monitor.token');
  });
});

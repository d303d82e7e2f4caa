// jalur beat: the life of a token from the command line, and the texts for devices.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxLine, openWrtLine, teltonikaLine } from '../../src/cli/beat-cron.ts';
import { routerOsScript } from '../../src/cli/beat-routeros.ts';
import { readFigures } from '../../src/probe/beat/figures.ts';
import { type BeatToken, hashOf } from '../../src/probe/beat/tokens.ts';
import { type Ended, Jalur } from '../support/daemon.ts';

const CONFIG = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [127.0.0.1] }
sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: desa, name: Desa Satu, kind: village }
  - { id: desb, name: Desa Dua, kind: village }
links:
  - { id: v1, from: pusat, to: desa, medium: lte, device: { beat: true } }
  - { id: v2, from: pusat, to: desb, medium: lte, device: { address: 10.0.0.1 } }
`;
const URL_OPTION = ['--url', 'https://jalur.example.go.id/watch'];

let directory = '';
let config: readonly string[] = [];
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-beat-'));
  writeFileSync(join(directory, 'a.yaml'), CONFIG);
  config = ['--config', join(directory, 'a.yaml'), '--data', directory];
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function beat(...args: readonly string[]): Promise<Ended> {
  return new Jalur(['beat', ...args], { USER: 'budi', SUDO_USER: 'sitti' }).ended();
}

function tokens(): readonly BeatToken[] {
  const text = readFileSync(join(directory, 'beat-tokens.json'), 'utf8');
  return (JSON.parse(text) as { tokens: BeatToken[] }).tokens;
}

describe('jalur beat', () => {
  it('walks through the life of a token: made, replaced, listed, revoked', async () => {
    const made = await beat('v1', ...config, ...URL_OPTION, '--json');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    const first = JSON.parse(made.stdout) as { url: string; tokensBefore: number };
    const [, token = ''] =
      /^https:\/\/jalur\.example\.go\.id\/watch\/api\/v1\/beat\/([\w-]{32})$/.exec(first.url) ?? [];
    expect(tokens()).toMatchObject([
      { link: 'v1', hash: hashOf(token).toString('hex'), by: expect.stringMatching(/^sitti@/) as unknown },
    ]);
    expect(readFileSync(join(directory, 'beat-tokens.json'), 'utf8')).not.toContain(token);
    expect(statSync(join(directory, 'beat-tokens.json')).mode & 0o777).toBe(0o600);

    const again = await beat('v1', ...config, ...URL_OPTION);
    expect(again.stdout).toContain('the former token is good until');
    expect(again.stdout).not.toContain(token);
    const [old, fresh] = tokens();
    expect(old).toMatchObject({ endsAt: (fresh?.createdAt ?? 0) + 24 * 3_600_000 });
    expect(fresh).not.toHaveProperty('endsAt');

    const listed = await beat('--list', '--data', directory);
    expect(listed.stdout.match(/v1 .*sitti@/g)).toHaveLength(2);
    expect(listed.stdout).not.toMatch(/[0-9a-f]{64}/);

    expect((await beat('v1', '--revoke', '--data', directory)).stdout).toContain('2 tokens of "v1"');
    expect(tokens()).toEqual([]);
    expect((await beat('v1', '--revoke', '--data', directory)).status).toBe(1);
  });

  it.each([
    ['no link', ['--data', '.'], 2, '"beat" wants LINK'],
    ['a link there is not', ['v9', ...URL_OPTION], 2, 'there is no link "v9"'],
    ['a link that is echoed', ['v2', ...URL_OPTION], 1, 'is measured by echoes to 10.0.0.1'],
    ['no address of its own', ['v1'], 2, 'where do devices reach jalur?'],
    ['an address with a query', ['v1', '--url', 'https://a.example/?x=1'], 2, '--url wants an address'],
    ['an address that a shell would read', ['v1', '--url', 'https://a.example/$(id)'], 2, '--url wants'],
    ['a script of no kind', ['v1', ...URL_OPTION, '--for', 'cisco'], 2, '--for wants one of routeros7'],
    ['a name that a shell would read', ['v1', ...URL_OPTION, '--ping', 'a"b'], 2, '--ping wants'],
    [
      'a directory there is not',
      ['v1', ...URL_OPTION, '--data', '/nowhere'],
      1,
      'does the data directory exist',
    ],
  ])('refuses %s', async (_, args, status, message) => {
    const ended = await beat(...config, ...args);
    expect(ended.stderr).toContain(message);
    expect(ended.status).toBe(status);
  });

  it('keeps what a broken file holds, and says what is wrong with it', async () => {
    const file = join(directory, 'beat-tokens.json');
    const before = existsSync(file) ? readFileSync(file) : '';
    writeFileSync(file, '{"version": 1, "tokens": [{}]}');
    const ended = await beat('v1', ...config, ...URL_OPTION);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('entry 1 of tokens is none');
    expect(readFileSync(file, 'utf8')).toBe('{"version": 1, "tokens": [{}]}');
    expect(existsSync(`${file}.new`)).toBe(false);
    writeFileSync(file, before);
  });

  it('lets one writer in at a time, and passes over what a dead one left', async () => {
    const fresh = join(directory, 'beat-tokens.json.new');
    writeFileSync(fresh, '');
    expect((await beat('v1', ...config, ...URL_OPTION)).stderr).toContain('another jalur beat is writing');
    utimesSync(fresh, 1_000, 1_000);
    expect((await beat('v1', ...config, ...URL_OPTION)).status).toBe(0);
  });

  it('prints one script alone, ready to be sent to a device', async () => {
    const { stdout } = await beat('v1', ...config, ...URL_OPTION, '--for', 'linux');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/^\* \* \* \* \* sleep \d+; curl /);
  });
});

const INPUT = {
  link: 'v1',
  url: new URL('https://jalur.example.go.id/api/v1/beat/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
  everyMs: 60_000,
  ping: 'jalur.example.go.id',
};

/** Counts brackets outside of texts; a text ends at its quote, and `\` takes the next character with it. */
function balance(text: string): {
  readonly open: string;
  readonly inText: boolean;
  readonly texts: string[];
} {
  const pairs: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' };
  const texts: string[] = [];
  let open = '';
  let inside: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (inside !== undefined) {
      if (char === '\\') inside += text[++i] ?? '';
      else if (char === '"') {
        texts.push(inside);
        inside = undefined;
      } else inside += char;
    } else if (char === '"') inside = '';
    else if ('{[('.includes(char)) open += char;
    else if (pairs[char] !== undefined) {
      if (open.at(-1) !== pairs[char]) return { open: `${open}${char}`, inText: false, texts };
      open = open.slice(0, -1);
    }
  }
  return { open, inText: inside !== undefined, texts };
}

describe.each([6, 7] as const)('the script of RouterOS %i', (version) => {
  const script = routerOsScript(INPUT, version).join('\n');

  it('is whole: every bracket and text is closed, also in what is parsed when it runs', () => {
    const { texts, ...rest } = balance(script.replace(/^#.*$/gm, ''));
    expect(rest).toEqual({ open: '', inText: false });
    const parsed = texts.filter((text) => text.startsWith(':'));
    expect(parsed.length).toBeGreaterThan(1);
    for (const text of parsed) expect(balance(text)).toMatchObject({ open: '', inText: false });
  });

  it('can be pasted: no tab, no question mark, no line end but the plain one', () => {
    expect(script).not.toMatch(/[\t?\r]/);
    expect(script).toContain('"\\3Fuptime="');
  });

  it('survives every command that may fail, and beats at the configured pace', () => {
    for (const menu of ['/tool fetch', '/ping', '/interface lte', '/system health get'])
      expect(script).toContain(menu);
    const lines = script.split('\n').filter((line) => /^ {2}:set|^ {2}\/|^ {2}:foreach/.test(line));
    expect(lines).toEqual([]);
    expect(script).toContain('interval=60s on-event="jalur-beat"');
    expect(script).toContain('check-certificate=yes');
    const plain = routerOsScript({ ...INPUT, url: new URL('http://10.0.0.1/x') }, version).join('\n');
    expect(plain).not.toContain('check-certificate');
  });

  it('asks only what that version knows outside of parsed texts', () => {
    const outside = script.replace(/\[:parse "(?:[^"\\]|\\.)*"\]/g, '');
    expect(outside).not.toMatch(/lte|wireless|wifi|flood-ping/);
    expect(outside.includes('as-value')).toBe(version === 7);
  });

  it('sends figures that are understood', () => {
    const found = script.matchAll(/[&"]([a-z]+_[a-z_]+)(?:=" |"[;}])/g);
    const known = new Set([...found].map(([, name = '']) => name));
    expect([...known].sort()).toEqual(
      [...(version === 7 ? ['ping_time', 'temperature_c', 'voltage_v'] : ['ping_ms', 'voltage_dv'])]
        .concat(['cpu_pct', 'ping_loss_pct', 'rsrp_dbm', 'rsrq_db', 'signal_dbm', 'sinr_db'])
        .sort(),
    );
    const values = [...known].map((name) => [name, name.startsWith('rs') ? '-20' : '10']);
    const all = readFigures(
      { ...Object.fromEntries(values), signal_dbm: '-60', ping_time: '00:00:00.02' },
      'lte',
    );
    expect(all).toMatchObject({ ignored: 0, refused: 0 });
  });
});

describe('the lines for cron', () => {
  it.each([
    [60_000, '* * * * * sleep '],
    [300_000, '*/5 * * * * sleep '],
    [3_600_000, /^\d+ \* \* \* \* sleep /],
    [20_000, /^\(while :; do curl .*; sleep 20; done\) >\/dev\/null 2>&1 &$/],
    [420_000, /^\(while :/],
  ])('keep a period of %i ms', (everyMs, wanted) => {
    const line = linuxLine({ ...INPUT, everyMs });
    expect(line).toMatch(wanted instanceof RegExp ? wanted : new RegExp(`^${wanted.replaceAll('*', '\\*')}`));
  });

  it.each([
    ['Linux', linuxLine],
    ['OpenWrt', openWrtLine],
    ['Teltonika', teltonikaLine],
  ])('of %s hold no percent sign, which cron reads as a line end, and close their quotes', (_, line) => {
    expect(line(INPUT)).not.toContain('%');
    expect(line(INPUT).split('"')).toHaveLength(3);
    expect(line(INPUT)).toContain(`${INPUT.url.href}?uptime_s=$(cut`);
  });
});

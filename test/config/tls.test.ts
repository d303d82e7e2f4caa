// The certificate files of HTTPS: made by the very commands of docs/access.md, and each way in which they can be wrong.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemConfigDeps } from '../../src/config/deps.ts';
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts';
import { base, lineOf } from './support.ts';

const DOCUMENT = readFileSync(resolve(import.meta.dirname, '../../docs/access.md'), 'utf8');
const DAY_MS = 86_400_000;
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let directory = '';
const file = (name: string): string => join(directory, name);

/** The shell commands of the section about HTTPS. */
function commands(): readonly string[] {
  const section = /\n## HTTPS\n(.*?)\n## /s.exec(DOCUMENT)?.[1] ?? '';
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text);
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
}

/** Loads a province with this section of TLS from a file in the directory. */
function load(tls: string, { standIns = false, inDays = 0 } = {}): LoadedConfig {
  const monitor = `monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], tls: ${tls} }`;
  writeFileSync(file('a.yaml'), base({ monitor }));
  const wallMs = (): number => Date.now() + inDays * DAY_MS;
  return loadConfig(file('a.yaml'), { ...systemConfigDeps, env: {}, clock: { wallMs }, standIns });
}

function mistakes(tls: string): readonly string[] {
  const loaded = load(tls);
  return loaded.ok ? [] : loaded.problems.map((each) => lineOf({ ...each, file: 'a.yaml' }));
}

describe.skipIf(!hasOpenssl)('HTTPS (needs openssl, to make certificates)', () => {
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'jalur-tls-'));
    for (const text of commands()) execFileSync('sh', ['-e', '-c', text], { cwd: directory, stdio: 'pipe' });
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
      ...['-subj', '/CN=lain', '-keyout', 'other.key', '-out', 'other.pem'],
    );
    openssl('pkey', '-in', 'server.key', '-aes256', '-passout', 'pass:rahasia', '-out', 'locked.key');
    openssl('x509', '-in', 'server.pem', '-outform', 'der', '-out', 'server.der');
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:512', '-nodes', '-subj', '/CN=lemah'],
      ...['-keyout', 'weak.key', '-out', 'weak.pem'],
    );
    const [server, ca] = ['server.pem', 'ca.pem'].map((name) => readFileSync(file(name), 'utf8'));
    writeFileSync(file('chain.pem'), `${server}${ca}`);
    writeFileSync(file('turned.pem'), `${ca}${server}`);
    const broken = server?.replace(/\n(.{10})/, '\nAAAAAAAAAA') ?? '';
    writeFileSync(file('broken.pem'), broken);
    writeFileSync(file('broken.key'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    writeFileSync(file('empty'), '');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is not there unless it is configured', () => {
    writeFileSync(file('a.yaml'), base());
    const loaded = loadConfig(file('a.yaml'), { ...systemConfigDeps, env: {} });
    expect(loaded.ok && loaded.config.listen.tls).toBeUndefined();
  });

  it('has the pair that docs/access.md makes, relative to the file that names it, and watches it', () => {
    expect(commands()).toHaveLength(2);
    const loaded = load('{ cert: server.pem, key: server.key }');
    expect(loaded.ok ? [] : loaded.problems.map(lineOf)).toEqual([]);
    if (!loaded.ok) return;
    expect(loaded.config.listen.tls).toEqual({ certFile: file('server.pem'), keyFile: file('server.key') });
    expect(loaded.config.files).toEqual([file('a.yaml'), file('server.pem'), file('server.key')]);
    expect(loaded.config.warnings.map(lineOf)).toEqual([]);
  });

  it('has a chain, and both in one file', () => {
    expect(mistakes('{ cert: chain.pem, key: server.key }')).toEqual([]);
    writeFileSync(
      file('both.pem'),
      readFileSync(file('server.key'), 'utf8') + readFileSync(file('server.pem'), 'utf8'),
    );
    expect(mistakes('{ cert: both.pem, key: both.pem }')).toEqual([]);
  });

  it.each<[rule: string, tls: string, told: readonly (string | RegExp)[]]>([
    ['half of it', '{ cert: server.pem }', ['3:63: monitor.tls.key is missing, wanted the path of a file']],
    ['an unknown key', '{ cert: server.pem, key: server.key, ca: x }', [/^3:100: unknown key "ca"/]],
    [
      'a number',
      '{ cert: 5, key: server.key }',
      ['3:71: monitor.tls.cert: found the number 5, wanted the path of a file'],
    ],
    [
      'files that are not there',
      '{ cert: nope.pem, key: nope.key }',
      [
        /^3:71: cert: cannot read ".*nope\.pem": there is no such file$/,
        /^3:86: key: cannot read ".*nope\.key": there is no such file$/,
      ],
    ],
    [
      'a folder',
      '{ cert: ., key: server.key }',
      [/^3:71: cert: cannot read ".*": it is (no file|a folder)$/],
    ],
    ['an empty file', '{ cert: empty, key: server.key }', [/^3:71: cert: found no certificate in ".*empty"/]],
    [
      'the other form',
      '{ cert: server.der, key: server.key }',
      [/^3:71: cert: found no certificate in ".*server\.der", wanted a certificate in PEM form/],
    ],
    [
      'both swapped',
      '{ cert: server.key, key: server.pem }',
      [/^3:71: cert: found a private key in/, /^3:88: key: found a certificate in/],
    ],
    [
      'a broken certificate',
      '{ cert: broken.pem, key: server.key }',
      [/^3:71: cert: certificate 1 of ".*broken\.pem" cannot be read: /],
    ],
    [
      'a broken key',
      '{ cert: server.pem, key: broken.key }',
      [/^3:88: key: ".*broken\.key" cannot be read: /],
    ],
    [
      'a key with a passphrase',
      '{ cert: server.pem, key: locked.key }',
      [/^3:88: key: ".*locked\.key" is locked with a passphrase, wanted one without/],
    ],
    [
      "another's key",
      '{ cert: server.pem, key: other.key }',
      ['3:88: key: the key does not belong to the certificate of "jalur.example.go.id"; wanted its own'],
    ],
    [
      'the chain the wrong way round',
      '{ cert: turned.pem, key: server.key }',
      [/^3:71: cert: the key belongs to certificate 2 of the file, wanted the server's own first/],
    ],
    [
      'a key too weak for OpenSSL',
      '{ cert: weak.pem, key: weak.key }',
      [/^3:71: cert: OpenSSL refuses it: .*too small/],
    ],
  ])('tells of %s, with its place', (_, tls, told) => {
    expect(mistakes(tls)).toEqual(
      told.map((each) =>
        typeof each === 'string'
          ? `a.yaml:${each}`
          : expect.stringMatching(new RegExp(`^a\\.yaml:${each.source.slice(1)}`)),
      ),
    );
  });

  it.skipIf(process.getuid?.() === 0)('tells of a key that it may not read (not as root, who may)', () => {
    writeFileSync(file('shut.key'), readFileSync(file('server.key')));
    chmodSync(file('shut.key'), 0);
    expect(mistakes('{ cert: server.pem, key: shut.key }')).toEqual([
      expect.stringMatching(/key: cannot read ".*": this user may not read it$/),
    ]);
  });

  it.each<[when: string, inDays: number, cert: string, told: readonly RegExp[]]>([
    ['in good time', 0, 'server.pem', []],
    [
      'three weeks before its end',
      380,
      'server.pem',
      [/the certificate ends on \d{4}-\d\d-\d\d; get another one before$/],
    ],
    ['after its end', 400, 'server.pem', [/the certificate ended on \d{4}-\d\d-\d\d; browsers refuse it$/]],
    [
      'before its begin',
      -2,
      'server.pem',
      [/the certificate is not valid before \d{4}-\d\d-\d\d; browsers refuse it$/],
    ],
    [
      'without a name that browsers read',
      0,
      'other.pem',
      [/has no subjectAltName, and browsers look for the name/],
    ],
  ])('warns %s', (_, inDays, cert, told) => {
    const loaded = load(`{ cert: ${cert}, key: ${cert.replace('.pem', '.key')} }`, { inDays });
    expect(loaded.ok ? loaded.config.warnings.map(lineOf) : loaded.problems).toEqual(
      told.map((each) => expect.stringMatching(each)),
    );
  });

  it('is not looked at by who needs no secret', () => {
    const loaded = load('{ cert: nope.pem, key: nope.key }', { standIns: true });
    expect(loaded.ok && loaded.config.listen.tls).toEqual({
      certFile: file('nope.pem'),
      keyFile: file('nope.key'),
    });
  });

  it('keeps an eye on files that were wrong, for they may be mended', () => {
    const loaded = load('{ cert: nope.pem, key: server.key }');
    expect(!loaded.ok && loaded.files).toEqual([file('a.yaml'), file('nope.pem'), file('server.key')]);
  });
});

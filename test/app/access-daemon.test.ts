// The life of log-ins on a daemon that serves HTTPS: the first admin made beside it, acts by name, a stream that ends with the
// log-in, all of it in the audit trail and over kill -9; and a certificate that is changed while it runs.

import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { isRuled } from '../../src/api/access-rules.ts';
import { Jalur, until } from '../support/daemon.ts';
import { askOverTls, type HttpsAnswer, hasOpenssl, makeCertificate, subjectOf } from '../support/https.ts';

const MAIN = join(resolve(import.meta.dirname, '../..'), 'src/main.ts');
const PASSWORD = 'kuda laut biru';
const CONFIG = `version: 1
province: { name: Uji, code: "76", timezone: Asia/Makassar }
monitor:
  site: hq
  anchors: [127.78.0.1]
  listen: "127.0.0.1:0"
  tls: { cert: cert.pem, key: key.pem }
defaults: { icmp: { every: 200ms, timeout: 500ms } }
sites:
  - { id: hq, name: Kantor, kind: province }
  - { id: a, name: Desa A, kind: village, parent: hq }
  - { id: r, name: Kabupaten R, kind: regency, parent: hq }
links:
  - { id: hq-a, from: hq, to: a, medium: fiber, device: { address: 127.78.0.2 } }
  - { id: hq-r, from: hq, to: r, medium: fiber, device: { address: 127.78.0.3 } }
lab:
  seed: 1
  story:
    # From the beginning: after a restart it must not answer for a moment, which would end its alert.
    - { at: 0s, do: cut, link: hq-a }
`;
const why = hasOpenssl ? '' : ' (openssl is not installed)';

interface Stream {
  readonly socket: WebSocket;
  readonly closing: string[];
  /** Links of the snapshot. */
  readonly links: string[];
  ended: number | undefined;
}

describe.skipIf(!hasOpenssl)(`log-ins on a daemon${why}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'jalur-log-ins-'));
  const file = (name: string): string => join(directory, name);
  const args = ['run', '--config', file('jalur.yaml'), '--data', file('data')];
  let jalur: Jalur;
  let url: string;

  function use(cert: string, key: string): void {
    copyFileSync(file(`${cert}-cert.pem`), file('cert.pem'));
    copyFileSync(file(`${key}-key.pem`), file('key.pem'));
  }

  beforeAll(async () => {
    for (const name of ['first', 'second']) makeCertificate(directory, name);
    use('first', 'first');
    writeFileSync(file('jalur.yaml'), CONFIG);
    jalur = new Jalur(args);
    url = await jalur.url();
  });
  afterAll(async () => {
    await jalur.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  function ask(
    method: string,
    path: string,
    more: { cookie?: string; body?: object } = {},
  ): Promise<HttpsAnswer> {
    const ca = ['first-cert.pem', 'second-cert.pem'].map((name) => readFileSync(file(name)));
    return askOverTls(url + path, { method, ca, ...more });
  }

  /** Runs a command beside the daemon, with the password on its standard input. */
  async function command(
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const child = spawn(process.execPath, [MAIN, ...words], {
      env: { ...process.env, JALUR_CONFIG: '', JALUR_DATA: '', ...env },
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        out += String(data);
      });
    child.stdin.end(`${PASSWORD}\n`);
    await new Promise((done) => child.once('close', done));
    return out;
  }

  function listen(cookie?: string): Stream {
    const socket = new WebSocket(`${url.replace('https', 'wss')}/api/v1/stream`, {
      rejectUnauthorized: false,
      ...(cookie !== undefined && { headers: { cookie } }),
    });
    const stream: Stream = { socket, closing: [], links: [], ended: undefined };
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as {
        type: string;
        code?: string;
        network?: { links: { id: string }[] };
      };
      stream.links.push(...(message.network?.links ?? []).map(({ id }) => id));
      if (message.type === 'closing') stream.closing.push(message.code ?? '');
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      stream.ended = code;
    });
    return stream;
  }

  async function logIn(user: string): Promise<string> {
    const { status, cookie } = await ask('POST', '/api/v1/session', { body: { user, password: PASSWORD } });
    expect(status).toBe(204);
    return cookie;
  }

  let sari = '';

  it('is open on this machine alone, until there is a user; then it is shut at once, streams too', async () => {
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const before = await ask('GET', '/api/v1/me');
    expect(JSON.parse(before.text)).toMatchObject({ principal: { kind: 'open' }, logInBy: 'open' });
    expect(before.headers['strict-transport-security']).toBe('max-age=31536000');
    const stream = listen();
    await until('the stream is open', () => stream.socket.readyState === WebSocket.OPEN);
    await command(['user', 'add', 'sari', '--role', 'admin', '--name', 'Sari Dewi', '--data', file('data')]);
    expect((await ask('GET', '/api/v1/network')).status).toBe(401);
    await until('the stream has ended', () => stream.ended !== undefined, 5_000);
    expect([stream.ended, stream.closing]).toEqual([4001, ['session']]);
  });

  it('has an admin log in, make an operator, and act by name', async () => {
    sari = await logIn('sari');
    expect(sari).toMatch(/^__Host-jalur_session=/);
    const budi = { name: 'budi', displayName: 'Budi', role: 'operator', password: PASSWORD };
    expect((await ask('POST', '/api/v1/users', { cookie: sari, body: budi })).status).toBe(200);
    let number = 0;
    await until('the cut link alerts', async () => {
      const { text } = await ask('GET', '/api/v1/alerts', { cookie: sari });
      const { alerts } = JSON.parse(text) as { alerts: { number: number; rule: string }[] };
      number = alerts.find(({ rule }) => rule === 'link.down')?.number ?? 0;
      return number > 0;
    });
    const acted = await ask('POST', `/api/v1/alerts/${number}/ack`, { cookie: sari, body: { who: 'Eve' } });
    expect(JSON.parse(acted.text)).toMatchObject({ act: { actor: { who: 'Sari Dewi' } } });
  });

  it('ends the stream of one who is demoted, and what he may do, and tells of all of it', async () => {
    const budi = await logIn('budi');
    const stream = listen(budi);
    await until('the stream is open', () => stream.socket.readyState === WebSocket.OPEN);
    const demoted = await ask('PATCH', '/api/v1/users/budi', { cookie: sari, body: { role: 'viewer' } });
    expect(demoted.status).toBe(200);
    await until('the stream has ended', () => stream.ended !== undefined, 5_000);
    expect([stream.ended, stream.closing]).toEqual([4001, ['session']]);
    expect((await ask('GET', '/api/v1/network', { cookie: budi })).status).toBe(401);
    const again = await logIn('budi');
    expect((await ask('POST', '/api/v1/alerts/1/ack', { cookie: again, body: {} })).status).toBe(403);
    const { text } = await ask('GET', '/api/v1/audit', { cookie: sari });
    const { entries } = JSON.parse(text) as {
      entries: { who: string; via: string; action: string; outcome: string }[];
    };
    expect(
      entries.map(({ who, via, action, outcome }) => `${who} ${via} ${action} ${outcome}`).reverse(),
    ).toEqual([
      expect.stringMatching(/ cli user\.add done$/),
      'sari user session.login done',
      'sari user user.add done',
      'sari user alert.ack done',
      'budi user session.login done',
      'sari user user.change done',
      'budi user session.login done',
      'budi user alert.ack role',
    ]);
  });

  it('shows a part of the province, over HTTP and on the stream, to one who sees no more', async () => {
    const scope = { kind: 'regency', regency: 'r' };
    const sees = { name: 'r', displayName: 'R', role: 'viewer', scope, password: PASSWORD };
    expect((await ask('POST', '/api/v1/users', { cookie: sari, body: sees })).status).toBe(200);
    const cookie = await logIn('r');
    const stream = listen(cookie);
    await until('the snapshot comes', () => stream.links.length > 0);
    expect(stream.links).toEqual(['hq-r']);
    const { text } = await ask('GET', '/api/v1/network', { cookie });
    expect((JSON.parse(text) as { links: { id: string }[] }).links.map(({ id }) => id)).toEqual(['hq-r']);
    expect((await ask('GET', '/api/v1/links/hq-r/explain', { cookie })).status).toBe(200);
    expect((await ask('GET', '/api/v1/links/hq-a', { cookie })).status).toBe(404);
    expect((await ask('GET', '/metrics', { cookie })).status).toBe(403);
    await ask('DELETE', '/api/v1/session', { cookie });
    await until('the stream has ended', () => stream.ended === 4001, 5_000);
  });

  it('has a line about every route in the table of who may call it', async () => {
    const { text } = await ask('GET', '/openapi.json', { cookie: sari });
    const { paths } = JSON.parse(text) as { paths: Record<string, object> };
    const unruled = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .map((method) => ({ method: method.toUpperCase(), url: path.replace(/\{(\w+)\}/g, ':$1') }))
        .filter((route) => !isRuled(route)),
    );
    expect(unruled).toEqual([]);
    expect(Object.keys(paths).length).toBeGreaterThan(40);
  });

  it('logs nobody out when it is killed and starts again', async () => {
    await jalur.end('SIGKILL');
    jalur = new Jalur(args);
    url = await jalur.url();
    const { text } = await ask('GET', '/api/v1/me', { cookie: sari });
    expect(JSON.parse(text)).toMatchObject({ principal: { name: 'sari', role: 'admin' } });
  });

  it('explains a link to a machine with a token, over HTTPS', async () => {
    const made = await ask('POST', '/api/v1/tokens', {
      cookie: sari,
      body: { name: 'grafana', role: 'viewer' },
    });
    const { secret } = JSON.parse(made.text) as { secret: string };
    const trusted = { NODE_EXTRA_CA_CERTS: file('first-cert.pem'), JALUR_TOKEN: secret };
    expect(await command(['explain', 'hq-a', '--url', url], trusted)).toContain('Sari Dewi');
    const stranger = { JALUR_TOKEN: secret };
    expect(await command(['explain', 'hq-a', '--url', url], stranger)).toMatch(/NODE_EXTRA_CA_CERTS/);
  });

  it('takes another certificate while it runs, and keeps the old one when the new one is bad', async () => {
    expect(await subjectOf(url)).toBe('first');
    use('second', 'second');
    jalur.child.kill('SIGHUP');
    await until('the second certificate is served', async () => (await subjectOf(url)) === 'second');
    use('first', 'second');
    jalur.child.kill('SIGHUP');
    await until('the bad pair is told of', () =>
      /Changed (certificate|configuration) not used/.test(jalur.stdout + jalur.stderr),
    );
    expect(await subjectOf(url)).toBe('second');
    expect((await ask('GET', '/healthz')).status).toBe(200);
  });

  it('does not start with a key of another certificate', async () => {
    await jalur.end('SIGTERM');
    const failed = new Jalur(args);
    const { status, stderr } = await failed.ended();
    expect(status).toBe(1);
    expect(stderr).toMatch(/the key does not belong to the certificate of "first"/);
  });
});

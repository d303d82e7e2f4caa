// jalur user beside jalur run: the door of the running daemon shuts, opens and stays shut as the command line says.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jalur } from '../support/daemon.ts';

const MAIN = join(resolve(import.meta.dirname, '../..'), 'src/main.ts');
const PASSWORD = 'kuda laut biru';
const CONFIG = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [127.0.0.1], listen: "127.0.0.1:0" }
sites:
  - { id: pusat, name: Pusat, kind: province }
  - { id: desa, name: Desa, kind: village }
links:
  - { id: v1, from: pusat, to: desa, medium: lte, device: { beat: true } }
`;

let directory = '';
let daemon: Jalur | undefined;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-user-run-'));
  writeFileSync(join(directory, 'a.yaml'), CONFIG);
});
afterAll(async () => {
  await daemon?.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

/** Starts the daemon on the directory, and returns its address. */
async function start(): Promise<string> {
  daemon = new Jalur(['run', '--config', join(directory, 'a.yaml'), '--data', directory]);
  return (await daemon.url()).replace(/\/$/, '');
}

/** Runs jalur user as a process, with a line on its standard input; returns what it printed. */
async function user(...words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'user', ...words, '--data', directory], {
    env: { ...process.env, JALUR_CONFIG: '', JALUR_DATA: '' },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  child.stderr.on('data', (data) => {
    err += String(data);
  });
  child.stdin.end(`${PASSWORD}\n`);
  const status = await new Promise((done) => child.once('close', done));
  expect(status, err).toBe(0);
  return out;
}

async function statusOf(base: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return (await fetch(`${base}/api/v1/network`, { headers })).status;
}

/** Logs in; the cookie, or the status of the refusal. */
async function logIn(base: string, password: string): Promise<string | number> {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'budi', password }),
  });
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return answer.ok ? cookie : answer.status;
}

describe('jalur user beside jalur run', () => {
  it('shuts the door with the first user, lets him and machines in, and shuts it again', async () => {
    const base = await start();
    expect(await statusOf(base), 'nobody has to log in').toBe(200);
    await user('add', 'budi', '--role', 'admin');
    expect(await statusOf(base), 'at the next request').toBe(401);
    expect(await logIn(base, 'kuda laut hijau')).toBe(401);
    const cookie = await logIn(base, PASSWORD);
    expect(await statusOf(base, { cookie: String(cookie) })).toBe(200);

    const { token } = JSON.parse(await user('token', 'add', 'laporan', '--json')) as {
      readonly token: string;
    };
    const bearer = { authorization: `Bearer ${token}` };
    expect(await statusOf(base, bearer)).toBe(200);
    await user('token', 'remove', 'laporan');
    expect(await statusOf(base, bearer)).toBe(401);

    await user('set', 'budi', '--disable', '--force');
    expect(await statusOf(base, { cookie: String(cookie) })).toBe(401);
    expect(await logIn(base, PASSWORD)).toBe(401);
    await user('set', 'budi', '--enable');
    expect(await statusOf(base, { cookie: String(cookie) }), 'that session has ended for good').toBe(401);
    expect(await logIn(base, PASSWORD)).toMatch(/^jalur_session=/);

    const trail = JSON.parse(await user('audit', '--json')) as readonly {
      readonly action: string;
      readonly via: string;
    }[];
    expect(trail.filter(({ via }) => via === 'cli').map(({ action }) => action)).toEqual([
      'user.change',
      'user.change',
      'token.remove',
      'token.add',
      'user.add',
    ]);
    expect(trail.filter(({ action }) => action === 'session.login').length).toBe(4);
    expect(JSON.stringify(trail)).not.toContain(PASSWORD);
    expect(daemon?.stderr).not.toContain(PASSWORD);
    await daemon?.end('SIGTERM');
  });

  it('keeps the door shut when the file of the users is damaged, until there is one again', async () => {
    truncateSync(join(directory, 'access.db'), 0);
    const base = await start();
    expect(daemon?.stderr).toContain('Nobody can log in, for the users were lost');
    expect(readdirSync(directory).some((name) => name.startsWith('access.db.corrupt-'))).toBe(true);
    expect(await statusOf(base)).toBe(401);
    expect(await logIn(base, PASSWORD)).toBe(401);
    expect((await fetch(`${base}/healthz`)).status, 'it watches').toBe(200);
    await user('add', 'budi', '--role', 'admin');
    expect(await logIn(base, PASSWORD)).toMatch(/^jalur_session=/);
  });
});

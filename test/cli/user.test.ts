// jalur user: the life of users and tokens from the command line, and what it refuses.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccessStoreBeside } from '../../src/store/access/open.ts';
import { verifyPassword } from '../../src/store/access/password.ts';
import { hashSecret } from '../../src/store/access/secret-hash.ts';
import type { SqliteAccessStore } from '../../src/store/access/sqlite-store.ts';
import { jalurUser, type Said } from './user-support.ts';

const T0 = 1_790_000_000_000;
const GOOD = 'kuda laut biru';
const CONFIG = `version: 1
province: { name: Sulbar, code: "76", timezone: Asia/Makassar }
monitor: { site: pusat, anchors: [127.0.0.1, 127.0.0.2] }
providers: [{ id: icon, name: ICON+ }]
sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat }
links:
  - { id: a, from: pusat, to: majene, medium: fiber, provider: icon, device: { address: 10.0.0.1 } }
`;

let directory = '';
let config = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-user-'));
  config = join(directory, 'a.yaml');
  writeFileSync(config, CONFIG);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const user = (words: string, input = `${GOOD}\n`): Promise<Said> =>
  jalurUser([...words.split(' '), '--data', directory], { input });

/** What the daemon would see. */
function stored<T>(read: (store: SqliteAccessStore) => T): T {
  const store = openAccessStoreBeside(directory, T0);
  try {
    return read(store);
  } finally {
    store.close();
  }
}

describe('a user', () => {
  it('is added, listed, changed, given another password and removed, each act with its line in the trail', async () => {
    const added = await jalurUser(
      ['add', 'budi', '--role', 'admin', '--name', 'Budi Santoso', '-d', directory],
      {
        input: `${GOOD}\r\nsecond line\n`,
      },
    );
    expect(added).toMatchObject({ status: 0, out: expect.stringContaining('"budi" may log in as admin') });
    expect(added.err).toBe('From now on nobody comes in without logging in.');
    const hash = stored((store) => store.passwordHash('budi'));
    expect(await verifyPassword(GOOD, hash)).toBe(true);

    expect(await user('add siti --scope regency:majene')).toMatchObject({ status: 0, err: '' });
    const listed = await user('list --json');
    expect(JSON.parse(listed.out)).toMatchObject([
      { name: 'budi', displayName: 'Budi Santoso', role: 'admin', scope: { kind: 'province' } },
      { name: 'siti', displayName: 'siti', role: 'viewer', scope: { kind: 'regency', regency: 'majene' } },
    ]);
    expect((await user('list')).out).toMatch(
      /budi +admin +province +never +Budi Santoso\nsiti +viewer +regency:majene/,
    );

    expect(await user('set siti --role operator --scope province --disable')).toMatchObject({
      status: 0,
      out: '"siti" cannot log in now',
    });
    expect((await user('list')).out).toContain('operator (disabled)');
    expect((await user('set siti --enable')).out).toContain('may log in as operator of the whole province');

    expect((await user('password budi', 'ikan terbang hijau')).status).toBe(0);
    const other = stored((store) => store.passwordHash('budi'));
    expect(await verifyPassword('ikan terbang hijau', other)).toBe(true);
    expect(await verifyPassword(GOOD, other)).toBe(false);

    expect((await user('remove siti')).out).toContain('"siti" is removed');
    const trail = JSON.parse((await user('audit --json')).out) as readonly object[];
    const by = { who: `sitti@${hostname()}`, via: 'cli', outcome: 'done' };
    expect(trail).toMatchObject([
      { ...by, action: 'user.remove', target: 'siti' },
      { ...by, action: 'user.password', target: 'budi' },
      { ...by, action: 'user.change', target: 'siti', detail: '{"disabled":false}' },
      { ...by, action: 'user.change', detail: '{"role":"operator","scope":"province","disabled":true}' },
      { ...by, action: 'user.add', target: 'siti', detail: '{"role":"viewer","scope":"regency:majene"}' },
      { ...by, action: 'user.add', target: 'budi' },
    ]);
    expect(readFileSync(join(directory, 'access.db')).includes(GOOD), 'the password is nowhere').toBe(false);
  });

  it('who is the last admin stays one, unless that is meant', async () => {
    await user('add budi --role admin');
    for (const act of ['remove budi', 'set budi --role operator', 'set budi --disable'])
      expect(await user(act), act).toMatchObject({
        status: 1,
        err: expect.stringContaining('is the last admin'),
      });
    expect((await user('audit --json --text user')).out).not.toContain('user.remove');
    expect(await user('set budi --name Budi'), 'the name is no matter').toMatchObject({ status: 0 });
    await user('add siti --role admin');
    expect((await user('set budi --role operator')).status).toBe(0);
    expect((await user('remove siti')).status).toBe(1);
    expect(await user('remove siti --force')).toMatchObject({ status: 0, err: '' });
    expect((await user('remove budi')).err).toContain(
      'whoever reaches jalur on this machine may do everything',
    );
  });

  it('who is first and no admin is told of what is missing', async () => {
    expect((await user('add siti')).err).toContain('There is no admin yet: jalur user add NAME --role admin');
  });

  it('has a scope that the configuration knows, where one is named', async () => {
    const add = (scope: string) => user(`add siti --scope ${scope} --config ${config}`);
    expect(await add('regency:majen')).toMatchObject({
      status: 2,
      err: `--scope: there is no regency "majen" in "${config}"; did you mean "majene"?`,
    });
    expect((await add('regency:pusat')).err).toContain('there is no regency "pusat"');
    expect((await add('provider:ICON')).err).toContain('is rented from "ICON"; did you mean "ICON+"?');
    expect((await add('provider:ICON+')).status).toBe(0);
    writeFileSync(config, 'version: 2\n');
    expect(await user(`set siti --scope regency:tiada -c ${config}`)).toMatchObject({
      status: 0,
      err: expect.stringContaining('the scope was not checked'),
    });
  });
});

describe('a token', () => {
  it('is shown once, found by its hash, listed without it, and removed', async () => {
    const made = await user('token add laporan --expires 2099-06-30');
    const [, secret = ''] = /^token +(jalur_[\w-]{43}) /.exec(made.out) ?? [];
    expect(made).toMatchObject({ status: 0, err: '' });
    const day = new Date(2099, 6, 1).getTime();
    expect(stored((store) => store.tokenOf(hashSecret(secret)))).toMatchObject({
      name: 'laporan',
      role: 'viewer',
      expiresAt: day,
    });
    expect((await user('token list')).out).toMatch(/laporan +viewer +province +2099-07-01 00:00 +never/);
    expect((await user('token list --json')).out).not.toContain(secret);
    expect((await user('token list --json')).out).not.toContain(hashSecret(secret));
    expect(await user('token add laporan')).toMatchObject({
      status: 1,
      err: expect.stringContaining('already'),
    });
    expect(await user('token remove lapran')).toMatchObject({
      status: 1,
      err: 'there is no token "lapran"; did you mean "laporan"?',
    });
    expect((await user('token remove laporan')).status).toBe(0);
    expect(stored((store) => store.tokenOf(hashSecret(secret)))).toBeUndefined();
    expect((await user('audit')).out).toMatch(/token\.remove +laporan +done\n.*token\.add +laporan +done/);
  });

  it('is one text for a program', async () => {
    const { out } = await user('token add mesin --role operator --json');
    const { token, role } = JSON.parse(out) as { readonly token: string; readonly role: string };
    expect([token.length, role]).toEqual([49, 'operator']);
    expect(stored((store) => store.tokenOf(hashSecret(token))?.name)).toBe('mesin');
  });
});

describe('the audit trail', () => {
  it('is searched by time and text, and shows nothing that a terminal would obey', async () => {
    stored((store) => {
      const at = (day: number) => new Date(2026, 9, day, 12).getTime();
      const login = { via: 'none', address: '10.0.0.9', action: 'session.login', outcome: 'wrong' };
      store.audit({ ...login, at: at(1), who: 'lama' });
      store.audit({ ...login, at: at(2), who: '\u001b[2Jjahat\u202e\n' });
      store.audit({ ...login, at: at(3), who: 'baru' });
    });
    const one = await user('audit --from 2026-10-02 --to 2026-10-02');
    expect(one.out).toContain('2026-10-02 12:00:00  ·[2Jjahat··  none  10.0.0.9  session.login');
    expect(one.out).not.toMatch(/lama|baru/);
    expect((await user('audit --text JAHAT --json')).out).toContain('\\u001b[2Jjahat');
    const few = await user('audit --limit 2');
    expect(few.out).not.toContain('lama');
    expect(few.err).toContain('there are more than 2');
    expect((await user('audit --limit 3')).err).not.toContain('more than');
    expect((await user('audit --text tiada')).out).toBe('nothing of this kind was done');
  });

  it('is read beyond what the store gives at once', async () => {
    stored((store) =>
      store.atomically(() => {
        for (let n = 0; n < 2_500; n++)
          store.audit({ at: T0, who: `w${n}`, via: 'cli', action: 'x', outcome: 'done' });
      }),
    );
    const found = JSON.parse((await user('audit --limit 2400 --json')).out) as readonly {
      readonly who: string;
    }[];
    expect(found.map(({ who }) => who)).toEqual(Array.from({ length: 2_400 }, (_, n) => `w${2_499 - n}`));
  });
});

it('asks for nothing and makes no file to show that there is nothing', async () => {
  for (const words of ['list', 'token list', 'audit'])
    expect(await user(words), words).toMatchObject({ status: 0, err: '' });
  expect(await user('list --json')).toMatchObject({ status: 0, out: '[]' });
  expect(() => readFileSync(join(directory, 'access.db'))).toThrow('ENOENT');
});

it('says that the users were lost with a damaged file, until there is one again', async () => {
  writeFileSync(join(directory, 'access.db.corrupt-1'), 'rusak');
  stored(() => undefined);
  expect((await user('list')).err).toBe(
    'The users were lost with a damaged file: nobody comes in until there is one again.',
  );
  await user('add budi --role admin');
  expect((await user('list')).err).toBe('');
});

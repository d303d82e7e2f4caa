// What jalur user refuses, with the exit status and the words that say what was wanted.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jalurUser, type Said } from './user-support.ts';

const GOOD = 'kuda laut biru';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-user-refused-'));
  writeFileSync(join(directory, 'a.yaml'), '');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const user = (words: string, input = `${GOOD}\n`): Promise<Said> =>
  jalurUser([...words.split(' '), '--data', directory], { input });

describe('jalur user refuses', () => {
  it.each<[words: string, status: 1 | 2, message: string]>([
    ['', 2, '"user" wants one of add, list'],
    ['lst', 2, 'did you mean "list"?'],
    ['add', 2, '"user add" wants NAME'],
    ['add Budi', 2, 'the name "Budi" will not do'],
    ['add budi --role root', 2, '--role is "root", wanted one of viewer, operator, admin'],
    ['add budi --scope kabupaten:majene', 2, 'wanted province, regency:ID'],
    ['add budi --scope regency:Majene!', 2, 'wanted province, regency:ID'],
    ['add budi --role operator --scope regency:majene', 2, 'goes with the role viewer only'],
    ['add budi --role admin --scope provider:ICON+', 2, 'reaches beyond a part of the province'],
    ['add budi --expires 2099-01-01', 2, '"user add" takes no --expires'],
    ['add budi --force', 2, '"user add" takes no --force'],
    ['add budi rahasia', 2, 'does not know what to do with "rahasia"'],
    ['list budi', 2, '"user list" takes no name'],
    ['set budi', 2, '"user set" wants what to change'],
    ['set budi --disable --enable', 2, 'which of them?'],
    ['set tiada --disable', 1, 'there are no users in'],
    ['password tiada', 1, 'there are no users in'],
    ['remove tiada', 1, 'there are no users in'],
    ['token', 2, '"user token" wants add, list or remove'],
    ['token ad', 2, '"user token" wants add, list or remove, found "ad"'],
    ['token add', 2, '"user token add" wants NAME'],
    ['token add m --role admin --scope regency:majene', 2, 'goes with the role viewer only'],
    ['token add m --expires 2020-01-01', 2, '--expires 2020-01-01 is past'],
    ['token add m --expires besok', 2, '--expires is "besok", wanted a moment'],
    ['token remove tiada', 1, 'there is no token "tiada"'],
    ['audit --limit 0', 2, '--limit is "0", wanted a whole number from 1'],
    ['audit --from 2026-10-02 --to 2026-10-01', 2, 'is not before --to'],
  ])('"%s"', async (words, status, message) => {
    const said = await user(words);
    expect(said.err).toContain(message);
    expect(said).toMatchObject({ status, out: '' });
  });

  it.each([
    ['a short one', 'pendek', 'fewer than 10 characters'],
    ['none', '', 'found no password'],
    ['an empty line', '\nkuda laut biru\n', 'found no password'],
    ['the own name', 'budi-budi-budi', "the user's own name"],
    ['a common one', 'password1234', 'tried first'],
    ['a file of something else', 'x'.repeat(10_000), 'more than 4096 bytes'],
    ['control characters', 'kuda\u0007laut biru\n', 'control characters'],
  ])('as a password: %s; and nobody is added', async (_, input, message) => {
    expect(await user('add budi', input)).toMatchObject({ status: 1, err: expect.stringContaining(message) });
    expect((await user('list --json')).out).toBe('[]');
  });

  it('a name that is taken, before a password is asked for', async () => {
    await user('add budi --role admin');
    expect(await user('add budi', '')).toMatchObject({ status: 1, err: expect.stringContaining('already') });
    expect(await user('set budj --disable')).toMatchObject({
      status: 1,
      err: 'there is no user "budj"; did you mean "budi"?',
    });
  });

  it('a directory there is not, and one that is a file', async () => {
    for (const name of ['tiada', 'a.yaml']) {
      const said = await jalurUser(['add', 'budi', '--data', join(directory, name)], { input: GOOD });
      expect(said).toMatchObject({ status: 1, err: expect.stringContaining('there is no data directory') });
    }
  });

  it('a damaged file, which stays where it is', async () => {
    const data = join(directory, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'access.db'), 'rusak');
    for (const words of [['list'], ['add', 'budi'], ['audit']]) {
      const said = await jalurUser([...words, '--data', data], { input: GOOD });
      expect(said).toMatchObject({
        status: 1,
        out: '',
        err: expect.stringContaining('put a backup in its place'),
      });
    }
    expect(readFileSync(join(data, 'access.db'), 'utf8')).toBe('rusak');
  });
});

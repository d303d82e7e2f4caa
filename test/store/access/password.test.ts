// Passwords: which are taken, how they are kept, and that a stranger's name takes as long as a user's.

import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAccessName, isDisplayName, isLastAdmin } from '../../../src/store/access/names.ts';
import { hashPassword, isOutdatedHash, verifyPassword } from '../../../src/store/access/password.ts';
import {
  type PasswordFault,
  passwordFault,
  passwordFaultText,
} from '../../../src/store/access/password-rules.ts';
import { hashSecret, secretOf, TOKEN_PREFIX } from '../../../src/store/access/secret-hash.ts';
import { user } from './support.ts';

const GOOD = 'kuda laut biru';

/** A hash with a cost of its own, as an earlier or later jalur would make it. */
function hashWith(password: string, ln: number, r = 8, p = 1): string {
  const salt = Buffer.alloc(16, 7);
  const base64 = (octets: Buffer) => octets.toString('base64').replace(/=+$/, '');
  const hash = scryptSync(password, salt, 32, { N: 2 ** ln, r, p, maxmem: 2 ** 29 });
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

describe('a password', () => {
  it.each<[password: string, fault: PasswordFault | undefined]>([
    [GOOD, undefined],
    ['123456789', 'too-short'],
    ['sembilan9', 'too-short'],
    ['😀'.repeat(9), 'too-short'],
    [`${'x'.repeat(199)}yz`, 'too-long'],
    [`${'ab cd '.repeat(33)}ef`, undefined],
    ['satu\tdua tiga', 'unprintable'],
    ['198501012010011001', 'digits'],
    ['0812-3456-7890', 'digits'],
    ['budi.santoso', 'own-name'],
    ['BudiSantoso2026!', 'own-name'],
    ['budi.santoso@sulbarprov.go.id', 'own-name'],
    ['Password123!', 'common'],
    ['qwerty12345', 'common'],
    ['sulawesi-barat', 'common'],
    ['SulawesiBarat', 'common'],
    ['adminadminadmin', 'common'],
    ['aaaaaaaaaaab', 'common'],
    ['1q2w3e4r5t', 'common'],
    ['P@ssw0rd123', 'common'],
    ['budi suka kopi', undefined],
  ])('"%s" is %s', (password, fault) => {
    expect(passwordFault(password, 'budi.santoso@sulbarprov.go.id')).toBe(fault);
    if (fault) expect(passwordFaultText(fault)).toMatch(/^the password .*[^.]$/);
  });

  it('is kept as scrypt of RFC 7914 with its parameters, each time with another salt', async () => {
    const [one, other] = await Promise.all([hashPassword(GOOD), hashPassword(GOOD)]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await hashPassword(GOOD, Buffer.alloc(16, 7))).toBe(hashWith(GOOD, 15, 8, 3));
  });

  it('is verified, whichever keyboard composed its letters', async () => {
    const hash = await hashPassword('café kopi susu');
    expect(await verifyPassword('café kopi susu', hash)).toBe(true);
    expect(await verifyPassword('cafe kopi susu', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('is verified against hashes of other cost, which are to be made anew', async () => {
    const weak = hashWith(GOOD, 14);
    expect(await verifyPassword(GOOD, weak)).toBe(true);
    expect(await verifyPassword(`${GOOD}.`, weak)).toBe(false);
    expect(isOutdatedHash(weak)).toBe(true);
    expect(isOutdatedHash(await hashPassword(GOOD))).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['another algorithm', '$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaA'],
    ['a cost that would stop the daemon', hashWith(GOOD, 10).replace('ln=10', 'ln=30')],
    ['a cost of nothing', hashWith(GOOD, 10).replace('ln=10', 'ln=0')],
    ['a hash that was cut off', hashWith(GOOD, 10).slice(0, -10)],
    ['zeros for a hash', `$scrypt$ln=15,r=8,p=3$${'A'.repeat(22)}$${'A'.repeat(43)}`],
  ])('is wrong for %s, and never throws', async (_, hash) => {
    expect(await verifyPassword(GOOD, hash)).toBe(false);
    if (hash !== undefined && !hash.includes('ln=15')) expect(isOutdatedHash(hash)).toBe(true);
  });

  it('of a name that nobody has costs the same computation, so that time tells nothing', async () => {
    const hash = await hashPassword(GOOD);
    const cpuOf = async (against: string | undefined) => {
      const before = process.cpuUsage();
      await verifyPassword('salah semua ini', against);
      const { user: microseconds } = process.cpuUsage(before);
      return microseconds;
    };
    // Processor time, which a loaded machine does not stretch; the lesser of three, which a neighbour does not spoil.
    const least = async (against: string | undefined) =>
      Math.min(await cpuOf(against), await cpuOf(against), await cpuOf(against));
    const [known, unknown] = [await least(hash), await least(undefined)];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('a secret of a machine', () => {
  it('is 32 octets in 43 letters that no header, cookie or shell has to quote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (octets) => {
        const secret = secretOf(octets, TOKEN_PREFIX);
        expect(secret).toMatch(/^jalur_[\w-]{43}$/);
        expect([...Buffer.from(secret.slice(TOKEN_PREFIX.length), 'base64url')]).toEqual([...octets]);
      }),
    );
  });

  it('is kept as its SHA-256 (FIPS 180-4, "abc")', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('names', () => {
  it.each([
    ['budi', true],
    ['budi.santoso@sulbarprov.go.id', true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['', false],
    ['Budi', false],
    ['budi santoso', false],
    ['budi\n', false],
  ])('"%s" may log in: %s', (name, may) => expect(isAccessName(name)).toBe(may));

  it.each([
    ['Budi Santoso, S.Kom.', true],
    ['😀'.repeat(100), true],
    ['x'.repeat(101), false],
    ['', false],
    [' Budi', false],
    ['Budi\nSiti', false],
  ])('"%s" may be shown: %s', (name, may) => expect(isDisplayName(name)).toBe(may));

  it.each([
    ['the only admin', [user('a', { role: 'admin' }), user('b')], 'a', true],
    ['one of two', [user('a', { role: 'admin' }), user('b', { role: 'admin' })], 'a', false],
    [
      'one beside a disabled one',
      [user('a', { role: 'admin' }), user('b', { role: 'admin', disabled: true })],
      'a',
      true,
    ],
    [
      'the disabled one itself',
      [user('a', { role: 'admin' }), user('b', { role: 'admin', disabled: true })],
      'b',
      false,
    ],
    ['no admin at all', [user('a')], 'a', false],
  ])('the last admin is %s: %#', (_, users, name, isLast) => expect(isLastAdmin(users, name)).toBe(isLast));
});

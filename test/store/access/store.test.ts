// Users, tokens and sessions: what is kept, what ends with what, and where the bounds are.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteId } from '../../../src/domain/ids.ts';
import { openAccessStoreBeside } from '../../../src/store/access/open.ts';
import { MOST_SESSIONS, MOST_SESSIONS_EACH } from '../../../src/store/access/port.ts';
import { hashSecret } from '../../../src/store/access/secret-hash.ts';
import type { SqliteAccessStore } from '../../../src/store/access/sqlite-store.ts';
import { temporaryDirectory } from '../support/place.ts';
import { entry, session, T0, token, user } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let store: SqliteAccessStore;
beforeEach(() => {
  directory = temporaryDirectory();
  store = openAccessStoreBeside(directory.path, T0);
});
afterEach(() => {
  store.close();
  directory.remove();
});

const MAJENE = { kind: 'regency', regency: siteId('majene') } as const;

describe('users', () => {
  it('live from addition over changes to removal, also over a restart', () => {
    expect(store.hasUsers()).toBe(false);
    expect(store.addUser(user('budi', { role: 'admin' }), 'hash-1')).toBe(true);
    expect(store.addUser(user('budi'), 'hash-2'), 'the name is taken').toBe(false);
    expect(store.hasUsers()).toBe(true);
    expect(store.passwordHash('budi')).toBe('hash-1');
    expect(store.changeUser('budi', { displayName: 'Budi', lastLoginAt: T0 + 5.4 })).toBe(true);
    expect(store.changeUser('budi', { role: 'viewer', scope: MAJENE, passwordHash: 'hash-3' })).toBe(true);
    expect(store.changeUser('siti', { disabled: true }), 'nobody').toBe(false);

    store.close();
    store = openAccessStoreBeside(directory.path, T0);
    const wanted = user('budi', { displayName: 'Budi', scope: MAJENE, lastLoginAt: T0 + 5 });
    expect(store.users()).toEqual([wanted]);
    expect(store.user('budi')).toEqual(wanted);
    expect(store.passwordHash('budi')).toBe('hash-3');

    expect(store.removeUser('budi')).toBe(true);
    expect(store.removeUser('budi')).toBe(false);
    expect([store.user('budi'), store.passwordHash('budi'), store.hasUsers()]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });

  it('keep the door shut when all of them are disabled', () => {
    store.addUser(user('budi', { disabled: true }), 'hash');
    expect(store.hasUsers()).toBe(true);
  });

  it.each([
    ['an operator of a regency', { role: 'operator', scope: MAJENE }],
    ['an admin of a provider', { role: 'admin', scope: { kind: 'provider', provider: 'ICON+' } }],
  ] as const)('cannot be %s, whichever of the two came first', (_, wrong) => {
    expect(() => store.addUser(user('budi', wrong), 'hash')).toThrow(RangeError);
    store.addUser(user('siti', { role: wrong.role }), 'hash');
    expect(() => store.changeUser('siti', { scope: wrong.scope })).toThrow('only viewers have a part');
    store.addUser(user('tono', { scope: wrong.scope }), 'hash');
    expect(() => store.changeUser('tono', { role: wrong.role })).toThrow('only viewers have a part');
    expect(() => store.addToken(token('mesin', wrong), hashSecret('x'))).toThrow(RangeError);
    expect(store.users().map(({ name }) => name)).toEqual(['siti', 'tono']);
  });
});

describe('sessions', () => {
  const alive = () => ['a', 'b', 'c'].filter((secret) => store.session(hashSecret(secret)) !== undefined);
  beforeEach(() => {
    store.addUser(user('budi'), 'hash');
    store.addUser(user('siti'), 'hash');
    store.addSession(session('a', { kind: 'user', user: 'budi' }));
    store.addSession(session('b', { kind: 'user', user: 'siti' }));
    store.addSession(session('c'));
  });

  it('are kept as they were given', () => {
    expect(store.session(hashSecret('a'))).toEqual(session('a', { kind: 'user', user: 'budi' }));
    expect(store.session(hashSecret('c'))).toEqual(session('c'));
    expect(store.session(hashSecret('d'))).toBeUndefined();
  });

  it('are prolonged, and not begun again when they have ended', () => {
    store.prolongSession(hashSecret('c'), T0 + 9_000_000);
    expect(store.session(hashSecret('c'))).toEqual(session('c', { expiresAt: T0 + 9_000_000 }));
    store.removeSession(hashSecret('c'));
    store.prolongSession(hashSecret('c'), T0 + 9_900_000);
    expect(store.session(hashSecret('c'))).toBeUndefined();
  });

  it.each<[what: string, change: Parameters<SqliteAccessStore['changeUser']>[1], left: readonly string[]]>([
    ['another password', { passwordHash: 'hash-2' }, ['b', 'c']],
    ['another role', { role: 'operator' }, ['b', 'c']],
    ['another scope', { scope: MAJENE }, ['b', 'c']],
    ['disabling', { disabled: true }, ['b', 'c']],
    ['the same role and scope', { role: 'viewer', scope: { kind: 'province' } }, ['a', 'b', 'c']],
    ['another display name', { displayName: 'B', lastLoginAt: T0 }, ['a', 'b', 'c']],
  ])('of a user after %s', (_, change, left) => {
    store.changeUser('budi', change);
    expect(alive()).toEqual(left);
  });

  it('end with the user, by themselves, and with their time', () => {
    store.removeUser('budi');
    expect(alive()).toEqual(['b', 'c']);
    store.removeSession(hashSecret('b'));
    expect(alive()).toEqual(['c']);
    store.prune(T0 + 3_599_999);
    expect(alive()).toEqual(['c']);
    store.prune(T0 + 3_600_000);
    expect(alive()).toEqual([]);
  });

  it('do not begin for a user who was removed or disabled while his password was verified', () => {
    store.changeUser('budi', { disabled: true });
    store.removeUser('siti');
    for (const name of ['budi', 'siti']) store.addSession(session(name, { kind: 'user', user: name }));
    expect(store.session(hashSecret('budi'))).toBeUndefined();
    expect(store.session(hashSecret('siti'))).toBeUndefined();
  });

  it(`are ${MOST_SESSIONS_EACH} at most of one user, the kiosk link or the token: none of them ends another's`, () => {
    const budi = session('budi', { kind: 'user', user: 'budi' });
    store.atomically(() => {
      store.addUser(user('budi'), 'hash');
      store.addUser(user('siti'), 'hash');
      store.addSession(budi);
      store.addSession(session('shared'));
      for (let number = 0; number < MOST_SESSIONS + 1; number++) {
        store.addSession(session(`k${number}`, { kind: 'kiosk' }));
        store.addSession(session(`s${number}`, { kind: 'user', user: 'siti' }));
      }
    });
    expect(store.session(budi.hash)).toEqual(budi);
    expect(store.session(hashSecret('shared'))).toBeDefined();
    for (const whose of ['k', 's']) {
      const firstKept = MOST_SESSIONS + 1 - MOST_SESSIONS_EACH;
      expect(store.session(hashSecret(`${whose}${firstKept - 1}`))).toBeUndefined();
      expect(store.session(hashSecret(`${whose}${firstKept}`))).toBeDefined();
    }
  });

  it(`are ${MOST_SESSIONS} at most, and the one that began first ends`, () => {
    store.atomically(() => {
      for (let number = 0; number < MOST_SESSIONS - 1; number++) {
        const name = `user-${number % (MOST_SESSIONS / MOST_SESSIONS_EACH)}`;
        if (!store.user(name)) store.addUser(user(name), 'hash');
        store.addSession(session(`s${number}`, { kind: 'user', user: name }));
      }
    });
    expect(alive()).toEqual(['c']);
    store.addSession(session('one more'));
    expect(alive()).toEqual([]);
    expect(store.session(hashSecret('s0'))).toBeDefined();
  });
});

describe('tokens', () => {
  it('are found by their hash alone, expired or not, and are gone when removed', () => {
    const reporter = token('laporan', { expiresAt: T0 - 1 });
    expect(store.addToken(reporter, hashSecret('x'))).toBe(true);
    expect(store.addToken(token('laporan'), hashSecret('y')), 'the name is taken').toBe(false);
    expect(store.addToken(token('lain'), hashSecret('x')), 'so is the secret').toBe(false);
    expect(store.tokenOf(hashSecret('x'))).toEqual(reporter);
    expect(store.tokenOf('laporan')).toBeUndefined();
    expect(store.tokens()).toEqual([reporter]);
    expect(store.removeToken('laporan')).toBe(true);
    expect(store.removeToken('laporan')).toBe(false);
    expect(store.tokenOf(hashSecret('x'))).toBeUndefined();
  });

  it('tell to the hour when they were last used', () => {
    store.addToken(token('mesin'), hashSecret('x'));
    const hour = 3_600_000 * Math.floor(T0 / 3_600_000);
    store.usedToken('mesin', hour + 1);
    store.usedToken('mesin', hour + 3_599_999);
    expect(store.tokens()[0]?.lastUsedAt).toBe(hour);
    store.usedToken('mesin', hour + 3_600_000);
    expect(store.tokens()[0]?.lastUsedAt).toBe(hour + 3_600_000);
    store.usedToken('tiada', hour);
    expect(store.tokens()).toHaveLength(1);
  });
});

describe('several changes as one', () => {
  it('are all kept, or none', () => {
    expect(() =>
      store.atomically(() => {
        store.addUser(user('budi'), 'hash');
        store.audit(entry('user.add'));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.users()).toEqual([]);
    expect(store.auditTrail({ limit: 1 })).toEqual([]);
    const made = store.atomically(() => {
      store.audit(entry('user.add'));
      return store.addUser(user('budi'), 'hash');
    });
    expect(made).toBe(true);
    expect(store.auditTrail({ limit: 1 })).toHaveLength(1);
  });
});

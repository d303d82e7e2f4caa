// Scopes as texts: whatever is kept comes back, and what is typed is looked at.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scope, scopeKey } from '../../../src/domain/access.ts';
import { siteId } from '../../../src/domain/ids.ts';
import { openAccessStoreBeside } from '../../../src/store/access/open.ts';
import { roleOf, scopeOf } from '../../../src/store/access/scope-text.ts';
import type { SqliteAccessStore } from '../../../src/store/access/sqlite-store.ts';
import { temporaryDirectory } from '../support/place.ts';
import { T0, user } from './support.ts';

describe('scopes', () => {
  it.each<[text: string, scope: Scope | undefined]>([
    ['province', { kind: 'province' }],
    ['regency:majene', { kind: 'regency', regency: siteId('majene') }],
    ['provider:ICON+', { kind: 'provider', provider: 'ICON+' }],
    ['provider:PT: Satu Dua', { kind: 'provider', provider: 'PT: Satu Dua' }],
    ['', undefined],
    ['Province', undefined],
    ['regency', undefined],
    ['regency:', undefined],
    ['regency:Majene', undefined],
    ['provider:', undefined],
    ['provider: ICON+', undefined],
    ['provider:A\nB', undefined],
    [`provider:${'x'.repeat(121)}`, undefined],
    ['village:tapango', undefined],
  ])('"%s" as typed', (text, scope) => {
    expect(scopeOf(text)).toEqual(scope);
    if (scope) expect(scopeKey(scope)).toBe(text);
  });

  it.each([
    ['viewer', 'viewer'],
    ['Admin', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('"%s" is the role %s', (text, role) => expect(roleOf(text)).toBe(role));
});

describe('a scope that is kept', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: SqliteAccessStore;
  beforeAll(() => {
    directory = temporaryDirectory();
    store = openAccessStoreBeside(directory.path, T0);
    store.addUser(user('budi'), 'hash');
  });
  afterAll(() => {
    store.close();
    directory.remove();
  });

  it('comes back as it was, whatever a provider is called', () => {
    const scopes = fc.oneof(
      fc.constant<Scope>({ kind: 'province' }),
      fc
        .stringMatching(/^[a-z0-9][a-z0-9._-]{0,63}$/)
        .map((id): Scope => ({ kind: 'regency', regency: siteId(id) })),
      fc.string({ unit: 'grapheme' }).map((provider): Scope => ({ kind: 'provider', provider })),
    );
    fc.assert(
      fc.property(scopes, (scope) => {
        store.changeUser('budi', { scope });
        expect(store.user('budi')?.scope).toEqual(scope);
        expect(store.users()).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });
});

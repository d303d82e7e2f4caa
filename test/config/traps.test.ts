// Where traps are received and whose are taken: defaults, mistakes, and that no console shows a secret.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { base, configOf, mistakesOf } from './support.ts';

const ENV = { C: 'rahasia-trap', K: 'kunci-rahasia', SHORT: 'pendek' };

function withTraps(traps: string): string {
  return base({ monitor: `monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2], traps: ${traps} }` });
}

describe('traps', () => {
  it('are received nowhere unless the configuration says whose', () => {
    expect(configOf(base()).traps).toBeUndefined();
  });

  it('are received at both families by default', () => {
    const { traps } = configOf(withTraps('{ communities: [!env C] }'), ENV);
    expect(traps).toMatchObject({
      listen: [
        { host: '0.0.0.0', port: 162 },
        { host: '::', port: 162 },
      ],
      users: [],
      perSecond: 50,
    });
    expect(traps?.communities.map((each) => each.reveal())).toEqual([ENV.C]);
  });

  it.each([
    ['10.76.0.9:10162', [{ host: '10.76.0.9', port: 10162 }]],
    ['"[fd76::9]:162"', [{ host: 'fd76::9', port: 162 }]],
    [
      '["0.0.0.0:162", "[::1]:1162"]',
      [
        { host: '0.0.0.0', port: 162 },
        { host: '::1', port: 1162 },
      ],
    ],
  ])('are received at %s', (listen, places) => {
    const { traps } = configOf(withTraps(`{ listen: ${listen}, communities: [!env C] }`), ENV);
    expect(traps?.listen).toEqual(places);
  });

  it.each([
    ['{ user: u, authKey: !env K }', { level: 'authNoPriv', authProtocol: 'sha256' }],
    [
      '{ user: u, authKey: !env K, privKey: !env K }',
      { level: 'authPriv', authProtocol: 'sha256', privProtocol: 'aes' },
    ],
    [
      '{ user: u, level: authNoPriv, authKey: !env K, privKey: !env K, authProtocol: sha512, privProtocol: aes256r }',
      { level: 'authNoPriv', authProtocol: 'sha512', privProtocol: 'aes256r' },
    ],
  ])('of user %s', (user, wanted) => {
    const [found] = configOf(withTraps(`{ users: [${user}] }`), ENV).traps?.users ?? [];
    expect(found).toMatchObject(wanted);
    expect(found?.authKey.reveal()).toBe(ENV.K);
  });

  it.each<[mistake: string, traps: string, told: readonly string[]]>([
    [
      'nobody',
      '{ perSecond: 10 }',
      ['traps: neither communities nor users, so that no trap would be taken; wanted one of them'],
    ],
    [
      'a place by name',
      '{ listen: "localhost:162", communities: [!env C] }',
      ['listen: found "localhost:162", wanted a literal address and a port such as 0.0.0.0:162 or [::]:162'],
    ],
    [
      'a secret in clear',
      '{ communities: [terbuka] }',
      ['community: the secret stands in the file, wanted !env NAME or !file PATH'],
    ],
    [
      'short keys',
      '{ users: [{ user: u, authKey: !env SHORT, privKey: !env SHORT }] }',
      [
        'authKey: shorter than 8 characters, which SNMP v3 does not allow',
        'privKey: shorter than 8 characters, which SNMP v3 does not allow',
      ],
    ],
    [
      'privacy without a key',
      '{ users: [{ user: u, level: authPriv, authKey: !env K }, { user: v, authKey: !env K, privProtocol: aes }] }',
      ['authPriv needs a privKey', 'a privProtocol needs a privKey beside it'],
    ],
    [
      'a user twice',
      '{ users: [{ user: u, authKey: !env K }, { user: u, authKey: !env K }] }',
      ['the user "u" is number 1 of this list already'],
    ],
  ])('tells of %s', (_, traps, told) => {
    expect(mistakesOf(withTraps(traps), ENV).map((line) => line.replace(/^[^ ]+ /, ''))).toEqual(told);
  });

  it('refuses a user without authentication by name', () => {
    const [mistake] = mistakesOf(
      withTraps('{ users: [{ user: u, level: noAuthNoPriv, authKey: !env K }] }'),
      ENV,
    );
    expect(mistake).toContain('authNoPriv or authPriv; traps that nobody signed are not taken');
  });

  it('keeps its secrets from every console', () => {
    const config = configOf(
      withTraps('{ communities: [!env C], users: [{ user: u, authKey: !env K, privKey: !env K }] }'),
      ENV,
    );
    const shown = inspect(config.traps, { depth: 20, showHidden: true }) + JSON.stringify(config.traps);
    expect(shown).not.toContain(ENV.C);
    expect(shown).not.toContain(ENV.K);
  });
});

// How SNMP credentials of defaults and links come together, and that no console shows them.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { base, configOf, mistakesOf } from './support.ts';

const ENV = { COMMUNITY: 'rahasia-sekali', KEY: 'kunci-rahasia', SHORT: 'pendek' };

function withSnmp(defaults: string, own: string): string {
  return base({
    links: `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber,
      device: { address: 10.76.5.1, snmp: ${own} } }`,
    defaults: `defaults: { snmp: ${defaults} }`,
  });
}

function accessOf(defaults: string, own: string): unknown {
  const [link] = configOf({ 'a.yaml': withSnmp(defaults, own) }, ENV).network.links.values();
  return link?.device.snmp?.access;
}

describe('SNMP credentials', () => {
  it.each([
    ['the defaults', '{ version: 2c, community: !env COMMUNITY }', '{ every: 30s }', '2c'],
    ['a user beside a community', '{ version: 2c, community: !env COMMUNITY }', '{ user: jalur }', '3'],
    ['a community beside a user', '{ user: jalur }', '{ community: !env COMMUNITY }', '2c'],
    [
      'a version that is said',
      '{ user: jalur, community: !env COMMUNITY }',
      '{ version: "1", community: !env COMMUNITY }',
      '1',
    ],
  ])('%s', (_, defaults, own, version) => {
    expect(accessOf(defaults, own)).toMatchObject({ version });
  });

  it('complains about a secret where it stands, once', () => {
    const mistakes = mistakesOf(withSnmp('{ community: terbuka }', '{ every: 30s }'), ENV);
    expect(mistakes).toEqual([
      'a.yaml:10:32: community: the secret stands in the file, wanted !env NAME or !file PATH',
    ]);
  });

  it('checks the keys of a v3 user beside a v2c default', () => {
    const mistakes = mistakesOf(
      {
        'a.yaml': withSnmp(
          '{ version: 2c, community: !env COMMUNITY }',
          '{ user: jalur, privKey: !env SHORT }',
        ),
      },
      ENV,
    );
    expect(mistakes.map((line) => line.replace(/^[^ ]+ /, ''))).toEqual([
      'privKey: shorter than 8 characters, which SNMP v3 does not allow',
      'a privKey needs an authKey beside it',
    ]);
  });

  it('are shown by no console', () => {
    const config = configOf(
      {
        'a.yaml': `${withSnmp('{ community: !env COMMUNITY }', '{ user: jalur, authKey: !env KEY }')}store: { influx: { url: "http://127.0.0.1:8086", token: !env KEY } }\n`,
      },
      ENV,
    );
    const shown = inspect(config, { depth: 20, showHidden: true });
    expect(shown).toContain('[secret]');
    for (const secret of Object.values(ENV)) expect(shown).not.toContain(secret);
    const token = config.influx?.token;
    expect([`${token}`, JSON.stringify({ token }), token?.reveal()]).toEqual([
      '[secret]',
      '{"token":"[secret]"}',
      ENV.KEY,
    ]);
  });
});

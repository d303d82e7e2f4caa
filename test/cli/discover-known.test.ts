// What is known before a discovery, and with what it asks.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { credentialsOf } from '../../src/cli/discover-credentials.ts';
import { knownFromConfig, knownFromDiscovery } from '../../src/cli/discover-known.ts';
import { linkId } from '../../src/domain/ids.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { inventoryTable } from '../../src/store/state/inventory-table.ts';
import { STATE_MIGRATIONS } from '../../src/store/state/schema.ts';
import { base, configOf } from '../config/support.ts';
import { inventory } from '../probe/discover/fakes.ts';

const directory = mkdtempSync(join(tmpdir(), 'jalur-discover-known-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const config = configOf(
  base({
    defaults: 'defaults: { snmp: { community: !env COMMON } }',
    links: `links:
  - { id: a, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 } }
  - { id: b, from: pusat, to: majene, medium: fiber, role: backup, device: { address: 10.76.5.2 } }
  - { id: c, from: pusat, to: majene, medium: vsat, role: backup, device: { address: 10.76.5.3, snmp: { community: !env OWN } } }`,
  }),
  { COMMON: 'common-secret', OWN: 'own-secret' },
);

describe('what is known', () => {
  it('comes from a configuration, with what the daemon keeps beside it', () => {
    const db = openDatabase({
      file: join(directory, 'state.db'),
      migrations: STATE_MIGRATIONS,
      synchronous: 'NORMAL',
    });
    inventoryTable(db).put(linkId('a'), {
      at: 1,
      inventory: inventory({ serial: 'S1', macs: ['aa:bb:cc:00:00:01'] }),
    });
    const known = knownFromConfig(config, directory);
    db.close();
    expect(known).toEqual([
      {
        id: 'a',
        addresses: ['10.76.5.1'],
        identity: { vendor: 'MikroTik', serial: 'S1' },
        macs: ['aa:bb:cc:00:00:01'],
      },
      { id: 'b', addresses: ['10.76.5.2'] },
      { id: 'c', addresses: ['10.76.5.3'] },
    ]);
    expect(knownFromConfig(config, undefined)[0]).toEqual({ id: 'a', addresses: ['10.76.5.1'] });
    expect(() => knownFromConfig(config, '/nowhere')).toThrow('is --data the directory of the daemon?');
  });

  it('comes from an earlier discovery', () => {
    const path = join(directory, 'before.json');
    writeFileSync(
      path,
      JSON.stringify({
        discovery: 1,
        devices: [{ id: 'x', addresses: ['10.0.0.1'], identity: { serial: 'S' }, macs: [] }],
      }),
    );
    expect(knownFromDiscovery(path)).toEqual([
      { id: 'x', addresses: ['10.0.0.1'], identity: { serial: 'S' }, macs: [] },
    ]);
    expect(() => knownFromDiscovery(join(directory, 'none.json'))).toThrow('cannot read');
  });
});

describe('credentials', () => {
  const communities = (list: readonly { readonly access: { readonly version: string } }[]) =>
    list.map(({ access }) => ('community' in access ? access.community : ''));

  it('are those of most links first, then those given; at a link its own', () => {
    const credentials = credentialsOf(config, ['given']);
    expect(communities(credentials.of('10.9.9.9'))).toEqual(['common-secret', 'own-secret', 'given']);
    expect(communities(credentials.of('10.76.5.3'))).toEqual(['own-secret', 'common-secret', 'given']);
    expect(credentials.leftOut).toBe(0);
  });

  it('are never more than three for a device, and those given are among them', () => {
    const credentials = credentialsOf(config, ['one', 'two']);
    expect(communities(credentials.of('10.9.9.9'))).toEqual(['common-secret', 'one', 'two']);
    expect(communities(credentials.of('10.76.5.3'))).toEqual(['own-secret', 'common-secret', 'one']);
    expect(credentials.leftOut).toBe(1);
    expect(() => credentialsOf(undefined, ['a', 'b', 'c', 'd'])).toThrow('at most 3');
  });

  it('have names that tell no secret', () => {
    expect(credentialsOf(config, ['given']).general).toEqual([
      'the community of a in the configuration',
      'the community of c in the configuration',
      'the community given',
    ]);
    const shown = inspect(credentialsOf(config, ['typed-secret']).of('10.76.5.1'), { depth: 5 });
    expect(shown).not.toContain('-secret');
  });
});

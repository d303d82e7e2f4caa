// How devices are asked by SNMP, names behind ids, and what the rest of a configuration is when it says little.

import { describe, expect, it } from 'vitest';
import { ENGINE_DEFAULTS, SEVERITY_DEFAULTS } from '../../src/config/defaults.ts';
import type { Link } from '../../src/domain/link.ts';
import { base, configOf } from './support.ts';

/** The only link of a province, with these keys and these defaults. */
function linkOf(keys: string, sections: Readonly<Record<string, string>> = {}): Link {
  const links = `links:\n  - { id: a, from: pusat, to: majene, ${keys} }`;
  const config = configOf(base({ links, ...sections }), { C: 'community', K: 'key-of-12-letters' });
  const [link] = config.network.links.values();
  if (!link) throw new Error('the link is missing');
  return link;
}
const DEVICE = 'device: { address: 10.76.5.1 }';

describe('SNMP', () => {
  const defaults = 'defaults: { snmp: { community: !env C } }';
  const device = (snmp: string): string => `medium: fiber, device: { address: 10.76.5.1, snmp: ${snmp} }`;

  it('is not asked without credentials, nor where the device says no', () => {
    expect(linkOf(`medium: fiber, ${DEVICE}`).device.snmp).toBeUndefined();
    expect(linkOf(device('false'), { defaults }).device.snmp).toBeUndefined();
  });

  it.each<[keys: string, access: object]>([
    ['{ user: u }', { version: '3', user: 'u', level: 'noAuthNoPriv' }],
    [
      '{ user: u, authKey: !env K }',
      { version: '3', user: 'u', level: 'authNoPriv', authProtocol: 'sha256', authKey: 'key-of-12-letters' },
    ],
    [
      '{ user: u, authKey: !env K, authProtocol: sha, privKey: !env K }',
      { level: 'authPriv', authProtocol: 'sha', privProtocol: 'aes', privKey: 'key-of-12-letters' },
    ],
    ['{ version: 1 }', { version: '1', community: 'community' }],
    ['{ version: "1" }', { version: '1', community: 'community' }],
  ])('%s', (snmp, access) => {
    expect(linkOf(device(snmp), { defaults }).device.snmp?.access).toMatchObject(access);
  });

  it('accepts answers from further addresses', () => {
    expect(linkOf(device('{ acceptFrom: any }'), { defaults }).device.snmp?.acceptFrom).toBe('any');
    expect(linkOf(device('{ acceptFrom: [10.1.1.1] }'), { defaults }).device.snmp?.acceptFrom).toEqual([
      '10.1.1.1',
    ]);
  });
});

describe('the rest', () => {
  it('provider and contract are told by name, the provider by way of the contract', () => {
    const link = linkOf(`medium: fiber, contract: k, ${DEVICE}`, {
      x: 'providers: [{ id: p, name: Penyedia }]\ncontracts: [{ id: k, name: Kontrak 2020, provider: p }]',
    });
    expect(link).toMatchObject({
      provider: 'Penyedia',
      contract: 'Kontrak 2020',
      name: 'Majene',
      role: 'primary',
    });
  });

  it('settings, severities, anchors and listening are those shipped', () => {
    const config = configOf(base());
    expect(config.network.settings).toEqual(ENGINE_DEFAULTS);
    expect(config.severities).toEqual(SEVERITY_DEFAULTS);
    expect(config.snmpSilentPolls).toBe(3);
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(config.network.anchors).toEqual([
      { address: '10.76.0.1', echo: { everyMs: 1_000, timeoutMs: 1_000 } },
      { address: '10.76.0.2', echo: { everyMs: 1_000, timeoutMs: 1_000 } },
    ]);
    expect(config.network.simulated).toBe(false);
    expect(config.influx).toBeUndefined();
  });

  it('a severity can be changed, and a rule switched off', () => {
    const config = configOf(
      base({ x: 'alerts: { severities: { link.down: critical, link.rebooted: off } }' }),
    );
    expect(config.severities['link.down']).toBe('critical');
    expect(config.severities['link.rebooted']).toBe('off');
    expect(config.severities['link.degraded']).toBe('minor');
  });
});

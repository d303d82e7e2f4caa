// What stands next to what, which of the two is above, and why.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundDevice } from '../../../src/probe/discover/device.ts';
import { evidenceOf } from '../../../src/probe/discover/evidence.ts';
import { proposeParents } from '../../../src/probe/discover/parents.ts';
import { around, device, inventory } from './fakes.ts';

const MAC = (last: number): string => `aa:bb:cc:00:00:0${last}`;

function proposed(devices: readonly FoundDevice[], near: readonly string[] = []) {
  return proposeParents(devices, evidenceOf(devices), near).map(({ child, parent, strength, evidence }) => ({
    child: devices[child]?.sysName,
    parent: devices[parent]?.sysName,
    strength,
    evidence,
  }));
}

const core = device('10.0.0.1', 'core', {
  rttMs: 0.4,
  inventory: inventory({ macs: [MAC(1)], addresses: ['10.0.0.1', '10.1.0.1 255.255.255.252'] }),
});

describe('a parent', () => {
  it.each<[by: string, child: FoundDevice, strength: string, evidence: RegExp]>([
    [
      'LLDP, by chassis',
      device('10.0.0.2', 'child', {
        rttMs: 3,
        inventory: inventory({
          macs: [MAC(2)],
          neighbours: [{ protocol: 'lldp', localIfIndex: 1, chassis: MAC(1), port: 'sfp1' }],
        }),
      }),
      'strong',
      /LLDP: child hears it on ether1, its port sfp1 \(chassis aa:bb:cc:00:00:01\)/,
    ],
    [
      'CDP, by address',
      device('10.0.0.2', 'child', {
        rttMs: 3,
        inventory: inventory({ neighbours: [{ protocol: 'cdp', localPort: 'Gi0/1', address: '10.1.0.1' }] }),
      }),
      'strong',
      /CDP: child hears it on Gi0\/1 \(address 10\.1\.0\.1\)/,
    ],
    [
      'MNDP, by name',
      device('10.0.0.2', 'child', {
        rttMs: 3,
        inventory: inventory({ neighbours: [{ protocol: 'mndp', name: 'CORE' }] }),
      }),
      'likely',
      /MNDP: child hears it \(name CORE\)/,
    ],
    [
      'a /30',
      device('10.0.0.2', 'child', {
        rttMs: 3,
        inventory: inventory({ addresses: ['10.1.0.2 255.255.255.252'] }),
      }),
      'strong',
      /10\.1\.0\.1 and 10\.1\.0\.2 are the two ends of 10\.1\.0\.0\/30/,
    ],
    [
      'its default route',
      device('10.0.0.2', 'child', {
        rttMs: 0.1,
        surroundings: around({
          defaultNextHops: ['10.1.0.1'],
          arp: [{ address: '10.1.0.1', mac: MAC(1), ifIndex: 1 }],
        }),
      }),
      'strong',
      /the default route of child leads to 10\.1\.0\.1/,
    ],
    [
      'ARP',
      device('10.0.0.2', 'child', {
        rttMs: 3,
        surroundings: around({ arp: [{ address: '10.1.0.1', mac: MAC(1), ifIndex: 7 }] }),
      }),
      'weak',
      /ARP: child has 10\.1\.0\.1 on interface 7/,
    ],
  ])('is proposed by %s', (_, child, strength, evidence) => {
    const [only, ...more] = proposed([core, child], ['10.0.0.1']);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ child: 'child', parent: 'core', strength });
    expect(only?.evidence.join('\n')).toMatch(evidence);
  });

  it.each<[what: string, hop: string, mac: string | undefined, kinds: string[]]>([
    ['an address that answered', '10.0.0.1', undefined, ['default-route']],
    ['an address that it only lists', '10.1.0.1', undefined, ['route']],
    ['the same, with its MAC in ARP', '10.1.0.1', MAC(1), ['default-route', 'arp']],
    ['an address that ARP has at another MAC', '10.1.0.1', MAC(9), []],
  ])('has a default route to %s', (_, hop, mac, kinds) => {
    const arp = mac === undefined ? [] : [{ address: hop, mac, ifIndex: 1 }];
    const child = device('10.0.0.2', 'child', { surroundings: around({ defaultNextHops: [hop], arp }) });
    expect(evidenceOf([core, child]).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('follows from steps to the anchors along a chain, whoever heard whom', () => {
    const hears = (chassis: string) => [{ protocol: 'lldp', chassis, localIfIndex: 1 }] as const;
    const middle = device('10.0.0.2', 'middle', {
      rttMs: 9,
      inventory: inventory({ macs: [MAC(2)], neighbours: [...hears(MAC(1)), ...hears(MAC(3))] }),
    });
    const end = device('10.0.0.3', 'end', { rttMs: 2, inventory: inventory({ macs: [MAC(3)] }) });
    const pairs = proposed([end, middle, core], ['10.1.0.1', '10.0.0.1']).map(({ child, parent }) => [
      child,
      parent,
    ]);
    expect(pairs).toEqual([
      ['end', 'middle'],
      ['middle', 'core'],
    ]);
  });

  it('is guessed by round-trip time at worst, and says so', () => {
    const child = device('10.0.0.2', 'child', {
      rttMs: 3,
      surroundings: around({ arp: [{ address: '10.0.0.1', mac: MAC(1), ifIndex: 1 }] }),
    });
    expect(proposed([core, child])).toMatchObject([
      {
        parent: 'core',
        strength: 'weak',
        evidence: [expect.stringMatching(/^ARP/), 'direction: core answers in 0.4 ms, child in 3.0 ms'],
      },
    ]);
  });

  it('is none where names are ambiguous, a network has three ends, or a device names itself', () => {
    const ends = [1, 2, 3].map((last) =>
      device(`10.9.0.${last}`, `end${last}`, {
        inventory: inventory({ addresses: ['10.5.0.1 255.255.255.252'] }),
      }),
    );
    expect(evidenceOf(ends)).toEqual([]);
    const twins = [
      device('10.0.0.5', 'twin'),
      device('10.0.0.6', 'twin'),
      device('10.0.0.7', 'x', {
        inventory: inventory({
          macs: [MAC(7)],
          neighbours: [
            { protocol: 'lldp', name: 'twin' },
            { protocol: 'lldp', chassis: MAC(7) },
          ],
        }),
      }),
    ];
    expect(evidenceOf(twins)).toEqual([]);
  });

  it('never makes a circle, and nothing has two', () => {
    const anyDevice = fc.record({
      rtt: fc.integer({ min: 1, max: 9 }),
      hears: fc.array(fc.nat(7), { maxLength: 4 }),
      up: fc.option(fc.nat(7), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyDevice, { minLength: 1, maxLength: 8 }), fc.boolean(), (specs, anchored) => {
        const devices = specs.map(({ rtt, hears, up }, index) =>
          device(`10.0.0.${index}`, `d${index}`, {
            rttMs: rtt,
            inventory: inventory({
              macs: [MAC(index)],
              neighbours: hears.map((other) => ({ protocol: 'lldp', chassis: MAC(other) })),
            }),
            surroundings: around(up === undefined ? {} : { defaultNextHops: [`10.0.0.${up}`] }),
          }),
        );
        const proposals = proposeParents(devices, evidenceOf(devices), anchored ? ['10.0.0.0'] : []);
        const parents = new Map(proposals.map(({ child, parent }) => [child, parent]));
        expect(parents.size).toBe(proposals.length);
        for (const start of parents.keys()) {
          let steps = 0;
          for (let at: number | undefined = start; at !== undefined; at = parents.get(at))
            expect(++steps).toBeLessThanOrEqual(devices.length);
        }
        for (const { evidence } of proposals) expect(evidence.length).toBeGreaterThan(0);
      }),
    );
  });
});

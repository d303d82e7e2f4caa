// Whose a trap is.

import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { TrapSenders } from '../../src/app/trap-senders.ts';
import { linkId } from '../../src/domain/ids.ts';
import { type LinkSketch, networkOf } from '../support/network.ts';

const A = linkId('a');
const B = linkId('b');
const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;
const LINKS: readonly LinkSketch[] = [
  {
    id: 'a',
    from: 'hq',
    to: 'r1',
    device: { address: '10.0.0.1', snmp: { ...SNMP, acceptFrom: ['10.9.9.9', '2001:DB8::1'] } },
  },
  { id: 'b', from: 'hq', to: 'r2', device: { address: '10.0.0.2', snmp: { ...SNMP, acceptFrom: 'any' } } },
  { id: 'a2', from: 'hq', to: 'r3', device: { address: '10.0.0.1' } },
  { id: 'gone', from: 'hq', to: 'r4', stage: 'retired', device: { address: '10.0.0.4' } },
  { id: 'beats', from: 'hq', to: 'r5', device: { beat: { everyMs: 60_000 } } },
];

describe('the senders of traps', () => {
  let senders: TrapSenders;
  beforeEach(() => {
    senders = new TrapSenders();
    senders.plan(networkOf(LINKS));
    senders.learn(A, ['10.0.0.1', '172.16.0.1', '192.168.88.1', '127.0.0.1', '0.0.0.0']);
    senders.learn(B, ['172.16.0.2', '192.168.88.1', '10.0.0.1']);
  });

  it.each([
    ['the address of one device', '10.0.0.2', ['b']],
    ['the address of the device of two links, whoever else says so', '10.0.0.1', ['a', 'a2']],
    ['an address answers are taken from', '10.9.9.9', ['a']],
    ['the same of IPv6, in its canonical form', '2001:db8::1', ['a']],
    ['an address a device told', '172.16.0.2', ['b']],
    ['an address two devices told', '192.168.88.1', []],
    ['a loopback address', '127.0.0.1', []],
    ['no address', '0.0.0.0', []],
    ['the device of a retired link', '10.0.0.4', []],
    ['anybody else', '203.0.113.9', []],
  ])('%s', (_, address, links) => {
    expect(senders.linksOf(address)).toEqual(links);
    expect(senders.addresses().includes(address)).toBe(links.length > 0);
  });

  it('take what a device tells later for all it has', () => {
    senders.learn(B, ['172.16.0.9']);
    expect(senders.linksOf('172.16.0.2')).toEqual([]);
    expect(senders.linksOf('172.16.0.9')).toEqual(['b']);
    expect(senders.linksOf('192.168.88.1')).toEqual(['a']);
  });

  it('forget what links told that are gone', () => {
    senders.plan(networkOf(LINKS.filter(({ id }) => id !== 'b')));
    expect(senders.linksOf('172.16.0.2')).toEqual([]);
    expect(senders.linksOf('10.0.0.2')).toEqual([]);
    expect(senders.linksOf('192.168.88.1')).toEqual(['a']);
  });

  it('keep at most 64 addresses of one device', () => {
    const before = senders.addresses().length;
    senders.learn(
      B,
      Array.from({ length: 1_000 }, (_, index) => `10.1.${Math.floor(index / 250)}.${index % 250}`),
    );
    expect(senders.addresses().length).toBeLessThanOrEqual(before + 64);
  });

  it('know somebody for exactly the addresses they name, in whatever order devices told theirs', () => {
    const address = fc.integer({ min: 1, max: 12 }).map((last) => `172.31.0.${last}`);
    const told = fc.tuple(fc.constantFrom('a', 'b', 'a2').map(linkId), fc.array(address, { maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(told, { maxLength: 20 }), (tellings) => {
        const subject = new TrapSenders();
        subject.plan(networkOf(LINKS));
        for (const [link, addresses] of tellings) subject.learn(link, addresses);
        const last = new Map(tellings);
        const named = new Set(subject.addresses());
        for (let n = 1; n <= 12; n++) {
          const one = `172.31.0.${n}`;
          const owners = [...last].flatMap(([link, addresses]) => (addresses.includes(one) ? [link] : []));
          expect(subject.linksOf(one)).toEqual(owners.length === 1 ? owners : []);
          expect(named.has(one)).toBe(owners.length === 1);
        }
      }),
    );
  });
});

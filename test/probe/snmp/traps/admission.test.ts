// Who is read: by sender first, then for all together, and the plan's devices whatever strangers do.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Admission, type Admittance, TokenBucket } from '../../../../src/probe/snmp/traps/admission.ts';

/** How many of `count` datagrams, sent within `forMs`, are admitted. */
function admitted(admission: Admission, senders: (i: number) => string, count: number, forMs = 0): number {
  let taken = 0;
  for (let i = 0; i < count; i++)
    if (admission.admit(senders(i), (i * forMs) / count) === 'admitted') taken++;
  return taken;
}

describe('a sender', () => {
  it('has twice its rate at once, then its rate', () => {
    const admission = new Admission(50, 0);
    expect(admitted(admission, () => 'a', 10_000)).toBe(100);
    expect(admission.admit('a', 0)).toBe<Admittance>('source-rate');
    expect(admission.admit('a', 20)).toBe<Admittance>('admitted');
    expect(admission.admit('a', 20)).toBe<Admittance>('source-rate');
  });

  it('that floods costs the others nothing', () => {
    const admission = new Admission(50, 0);
    expect(admitted(admission, () => 'flood', 100_000, 10_000)).toBeLessThanOrEqual(600);
    expect(admission.admit('b', 10_000)).toBe<Admittance>('admitted');
  });

  it('is forgotten when too many others came after it', () => {
    const admission = new Admission(1, 0);
    admission.expect([]);
    for (let i = 0; i < 100_000; i++) admission.admit(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, i);
    expect(admission.senders).toBe(4_096);
  });
});

describe('all together', () => {
  it('devices have 2,000 at once', () => {
    const admission = new Admission(1_000, 0);
    expect(admitted(admission, (i) => `10.0.${i >> 8}.${i & 255}`, 10_000)).toBe(2_000);
    expect(admission.admit('10.9.9.9', 0)).toBe<Admittance>('total-rate');
  });

  it('strangers, forged ones included, take no place from devices', () => {
    const admission = new Admission(50, 0);
    admission.expect(['10.76.5.1']);
    expect(admitted(admission, (i) => `10.0.${i >> 8}.${i & 255}`, 10_000)).toBe(200);
    expect(admission.admit('10.76.5.1', 0)).toBe<Admittance>('admitted');
    admission.expect([]);
    expect(admission.admit('10.76.5.1', 0)).toBe<Admittance>('total-rate');
  });
});

it('a bucket never gives more than its burst and what time earned', () => {
  const steps = fc.array(fc.nat(500), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 200 }),
      steps,
      (perSecond, burst, waits) => {
        const bucket = new TokenBucket({ perSecond, burst }, 0);
        let nowMs = 0;
        let taken = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (bucket.take(nowMs)) taken++;
        }
        expect(taken).toBeLessThanOrEqual(burst + (nowMs * perSecond) / 1_000 + 1e-6);
      },
    ),
  );
});

it('a clock that went back earns nothing and takes nothing', () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 2 }, 1_000);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, false]);
});

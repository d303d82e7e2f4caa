// The pure parts of delivery, as tables: back-off, the token bucket, who goes into a digest, and the sentence of a fault.

import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/notify/deliver/backoff.ts';
import { TokenBucket } from '../../../src/notify/deliver/bucket.ts';
import { planDigests } from '../../../src/notify/deliver/digest-plan.ts';
import { deliveryFault } from '../../../src/notify/deliver/faults.ts';
import type { Waiting } from '../../../src/notify/outbox/port.ts';
import { waitingOf } from '../../../src/notify/outbox/waiting.ts';
import { seededRandom } from '../../../src/runtime/random.ts';
import { messageOf, postingOf, T0 } from '../support/postings.ts';

describe('backoffMs()', () => {
  it.each([
    { name: 'first', failures: 1, chance: 0.5, asked: 0, wanted: 500 },
    { name: 'doubles', failures: 4, chance: 0.5, asked: 0, wanted: 4_000 },
    { name: 'is 5 min at most', failures: 40, chance: 0.999, asked: 0, wanted: 299_700 },
    { name: 'is 5 min at most for ever', failures: 1e9, chance: 1, asked: 0, wanted: 300_000 },
    { name: 'full jitter may be none', failures: 9, chance: 0, asked: 0, wanted: 0 },
    { name: 'what was asked for is the least', failures: 1, chance: 0.5, asked: 17_000, wanted: 17_000 },
    { name: 'chance may be more than asked', failures: 9, chance: 0.5, asked: 17_000, wanted: 128_000 },
    { name: 'an absurd request is cut', failures: 1, chance: 0, asked: 1e15, wanted: 3_600_000 },
  ])('$name', ({ failures, chance, asked, wanted }) => {
    expect(backoffMs(failures, () => chance, asked)).toBeCloseTo(wanted);
  });
});

describe('a token bucket', () => {
  it.each([1, 3, 20, 600])(
    'of %i lets no more through in any minute, and that many in the long run',
    (perMinute) => {
      const bucket = new TokenBucket(perMinute, 0);
      const sent: number[] = [];
      for (let now = 0; now < 3_600_000; ) {
        const waitMs = bucket.waitMs(now);
        if (waitMs > 0) now += waitMs;
        else {
          bucket.take(now);
          sent.push(now);
        }
      }
      const most = Math.max(perMinute, 2);
      for (const [index, at] of sent.entries()) {
        const after = sent[index + most];
        if (after !== undefined) expect(after - at, `from ${at} ms`).toBeGreaterThanOrEqual(59_990);
      }
      expect(sent.length).toBeGreaterThanOrEqual((Math.max(1, perMinute / 2) * 60_000 * 59) / 60_000);
    },
  );

  it('fills no further than full, and stands still when time does', () => {
    const bucket = new TokenBucket(10, 0);
    expect(bucket.allowance(1e9)).toBe(10);
    for (let i = 0; i < 5; i++) bucket.take(1e9);
    expect(bucket.allowance(1e9)).toBe(5);
    expect(bucket.waitMs(1e9 - 5_000), 'an earlier time gives nothing').toBe(12_000);
  });
});

describe('planDigests()', () => {
  let seq = 0;
  const waiting = (message: Parameters<typeof messageOf>[1], changes: Partial<Waiting> = {}): Waiting => {
    seq++;
    return {
      ...waitingOf(seq, postingOf('a', messageOf(`m${seq}`, { alert: seq, ...message }))),
      ...changes,
    };
  };
  const plan = (all: readonly Waiting[], input: Partial<Parameters<typeof planDigests>[0]> = {}) =>
    planDigests({ waiting: all, at: T0 + 1_000, storm: false, allowance: 20, ...input });

  it('puts three together, or two of which one is older than five minutes, and never one', () => {
    const three = [waiting({}), waiting({}), waiting({})];
    const two = three.slice(0, 2);
    expect(plan(three)).toEqual([three]);
    expect(plan(two)).toEqual([]);
    expect(plan(two, { at: T0 + 300_001 })).toEqual([two]);
    expect(plan(two, { storm: true })).toEqual([two]);
    expect(plan(three.slice(0, 1), { at: T0 + 1e7 })).toEqual([]);
  });

  it('keeps recipients and locales apart', () => {
    const budi = [1, 2, 3].map(() => waiting({ recipients: ['budi'] }));
    const english = [1, 2, 3].map(() => waiting({ locale: 'en' }));
    const alone = waiting({ recipients: ['sari'] });
    expect(plan([...budi, alone, ...english])).toEqual([budi, english]);
  });

  it('lets the first critical beginnings go before it, as many as the rate allows with the digest', () => {
    const all = [1, 2, 3, 4, 5].map((n) => waiting({ severity: n === 1 ? 'minor' : 'critical' }));
    const rest = (allowance: number) =>
      plan(all, { allowance })[0]?.map(({ seq: each }) => all.findIndex((one) => one.seq === each));
    expect(rest(20)).toEqual([0, 4]);
    expect(rest(3)).toEqual([0, 3, 4]);
    expect(rest(1)).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps a beginning together with its end', () => {
    const over = [
      waiting({ severity: 'critical', alert: 7 }),
      waiting({ severity: 'critical', alert: 7, kind: 'cleared' }),
      waiting({ severity: 'critical', alert: 8 }),
      waiting({ alert: 9 }),
    ];
    expect(plan(over)[0]?.map(({ alert }) => alert)).toEqual([7, 7, 9]);
  });

  it('leaves digests, tests and what may have been delivered on their own', () => {
    const plain = [waiting({}), waiting({})];
    const others = [waiting({ kind: 'digest' }), waiting({ kind: 'test' }), waiting({}, { unproven: 1 })];
    expect(plan([...others, ...plain], { at: T0 + 1e6 })).toEqual([plain]);
    expect(plan([...others, ...plain], { storm: true }), 'one digest waits already').toEqual([]);
  });
});

describe('deliveryFault()', () => {
  const fine = { id: 'sms', expired: false, dropped: false };
  it('is none while everything works, or fails for less than two minutes', () => {
    const failing = { forMs: 119_999, detail: 'connect ECONNREFUSED' };
    expect(deliveryFault([fine, { ...fine, failing }], undefined)).toBeUndefined();
  });

  it('names everything that is wrong, and has no figure that grows', () => {
    const failing = { forMs: 1e7, detail: 'connect ECONNREFUSED' };
    const bad = { id: 'mail', failing, refused: '550 no such user', expired: true, dropped: true };
    expect(deliveryFault([fine, bad], 'write the outbox: disk full')).toBe(
      'channel "mail" has failed for more than 2 minutes: connect ECONNREFUSED; channel "mail" refused a message: ' +
        '550 no such user; messages for channel "mail" were not delivered in time and given up; messages for channel ' +
        '"mail" were dropped; write the outbox: disk full',
    );
  });
});

it('back-off with real chance spreads over its whole range', () => {
  const random = seededRandom(3);
  const pauses = Array.from({ length: 500 }, () => backoffMs(5, random));
  expect(Math.min(...pauses)).toBeLessThan(1_000);
  expect(Math.max(...pauses)).toBeGreaterThan(15_000);
  expect(Math.max(...pauses)).toBeLessThan(16_000);
});

// One echo's life and death, in virtual time: the prober is told what the wire did, and its verdicts are looked at.

import { beforeEach, describe, expect, it } from 'vitest';
import { FLAG_BURST, FLAG_TAINTED } from '../../../src/domain/echo.ts';
import { ParsedIcmp } from '../../../src/probe/icmp/child/parse.ts';
import { SLOTS } from '../../../src/probe/icmp/child/slots.ts';
import { FakeWire } from './fake-wire.ts';

const TARGET = { key: 7, address: 0x0100000a, everyMs: 1_000, timeoutMs: 500, phaseMs: 0 };
const ANSWERED = 0;
const LOST = 1;
const UNREACHABLE = 2;

let wire: FakeWire;
beforeEach(() => {
  wire = new FakeWire(10_000);
});

describe('schedule', () => {
  it('sends each target at its phase of the monotonic clock, and keeps it', () => {
    wire.set({ ...TARGET, phaseMs: 250 });
    wire.passTo(14_000);
    expect(wire.sent.map(({ atMs }) => atMs)).toEqual([10_250, 11_250, 12_250, 13_250]);
  });

  it('goes on in phase after a stall, without making up for what it missed', () => {
    wire.set(TARGET);
    wire.passTo(10_500);
    wire.jumpTo(14_700);
    wire.passTo(16_000);
    expect(wire.sent.map(({ atMs }) => atMs)).toEqual([10_000, 15_000, 16_000]);
  });

  it('keeps what is in flight when only the cadence changes, and drops it when the address does', () => {
    wire.set({ ...TARGET, timeoutMs: 5_000 });
    wire.passTo(10_001);
    wire.set({ ...TARGET, everyMs: 60_000, timeoutMs: 5_000, phaseMs: 1_000 });
    wire.reply(0, 10_100);
    expect(wire.verdicts).toMatchObject([{ key: 7, outcome: ANSWERED, rttMs: 100 }]);
    wire.set(TARGET);
    wire.passTo(11_001);
    wire.set({ ...TARGET, address: 0x0200000a });
    wire.reply(1, 11_050);
    expect(wire.verdicts).toHaveLength(1);
    expect(wire.prober.slots.outstanding).toBe(0);
  });

  it('says nothing more of a dropped target', () => {
    wire.set(TARGET);
    wire.burst(7, 100);
    wire.passTo(10_250);
    const before = wire.sent.length;
    wire.prober.drop(7);
    wire.passTo(15_000);
    expect(wire.sent).toHaveLength(before);
    expect(wire.verdicts).toEqual([]);
    expect(wire.prober.slots.outstanding).toBe(0);
  });
});

describe('burst', () => {
  it('echoes at once and then at its own pace, flagged, beside the plan', () => {
    wire.set({ ...TARGET, phaseMs: 500 });
    wire.passTo(10_100);
    wire.burst(7, 200);
    wire.passTo(10_700);
    expect(wire.sent.map(({ atMs }) => atMs)).toEqual([10_100, 10_300, 10_500, 10_500, 10_700]);
    wire.burst(7, 0);
    wire.passTo(13_000);
    expect(wire.sent.map(({ atMs }) => atMs).slice(5)).toEqual([11_500, 12_500]);
    const flags = wire.verdicts.map((verdict) => verdict.flags);
    expect(flags.filter((bits) => bits === FLAG_BURST)).toHaveLength(4);
  });

  it('is not begun again by the same order, and is ignored for an unknown key', () => {
    wire.set({ ...TARGET, phaseMs: 900 });
    wire.burst(7, 300);
    wire.passTo(10_100);
    wire.burst(7, 300);
    wire.burst(8, 300);
    wire.passTo(10_200);
    expect(wire.sent.map(({ atMs }) => atMs)).toEqual([10_000]);
  });
});

describe('verdict', () => {
  beforeEach(() => {
    wire.set(TARGET);
    wire.passTo(10_001);
  });

  it('is an answer with the round-trip time from the kernel stamp', () => {
    wire.passTo(10_100);
    wire.reply(0, 10_012.5);
    expect(wire.verdicts).toEqual([{ key: 7, sentMs: 10_000, rttMs: 12.5, outcome: ANSWERED, flags: 0 }]);
  });

  it('is lost after the timeout; a reply after that is late, a second one too', () => {
    wire.passTo(10_510);
    expect(wire.verdicts).toEqual([{ key: 7, sentMs: 10_000, rttMs: Number.NaN, outcome: LOST, flags: 0 }]);
    wire.reply(0, 10_505);
    expect(wire.prober.counts).toMatchObject({ late: 1, lost: 1, received: 0 });
    expect(wire.verdicts).toHaveLength(1);
  });

  it('is lost when the stamp shows that the reply exceeded the timeout, though it was read before expiry', () => {
    wire.reply(0, 10_500.1);
    expect(wire.verdicts).toMatchObject([{ outcome: LOST, flags: 0 }]);
  });

  it('counts the second reply as a duplicate', () => {
    wire.reply(0, 10_010);
    wire.reply(0, 10_011);
    expect(wire.verdicts).toHaveLength(1);
    expect(wire.prober.counts).toMatchObject({ received: 1, duplicates: 1 });
  });

  it.each([
    ['the address', { address: 0x0900000a }],
    ['the identifier', { id: 3 }],
    ['the generation', { generation: 77 }],
  ])('is not given for a reply with %s of another', (_, change) => {
    wire.reply(0, 10_010, change);
    expect(wire.verdicts).toEqual([]);
    expect(wire.prober.counts.strays).toBe(1);
  });

  it('is the ICMP error, even one that quotes our header only; without waiting for the timeout', () => {
    wire.reply(0, 10_003, { outcome: UNREACHABLE, hasPayload: false, generation: 0 });
    expect(wire.verdicts).toMatchObject([{ outcome: UNREACHABLE, flags: 0 }]);
    expect(wire.verdicts[0]?.rttMs).toBeNaN();
  });

  it('is never 0 or less by the blur of a send time, and worthless when it is far below', () => {
    wire.reply(0, 9_999.9);
    wire.passTo(11_001);
    wire.reply(1, 10_990);
    expect(wire.verdicts).toMatchObject([
      { rttMs: 0, flags: 0 },
      { rttMs: 0, flags: FLAG_TAINTED },
    ]);
  });
});

describe('own faults', () => {
  it('taint the loss of what was in flight while we stood still, and nothing later', () => {
    wire.set({ ...TARGET, timeoutMs: 900 });
    wire.passTo(10_001);
    wire.jumpTo(12_300);
    wire.passTo(14_000);
    expect(wire.verdicts).toMatchObject([
      { sentMs: 10_000, outcome: LOST, flags: FLAG_TAINTED },
      { sentMs: 13_000, outcome: LOST, flags: 0 },
    ]);
  });

  it('leave an answer stamped during the stall alone, and taint one stamped at its end', () => {
    wire.set({ ...TARGET, timeoutMs: 9_000 });
    wire.passTo(10_001);
    wire.set({ ...TARGET, key: 8, timeoutMs: 9_000 });
    wire.passTo(11_001);
    wire.prober.distrustStamps(12_000);
    wire.reply(0, 10_020);
    wire.reply(1, 11_999);
    expect(wire.verdicts.map(({ flags }) => flags)).toEqual([0, FLAG_TAINTED]);
  });

  it('taint losses when the kernel dropped packets, not answers', () => {
    wire.set(TARGET);
    wire.set({ ...TARGET, key: 8 });
    wire.passTo(10_001);
    wire.prober.distrustSilence(10_100);
    wire.reply(0, 10_099);
    wire.passTo(10_600);
    expect(wire.verdicts).toMatchObject([
      { outcome: ANSWERED, flags: 0 },
      { outcome: LOST, flags: FLAG_TAINTED },
    ]);
  });

  it('name a send that failed: no route is a verdict, the rest is tainted and counted', () => {
    wire.sendFailure = 'no-route';
    wire.set(TARGET);
    wire.passTo(10_001);
    wire.sendFailure = 'own-fault';
    wire.passTo(11_001);
    expect(wire.verdicts).toMatchObject([
      { outcome: 4, flags: 0 },
      { outcome: LOST, flags: FLAG_TAINTED },
    ]);
    expect(wire.prober.counts).toMatchObject({ sendErrors: 1, tainted: 1, sent: 0 });
  });

  it('refuse an echo beyond the bound of those in flight, as tainted', () => {
    for (let slot = 0; slot < SLOTS; slot++) wire.prober.slots.take();
    wire.set(TARGET);
    wire.passTo(10_001);
    expect(wire.sent).toEqual([]);
    expect(wire.verdicts).toMatchObject([{ key: 7, outcome: LOST, flags: FLAG_TAINTED }]);
    expect(wire.prober.counts.sendErrors).toBe(1);
  });
});

describe('slots', () => {
  it('come back last, under a new generation: a reply to the earlier use is a stray', () => {
    wire.set(TARGET);
    wire.passTo(10_600);
    const first = wire.sent[0];
    const { slots } = wire.prober;
    for (let use = 0; use < SLOTS; use++) slots.end(slots.take(), 0);
    expect(slots.generation[first?.slot ?? 0]).not.toBe(first?.generation);
    const message = new ParsedIcmp();
    Object.assign(message, {
      sequence: first?.slot,
      id: first?.id,
      generation: first?.generation,
      hasPayload: true,
    });
    wire.prober.received(message, 10_002, false);
    expect(wire.prober.counts.strays).toBe(1);
  });

  it('are all different while in flight', () => {
    const { slots } = wire.prober;
    const taken = Array.from({ length: SLOTS }, () => slots.take());
    expect(new Set(taken).size).toBe(SLOTS);
    expect(slots.take()).toBe(-1);
    slots.end(123, 0);
    expect(slots.take()).toBe(123);
  });
});

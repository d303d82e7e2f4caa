// What leaves the receiver's thread: traps in bounded batches, and refusals once a minute.

import { describe, expect, it } from 'vitest';
import type { Trap } from '../../../../src/domain/trap.ts';
import { TrapOutlet } from '../../../../src/probe/snmp/traps/outlet.ts';
import { RefusalTally } from '../../../../src/probe/snmp/traps/refusals.ts';
import { FakeTimers } from '../../../support/fake-timers.ts';

const trap = (number: number): Trap => ({ kind: 'other', trapOid: `1.${number}`, from: '10.76.5.1' });

function outlet(): {
  readonly own: TrapOutlet;
  readonly timers: FakeTimers;
  readonly batches: (readonly Trap[])[];
  readonly dropped: Trap[];
} {
  const timers = new FakeTimers();
  const batches: (readonly Trap[])[] = [];
  const dropped: Trap[] = [];
  const own = new TrapOutlet({
    timers,
    post: (traps) => batches.push(traps),
    onDrop: (each) => dropped.push(each),
  });
  return { own, timers, batches, dropped };
}

describe('traps', () => {
  it('the first goes at once, those of the next 50 ms together', async () => {
    const { own, timers, batches } = outlet();
    own.put(trap(1));
    own.taken();
    own.put(trap(2));
    own.put(trap(3));
    expect(batches).toEqual([[trap(1)]]);
    await timers.advance(50);
    expect(batches).toEqual([[trap(1)], [trap(2), trap(3)]]);
    own.taken();
    await timers.advance(500);
    own.put(trap(4));
    expect(batches[2]).toEqual([trap(4)]);
  });

  it('wait for a daemon that is busy, and the oldest go', async () => {
    const { own, timers, batches, dropped } = outlet();
    for (let i = 0; i < 1_500; i++) own.put(trap(i));
    await timers.advance(10_000);
    expect(batches).toHaveLength(1);
    expect(dropped.map(({ trapOid }) => trapOid)).toEqual(
      Array.from({ length: 499 }, (_, i) => `1.${i + 1}`),
    );
    own.taken();
    expect(batches[1]).toHaveLength(1_000);
    expect(batches[1]?.at(-1)).toEqual(trap(1_499));
  });

  it('go nowhere once it is closed', async () => {
    const { own, timers, batches } = outlet();
    own.put(trap(1));
    own.put(trap(2));
    own.close();
    own.put(trap(3));
    await timers.advance(1_000);
    expect(batches).toEqual([[trap(1)]]);
    expect(timers.pending).toBe(0);
  });
});

describe('refusals', () => {
  it('are told at once, then once a minute, by source and reason', () => {
    const tally = new RefusalTally();
    expect(tally.due(0)).toBeUndefined();
    tally.note('a', 'community');
    expect(tally.due(1)).toEqual({ refused: [{ source: 'a', reason: 'community', count: 1 }], others: 0 });
    for (let i = 0; i < 3; i++) tally.note('a', 'community');
    tally.note('b', 'digest');
    expect(tally.due(60_000)).toBeUndefined();
    expect(tally.due(60_001)).toEqual({
      refused: [
        { source: 'a', reason: 'community', count: 3 },
        { source: 'b', reason: 'digest', count: 1 },
      ],
      others: 0,
    });
  });

  it('of more sources than are named are summed', () => {
    const tally = new RefusalTally();
    for (let i = 0; i < 100_000; i++) tally.note(`source ${i}`, 'total-rate');
    const report = tally.due(0);
    expect(report?.refused).toHaveLength(20);
    expect(report?.others).toBe(100_000 - 20);
  });
});

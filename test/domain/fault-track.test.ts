// A fault of the monitor is told when it stays, and over when it stays away.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultTrack, isBeyond } from '../../src/domain/fault-track.ts';

const PATIENCE = { raiseAfter: 3, endAfter: 2 };

/** One letter a check: x a fault, . none. Upper row: what is told after it. */
const CASES = [
  { name: 'raised at the third check in a row', found: 'xxx', told: '..x' },
  { name: 'a check without it starts the count anew', found: 'xx.xx.', told: '......' },
  { name: 'ended at the second check without', found: 'xxx..', told: '..xx.' },
  { name: 'one check without it ends nothing', found: 'xxx.x.x', told: '..xxxxx' },
  { name: 'raised again only after three more', found: 'xxx..xxx', told: '..xx...x' },
];

describe('FaultTrack', () => {
  it.each(CASES)('$name', ({ found, told }) => {
    const track = new FaultTrack(PATIENCE);
    const seen = [...found].map((each) => track.take(each === 'x' ? 'late' : undefined));
    expect(seen.map((each) => (each === undefined ? '.' : 'x')).join('')).toBe(told);
  });

  it('keeps saying what it said when it was raised', () => {
    const track = new FaultTrack({ raiseAfter: 1, endAfter: 2 });
    expect([track.take('210 ms'), track.take('250 ms')]).toEqual(['210 ms', '210 ms']);
  });

  it('takes up what an earlier run told, and ends it after as many checks', () => {
    const track = new FaultTrack(PATIENCE, 'disk');
    expect([track.told, track.take(undefined), track.take(undefined)]).toEqual(['disk', 'disk', undefined]);
  });

  it('never turns sooner than its patience allows, whatever is found', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (found) => {
        const track = new FaultTrack(PATIENCE);
        let before: string | undefined;
        found.forEach((each, at) => {
          const told = track.take(each ? 'x' : undefined);
          if (told !== before) {
            const needed = told === undefined ? PATIENCE.endAfter : PATIENCE.raiseAfter;
            const last = found.slice(at + 1 - needed, at + 1);
            expect(last, `turned at check ${at}`).toEqual(Array(needed).fill(told !== undefined));
          }
          before = told;
        });
      }),
    );
  });
});

it('isBeyond() raises above one value, and clears below the other', () => {
  const limit = { raise: 200, clear: 100 };
  expect([200, 201].map((value) => isBeyond(value, limit, false))).toEqual([false, true]);
  expect([100, 101].map((value) => isBeyond(value, limit, true))).toEqual([false, true]);
});

// For any sequence of transitions, however back-dated, intervals tile time and the newest word holds.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { LINK_STATES } from '../../../src/domain/state.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const LINKS = ['a', 'b', 'c'];
const transition = fc.record({
  link: fc.constantFrom(...LINKS),
  state: fc.constantFrom(...LINK_STATES),
  from: fc.integer({ min: 0, max: 1_000 }),
  ownStep: fc.boolean(),
});

describe('intervals', () => {
  it('tile time from the first start, with one open at the end', () => {
    const directory = temporaryDirectory();
    const { store } = openStateStore(directory.path, { clock: standingClock(0), log: rememberingLog() });
    let run = 0;
    try {
      fc.assert(
        fc.property(fc.array(transition, { minLength: 1, maxLength: 30 }), (transitions) => {
          run++;
          const name = (link: string) => `${link}-${run}`;
          let step: ReturnType<typeof stateEvent>[] = [];
          for (const { link, state, from, ownStep } of transitions) {
            step.push(stateEvent(name(link), state, from));
            if (ownStep) {
              expect(store.commit(step).failure).toBeUndefined();
              step = [];
            }
          }
          expect(store.commit(step).failure).toBeUndefined();
          for (const link of LINKS) {
            const own = transitions.filter((each) => each.link === link);
            const intervals = store.intervals(linkId(name(link)), -1, 2_000);
            expect(intervals.length).toBeLessThanOrEqual(own.length);
            expect(intervals.at(-1)?.state).toBe(own.at(-1)?.state);
            if (own.length > 0) expect(intervals[0]?.from).toBe(own[0]?.from);
            for (const [index, interval] of intervals.entries()) {
              expect(interval.to).toBe(intervals[index + 1]?.from);
              expect(interval.from).toBeLessThan(interval.to ?? Number.POSITIVE_INFINITY);
            }
          }
        }),
        { numRuns: 40 },
      );
    } finally {
      store.close();
      directory.remove();
    }
  });
});

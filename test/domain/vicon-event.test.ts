// An event from its place in the calendar to what it came to.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteId } from '../../src/domain/ids.ts';
import { VICON_LEVELS } from '../../src/domain/vicon.ts';
import {
  isWatched,
  phaseOf,
  summarise,
  type ViconChange,
  type ViconEvent,
  watchFrom,
} from '../../src/domain/vicon-event.ts';

const MINUTE = 60_000;
const NINE = Date.UTC(2026, 10, 24, 1);
const ACTOR = { who: 'Sari', via: 'screen' } as const;
const EVENT: ViconEvent = {
  id: 1,
  title: 'Tatap muka',
  startsAt: NINE,
  endsAt: NINE + 60 * MINUTE,
  sites: [siteId('majene'), siteId('mamasa')],
  createdBy: ACTOR,
  createdAt: NINE - 600 * MINUTE,
};

function change(site: string, at: number, level: ViconChange['level']): ViconChange {
  return { at, site: siteId(site), level, decides: { kind: 'down' }, figures: {}, bandwidth: 'none' };
}

describe('the phase', () => {
  it.each([
    [-31, 'planned'],
    [-30, 'watched'],
    [-0.001, 'watched'],
    [0, 'running'],
    [59.999, 'running'],
    [60, 'over'],
  ] as const)('%d minutes from the start is %s', (minutes, phase) => {
    const at = NINE + minutes * MINUTE;
    expect(phaseOf(EVENT, at)).toBe(phase);
    expect(isWatched(EVENT, at)).toBe(phase === 'watched' || phase === 'running');
  });

  it('of one that was taken out is removed, and it is not watched any more', () => {
    const removed = { ...EVENT, removed: { by: ACTOR, at: NINE } };
    expect(phaseOf(removed, NINE + 1)).toBe('removed');
    expect(isWatched(removed, NINE + 1)).toBe(false);
  });

  it('begins when it was put in, where that was later', () => {
    expect(watchFrom(EVENT)).toBe(NINE - 30 * MINUTE);
    expect(watchFrom({ ...EVENT, createdAt: NINE + MINUTE })).toBe(NINE + MINUTE);
  });
});

describe('the summary', () => {
  it('says how long each level lasted before and during, and what was worst', () => {
    const changes = [
      change('majene', NINE - 30 * MINUTE, 'ready'),
      change('majene', NINE - 10 * MINUTE, 'unknown'),
      change('majene', NINE + 15 * MINUTE, 'limited'),
      change('majene', NINE + 30 * MINUTE, 'ready'),
    ];
    const [majene, mamasa] = summarise(EVENT, changes, NINE + 600 * MINUTE);
    expect(majene).toMatchObject({
      beforeMs: { ready: 20 * MINUTE, unknown: 10 * MINUTE, limited: 0, unfit: 0 },
      duringMs: { ready: 30 * MINUTE, limited: 15 * MINUTE, unknown: 15 * MINUTE, unfit: 0 },
      changes: 3,
      worst: { level: 'limited' },
    });
    expect(mamasa).toMatchObject({
      changes: 0,
      beforeMs: { unknown: 30 * MINUTE },
      duringMs: { unknown: 60 * MINUTE },
    });
    expect(mamasa?.worst).toBeUndefined();
  });

  it('ends when the event was taken out, and goes no farther than now', () => {
    const changes = [change('majene', NINE - 30 * MINUTE, 'ready')];
    const removed = { ...EVENT, removed: { by: ACTOR, at: NINE + 5 * MINUTE } };
    expect(summarise(removed, changes, NINE + 50 * MINUTE)[0]?.duringMs.ready).toBe(5 * MINUTE);
    expect(summarise(EVENT, changes, NINE - 20 * MINUTE)[0]).toMatchObject({
      beforeMs: { ready: 10 * MINUTE },
      duringMs: { ready: 0, unknown: 0 },
    });
  });

  it('sums to the watch, whatever was seen and whenever it is asked for', () => {
    const seen = fc.array(
      fc.record({
        minutes: fc.integer({ min: -40, max: 80 }),
        level: fc.constantFrom(...VICON_LEVELS),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        seen,
        fc.integer({ min: -50, max: 200 }),
        fc.integer({ min: -100, max: 59 }),
        (all, now, made) => {
          const event = { ...EVENT, createdAt: NINE + made * MINUTE };
          const changes = all
            .map(({ minutes, level }) => change('majene', NINE + minutes * MINUTE, level))
            .sort((a, b) => a.at - b.at);
          const at = NINE + now * MINUTE;
          const [summary] = summarise(event, changes, at);
          const sum = [summary?.beforeMs, summary?.duringMs]
            .flatMap((ms) => Object.values(ms ?? {}))
            .reduce((total, ms) => total + ms, 0);
          expect(sum).toBe(Math.max(0, Math.min(event.endsAt, at) - watchFrom(event)));
        },
      ),
    );
  });
});

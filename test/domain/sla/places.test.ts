// Sites and paths: moment by moment against the rule, and tiling always.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { pathIntervals, siteIntervals } from '../../../src/domain/sla/places.ts';
import { type Interval, LINK_STATES, type LinkState } from '../../../src/domain/state.ts';

const LENGTH = 40;

function intervalsOf(name: string, states: readonly LinkState[]): readonly Interval[] {
  const found: Interval[] = [];
  states.forEach((state, at) => {
    const last = found.at(-1);
    if (last?.state === state) found[found.length - 1] = { ...last, to: at + 1 };
    else found.push({ link: linkId(name), state, from: at, to: at + 1, reason: { kind: 'unmeasured' } });
  });
  return found;
}

function stateAt(intervals: readonly Interval[], at: number): LinkState {
  return intervals.find(({ from, to }) => from <= at && at < (to ?? LENGTH))?.state ?? 'unknown';
}

/** A site: any link that works makes it work; it fails only when all are known to fail. */
function siteRule(states: readonly LinkState[]): LinkState {
  if (states.includes('up')) return 'up';
  if (states.includes('degraded')) return 'degraded';
  if (states.includes('unknown')) return 'unknown';
  return states.every((state) => state === 'unreachable') ? 'unreachable' : 'down';
}

/** A path: any hop that fails makes it fail. */
function pathRule(states: readonly LinkState[]): LinkState {
  for (const state of ['down', 'unreachable', 'unknown', 'degraded'] as const)
    if (states.includes(state)) return state;
  return 'up';
}

const anyStates = fc.array(fc.constantFrom(...LINK_STATES), { minLength: 10, maxLength: LENGTH });

describe.each([
  ['siteIntervals()', siteIntervals, siteRule],
  ['pathIntervals()', pathIntervals, pathRule],
])('%s', (_, merge, rule) => {
  it('says at every moment what the rule says, without gaps', () => {
    fc.assert(
      fc.property(fc.array(anyStates, { minLength: 1, maxLength: 4 }), (histories) => {
        const lists = histories.map((states, index) => intervalsOf(`l${index}`, states));
        const merged = merge(lists, { from: 0, to: LENGTH });
        for (let at = 0; at < LENGTH; at++)
          expect(stateAt(merged, at), `at ${at}`).toBe(rule(lists.map((list) => stateAt(list, at))));
        expect(merged[0]?.from).toBe(0);
        expect(merged.at(-1)?.to).toBe(LENGTH);
        expect(merged.slice(1).map(({ from }) => from)).toEqual(merged.slice(0, -1).map(({ to }) => to));
      }),
    );
  });
});

describe('siteIntervals()', () => {
  it('carries the link and the reason that decided', () => {
    const utama = [
      { link: linkId('utama'), state: 'down' as const, from: 0, reason: { kind: 'blind' as const } },
    ];
    const cadangan = intervalsOf('cadangan', ['up', 'up', 'down', 'down']);
    expect(siteIntervals([utama, cadangan], { from: 0, to: 4 })).toEqual([
      { link: 'cadangan', state: 'up', from: 0, to: 2, reason: { kind: 'unmeasured' } },
      { link: 'utama', state: 'down', from: 2, to: 4, reason: { kind: 'blind' } },
    ]);
  });

  it('of a place without any history is empty', () => {
    expect(siteIntervals([], { from: 0, to: 4 })).toEqual([]);
    expect(siteIntervals([[], []], { from: 0, to: 4 })).toEqual([]);
  });
});

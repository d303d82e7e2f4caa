// Sites and paths: moment by moment against the rule, and tiling always.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { countLink } from '../../../src/domain/sla/count.ts';
import { pathIntervals, placesOf, siteIntervals } from '../../../src/domain/sla/places.ts';
import { DEFAULT_TERMS } from '../../../src/domain/sla/terms.ts';
import { type Interval, LINK_STATES, type LinkState } from '../../../src/domain/state.ts';
import { topologyOf } from '../../../src/domain/topology.ts';
import { networkOf } from '../../support/network.ts';

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

  it('keeps apart what failed for different reasons: the blame may differ', () => {
    const because = (failed: string) =>
      ({ kind: 'ancestor', site: siteId('induk'), link: linkId(failed), since: 0, provedAt: 0 }) as const;
    const intervals: readonly Interval[] = [
      { link: linkId('desa'), state: 'unreachable', from: 0, to: 2, reason: because('satu') },
      { link: linkId('desa'), state: 'unreachable', from: 2, to: 4, reason: because('dua') },
    ];
    expect(siteIntervals([intervals], { from: 0, to: 4 })).toEqual(intervals);
  });

  it('of a place without any history is empty', () => {
    expect(siteIntervals([], { from: 0, to: 4 })).toEqual([]);
    expect(siteIntervals([[], []], { from: 0, to: 4 })).toEqual([]);
  });
});

describe('a place', () => {
  const HOUR_MS = 3_600_000;
  const hours = (name: string, steps: readonly (readonly [LinkState, number])[]): readonly Interval[] => {
    let at = 0;
    return steps.map(([state, length]) => {
      const from = at;
      at += length * HOUR_MS;
      return { link: linkId(name), state, from, to: at, reason: { kind: 'unmeasured' } };
    });
  };
  const day = { from: 0, to: 24 * HOUR_MS };
  const utama = hours('utama', [
    ['up', 8],
    ['down', 6],
    ['up', 10],
  ]);
  const cadangan = hours('cadangan', [
    ['up', 10],
    ['down', 1],
    ['up', 13],
  ]);
  const accountOf = (intervals: readonly Interval[]) =>
    countLink({
      ...day,
      link: linkId('utama'),
      terms: { ...DEFAULT_TERMS, slaPct: 95 },
      asOf: day.to,
      intervals,
      entries: [],
      maintenance: [],
      inService: {},
      isOwnContract: () => true,
    });

  it('of two links is counted as one: it was out only while both were', () => {
    const account = accountOf(siteIntervals([utama, cadangan], day));
    expect(account.eventList).toMatchObject([{ from: 10 * HOUR_MS, to: 11 * HOUR_MS, verdict: 'counted' }]);
    expect(account.met).toBe(true);
  });

  it('behind another is out while either is', () => {
    const account = accountOf(pathIntervals([utama, cadangan], day));
    expect(account.countedMs).toBe(6 * HOUR_MS);
    expect(account.met).toBe(false);
  });

  it('has the ways that primary links make', () => {
    const topology = topologyOf(
      networkOf([
        { id: 'utama', from: 'hq', to: 'majene' },
        { id: 'cadangan', from: 'hq', to: 'majene', role: 'backup' },
        { id: 'desa', from: 'majene', to: 'lombang' },
      ]),
    );
    expect(placesOf(topology, 'site')).toEqual([
      { site: 'majene', hops: [['utama', 'cadangan']] },
      { site: 'lombang', hops: [['desa']] },
    ]);
    expect(placesOf(topology, 'path')).toEqual([
      { site: 'majene', hops: [['utama', 'cadangan']] },
      { site: 'lombang', hops: [['desa'], ['utama', 'cadangan']] },
    ]);
  });
});

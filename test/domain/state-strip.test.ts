// A long past in few cells: nothing is lost, and no outage is hidden.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINK_STATES, type LinkState } from '../../src/domain/state.ts';
import { durationsOf, GRAVITY, stripOf } from '../../src/domain/state-strip.ts';

interface Tile {
  readonly state: LinkState;
  readonly from: number;
  readonly to: number;
}

/** Tiles from lengths: `up 3, down 1` → [0, 3), [3, 4). */
function tiles(text: string): readonly Tile[] {
  let at = 0;
  return text.split(', ').map((part) => {
    const [state = '', length = ''] = part.split(' ');
    const from = at;
    at += Number(length);
    return { state: LINK_STATES.find((each) => each === state) ?? 'unknown', from, to: at };
  });
}

function brief(text: string, cells: number): string {
  const all = tiles(text);
  return stripOf(all, { from: 0, to: all.at(-1)?.to ?? 0, cells })
    .map(({ state, from, to, durationsMs }) => {
      const mixed = durationsMs ? ` (${Object.entries(durationsMs).flat().join(' ')})` : '';
      return `${state} ${from}-${to}${mixed}`;
    })
    .join(', ');
}

describe('stripOf()', () => {
  it.each<[string, string, number, string]>([
    ['one state is one run', 'up 100', 10, 'up 0-100'],
    ['cells that look alike are joined', 'up 50, down 50', 10, 'up 0-50, down 50-100'],
    [
      'one second of outage gives its cell its look',
      'up 54, down 1, up 45',
      10,
      'up 0-50, down 50-60 (up 9 down 1), up 60-100',
    ],
    ['unknown hides no trouble', 'unknown 9, down 1', 1, 'down 0-10 (unknown 9 down 1)'],
    ['unknown is graver than up', 'up 9, unknown 1', 1, 'unknown 0-10 (up 9 unknown 1)'],
    [
      'degraded is less than unreachable',
      'degraded 5, unreachable 5',
      1,
      'unreachable 0-10 (degraded 5 unreachable 5)',
    ],
    ['more cells than milliseconds', 'up 2, down 1', 10, 'up 0-2, down 2-3'],
  ])('%s', (_name, text, cells, expected) => {
    expect(brief(text, cells)).toBe(expected);
  });

  it('is empty for an empty window', () => {
    expect(stripOf([], { from: 5, to: 5, cells: 10 })).toEqual([]);
  });

  it('keeps every millisecond, tiles the window, and shows the gravest state of each cell', () => {
    const tile = fc.tuple(fc.constantFrom(...LINK_STATES), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(
        fc.array(tile, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (parts, cells) => {
          const all = tiles(parts.map((each) => each.join(' ')).join(', '));
          const to = all.at(-1)?.to ?? 0;
          const runs = stripOf(all, { from: 0, to, cells });
          let reached = 0;
          for (const run of runs) {
            expect(run.from).toBe(reached);
            reached = run.to;
            const within = all
              .filter((each) => each.from < run.to && each.to > run.from)
              .map(({ state }) => state);
            expect(run.state).toBe(GRAVITY.find((state) => within.includes(state)));
          }
          expect(reached).toBe(to);
          const truth = Object.fromEntries(LINK_STATES.map((state) => [state, 0]));
          for (const { state, from, to: end } of all) truth[state] = (truth[state] ?? 0) + end - from;
          expect(durationsOf(runs)).toEqual(truth);
        },
      ),
    );
  });
});

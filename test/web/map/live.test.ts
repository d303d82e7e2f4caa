import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { Live } from '../../../src/web/map/live.ts';
import { filterOf, isFiltered, type MapFilter, NO_FILTER } from '../../../src/web/map/map-filter.ts';
import { sceneOf } from '../../../src/web/map/scene.ts';
import { linkOf, planOf } from './plan.ts';

const SIGHTED = { blind: false };
/** Carries half of what was contracted. */
const BUSY = {
  bandwidthBps: 100e6,
  device: {
    at: 1,
    result: { kind: 'failed', failure: 'silent', detail: 'no answer' },
    incarnation: 'same',
    rates: { periodMs: 60_000, inBps: 50e6, outBps: 1e6 },
  },
} as const;

describe('Live', () => {
  it('follows what links do, and says what has changed', () => {
    const plan = planOf();
    const scene = sceneOf(plan);
    const live = new Live(scene);
    expect(live.update(plan.links, NO_FILTER, SIGHTED)).toEqual({ shown: true, looks: true, loads: false });
    expect(live.pointLooks).toEqual(['monitor', 'up', 'up', 'up']);
    expect(live.lineShown).toEqual([true, true, true]);

    // The same links in another map: nothing is to be drawn again.
    expect(live.update(new Map(plan.links), NO_FILTER, SIGHTED)).toEqual({
      shown: false,
      looks: false,
      loads: false,
    });
    // A new round of a link that looks the same: neither.
    const fresher = new Map(plan.links).set(
      linkId('majene-pamboang'),
      linkOf('majene-pamboang', 'majene', 'pamboang', { rttMs: 9 }),
    );
    expect(live.update(fresher, NO_FILTER, SIGHTED)).toEqual({ shown: false, looks: false, loads: false });

    // It carries more: its line is wider, and looks the same.
    const busier = new Map(fresher).set(
      linkId('majene-pamboang'),
      linkOf('majene-pamboang', 'majene', 'pamboang', BUSY),
    );
    expect(live.update(busier, NO_FILTER, SIGHTED)).toEqual({ shown: false, looks: false, loads: true });
    expect(live.update(fresher, NO_FILTER, SIGHTED)).toEqual({ shown: false, looks: false, loads: true });

    const cut = new Map(fresher).set(
      linkId('majene-pamboang'),
      linkOf('majene-pamboang', 'majene', 'pamboang', { state: 'down' }),
    );
    expect(live.update(cut, NO_FILTER, SIGHTED)).toEqual({ shown: false, looks: true, loads: false });
    expect(live.pointLooks).toEqual(['monitor', 'up', 'down', 'up']);
    expect(live.lineLooks).toEqual(['up', 'down', 'up']);
  });

  it('counts a link whose other end has no position', () => {
    const plan = planOf([['a', 'tubo', 'pamboang', { state: 'down' }]]);
    const live = new Live(sceneOf(plan));
    live.update(plan.links, NO_FILTER, SIGHTED);
    expect(live.pointLooks).toEqual(['monitor', 'none', 'down', 'none']);
  });

  it('shows by a filter what matches, and the large sites always', () => {
    const plan = planOf();
    const scene = sceneOf(plan);
    const live = new Live(scene);
    const cut = new Map(plan.links).set(
      linkId('majene-sendana'),
      linkOf('majene-sendana', 'majene', 'sendana', { state: 'down', provider: 'A' }),
    );
    live.update(cut, NO_FILTER, SIGHTED);
    const problems = filterOf(new URLSearchParams('state=problems'));
    expect(live.update(cut, problems, SIGHTED)).toEqual({ shown: true, looks: true, loads: false });
    expect(live.lineShown).toEqual([false, false, true]);
    expect(live.pointShown).toEqual([true, true, false, true]);
    // It is mended: what the filter shows is another, at once.
    expect(live.update(plan.links, problems, SIGHTED)).toEqual({ shown: true, looks: true, loads: false });
    expect(live.pointShown).toEqual([true, true, false, false]);
  });

  it('shows the monitor as blind when it is', () => {
    const plan = planOf();
    const live = new Live(sceneOf(plan));
    live.update(plan.links, NO_FILTER, SIGHTED);
    expect(live.update(plan.links, NO_FILTER, { blind: true }).looks).toBe(true);
    expect(live.pointLooks[0]).toBe('unknown');
  });
});

describe('filterOf()', () => {
  it.each<[string, MapFilter]>([
    ['', {}],
    ['state=down&medium=vsat&provider=ICON%2B', { look: 'down', medium: 'vsat', provider: 'ICON+' }],
    ['state=broken&medium=pigeon&provider=', {}],
    ['site=majene', {}],
  ])('%j', (query, filter) => {
    expect(filterOf(new URLSearchParams(query))).toEqual(filter);
    expect(isFiltered(filter)).toBe(Object.keys(filter).length > 0);
  });
});

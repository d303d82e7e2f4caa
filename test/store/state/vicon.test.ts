// The calendar of video conferences, the same of the SQLite store and of the fake that other tests stand on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteId } from '../../../src/domain/ids.ts';
import type { ViconChange, ViconEvent } from '../../../src/domain/vicon-event.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const HOUR = 3_600_000;
const ACTOR = { who: 'Sari', via: 'screen', address: '10.76.0.9' } as const;

function eventOf(changes: Partial<ViconEvent> = {}): Omit<ViconEvent, 'id'> {
  return {
    title: 'Tatap muka',
    startsAt: T0,
    endsAt: T0 + HOUR,
    sites: [siteId('majene'), siteId('mamasa')],
    createdBy: ACTOR,
    createdAt: T0 - HOUR,
    ...changes,
  };
}

function changeOf(at: number, site = 'majene', changes: Partial<ViconChange> = {}): ViconChange {
  const decides = { kind: 'rtt', value: 412.5, limit: 300 } as const;
  return {
    at,
    site: siteId(site),
    level: 'limited',
    decides,
    figures: { rttMs: 412.5 },
    bandwidth: 'none',
    ...changes,
  };
}

describe.each(['sqlite', 'fake'] as const)('the %s store', (kind) => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  const open = (): StateStore =>
    openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;

  beforeEach(() => {
    directory = temporaryDirectory();
    store = kind === 'fake' ? new FakeStore() : open();
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });

  it('numbers events from 1, keeps them in their present form, those that start first coming first', () => {
    expect(store.vicon.add(eventOf({ startsAt: T0 + 5, title: 'Kedua' }))).toBe(1);
    expect(store.vicon.add(eventOf())).toBe(2);
    const removed = { id: 2, ...eventOf({ removed: { by: ACTOR, at: T0 - 9 } }) };
    store.vicon.change(removed);
    expect(store.vicon.event(2)).toEqual(removed);
    expect(store.vicon.events({ limit: 10 }).map(({ id }) => id)).toEqual([2, 1]);
    expect(store.vicon.event(3)).toBeUndefined();
  });

  it('gives those that are not over, and of many those that start last', () => {
    for (let n = 0; n < 5; n++)
      store.vicon.add(eventOf({ startsAt: T0 + n * HOUR, endsAt: T0 + (n + 1) * HOUR }));
    const ids = (query: Parameters<typeof store.vicon.events>[0]) =>
      store.vicon.events(query).map(({ id }) => id);
    expect(ids({ endsAfter: T0 + 2 * HOUR, limit: 10 })).toEqual([3, 4, 5]);
    expect(ids({ endsAfter: T0 + 2 * HOUR - 1, limit: 10 })).toEqual([2, 3, 4, 5]);
    expect(ids({ limit: 2 })).toEqual([4, 5]);
  });

  it('keeps changes by event, oldest first, one for each site and moment', () => {
    store.vicon.addChanges(1, [changeOf(T0 + 5), changeOf(T0 + 5, 'mamasa')]);
    store.vicon.addChanges(2, [changeOf(T0)]);
    store.vicon.addChanges(1, [changeOf(T0), changeOf(T0 + 5, 'majene', { level: 'ready' })]);
    expect(store.vicon.changes(1)).toEqual([
      changeOf(T0),
      changeOf(T0 + 5, 'majene', { level: 'ready' }),
      changeOf(T0 + 5, 'mamasa'),
    ]);
    expect(store.vicon.changes(3)).toEqual([]);
  });

  it.skipIf(kind === 'fake')('outlives the process', () => {
    store.vicon.add(eventOf({ note: 'Ruang rapat lantai 2' }));
    store.vicon.addChanges(1, [changeOf(T0)]);
    store.close();
    store = open();
    expect(store.vicon.event(1)).toEqual({ id: 1, ...eventOf({ note: 'Ruang rapat lantai 2' }) });
    expect(store.vicon.changes(1)).toEqual([changeOf(T0)]);
    expect(store.vicon.add(eventOf())).toBe(2);
  });
});

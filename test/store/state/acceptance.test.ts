// Acceptance records on the disk, the same of the SQLite store and of the fake that other tests stand on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AcceptanceRecord } from '../../../src/domain/acceptance.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { MOST_BROKEN_OFF } from '../../../src/store/state/acceptance-table.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;

function recordOf(id: number, link: string, changes: Partial<AcceptanceRecord> = {}): AcceptanceRecord {
  return {
    id,
    link: linkId(link),
    about: {
      name: 'Lombang',
      from: siteId('majene'),
      to: siteId('lombang'),
      fromName: 'Majene',
      toName: 'Lombang',
      medium: 'fiber',
    },
    begunAt: T0 + id,
    dueAt: T0 + id + 86_400_000,
    silentMs: 3_600_000,
    limits: { lossPct: 2, rttMs: 50, jitterMs: 15, availabilityPct: 99, coveragePct: 90 },
    state: 'running',
    restarts: [],
    restartCount: 0,
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

  it('keeps a record in its present form, over a restart too', () => {
    expect(store.acceptance.nextId()).toBe(1);
    store.acceptance.put(recordOf(1, 'a'));
    const ended = recordOf(1, 'a', { state: 'complete', endedAt: T0 + 9, findings: [] });
    store.acceptance.put(ended);
    if (kind === 'sqlite') {
      store.close();
      store = open();
    }
    expect(store.acceptance.get(1)).toEqual(ended);
    expect(store.acceptance.get(2)).toBeUndefined();
    expect(store.acceptance.nextId()).toBe(2);
  });

  it('finds them by state and link, newest first, page by page', () => {
    for (const [id, link, state] of [
      [1, 'a', 'broken-off'],
      [2, 'b', 'complete'],
      [3, 'a', 'complete'],
      [4, 'a', 'running'],
    ] as const)
      store.acceptance.put(recordOf(id, link, { state }));
    const ids = (query: Partial<Parameters<typeof store.acceptance.find>[0]>) =>
      store.acceptance.find({ limit: 10, ...query }).map(({ id }) => id);
    expect(ids({})).toEqual([4, 3, 2, 1]);
    expect(ids({ state: 'complete' })).toEqual([3, 2]);
    expect(ids({ link: linkId('a') })).toEqual([4, 3, 1]);
    expect(ids({ link: linkId('a'), state: 'complete', before: 3 })).toEqual([]);
    expect(ids({ limit: 2 })).toEqual([4, 3]);
    expect(ids({ limit: 2, before: 3 })).toEqual([2, 1]);
    expect(store.acceptance.latest()).toEqual([
      { id: 2, link: 'b', state: 'complete' },
      { id: 4, link: 'a', state: 'running' },
    ]);
  });

  it('sheds the oldest broken-off records of a link that comes and goes, and nothing else', () => {
    store.acceptance.put(recordOf(1, 'a', { state: 'complete' }));
    store.acceptance.put(recordOf(2, 'b', { state: 'broken-off' }));
    for (let id = 3; id < MOST_BROKEN_OFF + 8; id++)
      store.acceptance.put(recordOf(id, 'a', { state: 'broken-off' }));
    const kept = store.acceptance.find({ limit: 1_000 }).map(({ id }) => id);
    expect(kept).toHaveLength(MOST_BROKEN_OFF + 2);
    expect(kept.slice(-3)).toEqual([8, 2, 1]);
    expect(store.acceptance.nextId()).toBe(MOST_BROKEN_OFF + 8);
  });
});

// The register's table on the disk, the same of the SQLite store and of the fake that other tests stand on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptReport } from '../../../src/domain/kept-report.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

function report(id: number, more: Partial<KeptReport> = {}): KeptReport {
  return {
    ...{ id, kind: 'sla', about: 'sla/2026-10/province', title: 'SLA', locale: 'id', revision: id },
    ...{ hash: `${id}`.repeat(64), madeAt: 1_790_000_000_000.5, asOf: 1_790_000_000_000 },
    ...{ by: { who: 'jalur', via: 'jalur' }, folder: `2026/${id}`, files: [], runs: [] },
    ...more,
  };
}

describe.each(['SQLite', 'fake'])('the register in the %s store', (kind) => {
  let place: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  beforeEach(() => {
    place = temporaryDirectory();
    store =
      kind === 'fake'
        ? new FakeStore()
        : openStateStore(place.path, { clock: standingClock(0), log: rememberingLog() }).store;
  });
  afterEach(() => {
    store.close();
    place.remove();
  });

  it('keeps, replaces and finds', () => {
    const { reports } = store;
    expect(reports.nextId()).toBe(1);
    reports.put(report(1));
    reports.put(report(2, { kind: 'rollout', about: 'rollout' }));
    reports.put(report(3, { hash: '1'.repeat(64) }));
    const changed = report(1, { runs: [{ schedule: 'a', month: '2026-10' }] });
    reports.put(changed);
    expect(reports.nextId()).toBe(4);
    expect(reports.get(1)).toEqual(changed);
    expect(reports.get(9)).toBeUndefined();
    expect(reports.find({ limit: 2 }).map(({ id }) => id)).toEqual([3, 2]);
    expect(reports.find({ limit: 9, before: 3, kind: 'sla' }).map(({ id }) => id)).toEqual([1]);
    expect(reports.ofAbout('sla/2026-10/province').map(({ id }) => id)).toEqual([1, 3]);
    expect(reports.byHash('1'.repeat(64)).map(({ id }) => id)).toEqual([3, 1]);
    expect(reports.byHash("' OR 1=1 --")).toEqual([]);
  });
});

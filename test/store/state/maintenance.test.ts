// Operators' windows and incidents, the same of the SQLite store and of the fake that other tests stand on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { MaintenanceWindow } from '../../../src/domain/maintenance.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import type { MaintenanceAct } from '../../../src/store/state/maintenance-table.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { STATE_MIGRATIONS } from '../../../src/store/state/schema.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { alertEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;

function windowOf(id: string, changes: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return {
    id,
    name: 'Ganti FO',
    scope: { links: [linkId('prov-majene')], sites: [], regencies: [], providers: [] },
    time: { kind: 'once', from: T0, to: T0 + 3_600_000 },
    announcedBy: 'ICON+',
    announcedAt: T0,
    origin: 'operator',
    ...changes,
  };
}

function act(window: string, kind: MaintenanceAct['kind'], at: number): MaintenanceAct {
  return { window, kind, actor: { who: 'Sari', via: 'screen', address: '10.76.0.9' }, at };
}

describe.each(['sqlite', 'fake'] as const)('the %s store', (kind) => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;

  beforeEach(() => {
    directory = temporaryDirectory();
    store =
      kind === 'fake'
        ? new FakeStore()
        : openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });

  it('keeps windows in their present form, with every act, those announced first coming first', () => {
    store.putMaintenance(windowOf('b', { announcedAt: T0 + 5 }), act('b', 'announce', T0 + 5));
    store.putMaintenance(windowOf('a'), act('a', 'announce', T0));
    store.putMaintenance(windowOf('a', { endedAt: T0 + 9 }), act('a', 'end', T0 + 9));
    const kept = store.maintenance();
    expect(kept.map(({ window }) => window)).toEqual([
      windowOf('a', { endedAt: T0 + 9 }),
      windowOf('b', { announcedAt: T0 + 5 }),
    ]);
    expect(kept[0]?.acts).toEqual([act('a', 'announce', T0), act('a', 'end', T0 + 9)]);
  });

  it('remembers which windows were told to be open, also when the next of a row begins as the last one ends', () => {
    const told = (kind: 'maintenance.begun' | 'maintenance.ended', window: string, from: number) =>
      store.commit([
        { kind, at: from, window, name: 'W', announcedBy: 'PLN', from, to: from + 60_000, links: 3 },
      ]);
    told('maintenance.begun', 'b', T0 + 5);
    told('maintenance.begun', 'a', T0);
    told('maintenance.begun', 'a', T0 + 60_000);
    told('maintenance.ended', 'a', T0);
    expect(store.openMaintenance()).toEqual([
      { id: 'b', name: 'W', announcedBy: 'PLN', from: T0 + 5, to: T0 + 60_005, links: new Set() },
      { id: 'a', name: 'W', announcedBy: 'PLN', from: T0 + 60_000, to: T0 + 120_000, links: new Set() },
    ]);
  });

  it('remembers the end that a window was given while it was open', () => {
    const told = { at: T0, window: 'a', name: 'W', announcedBy: 'PLN', from: T0, links: 3 };
    store.commit([{ kind: 'maintenance.begun', ...told, to: T0 + 60_000 }]);
    store.commit([{ kind: 'maintenance.changed', ...told, at: T0 + 5, to: T0 + 90_000 }]);
    expect(store.openMaintenance()).toEqual([
      { id: 'a', name: 'W', announcedBy: 'PLN', from: T0, to: T0 + 90_000, links: new Set() },
    ]);
    store.commit([{ kind: 'maintenance.ended', ...told, at: T0 + 9, to: T0 + 90_000 }]);
    expect(store.openMaintenance()).toEqual([]);
  });

  it('gives an incident: its root and all whose cause it is', () => {
    store.commit([
      alertEvent('alert.raised', 1, { at: T0 }),
      alertEvent('alert.raised', 2, { at: T0, incident: 1, subject: linkId('v1') }),
      alertEvent('alert.raised', 3, { at: T0, subject: linkId('v2') }),
      alertEvent('alert.closed', 2, { at: T0 + 9, incident: 1, subject: linkId('v1') }),
      alertEvent('alert.changed', 3, { at: T0 + 9, incident: 1, subject: linkId('v2') }),
    ]);
    expect(store.incident(1, 10).map(({ number, status }) => [number, status])).toEqual([
      [1, 'active'],
      [2, 'closed'],
      [3, 'active'],
    ]);
    expect(store.incident(1, 2)).toHaveLength(2);
    expect(store.incident(3, 10)).toEqual([]);
  });
});

describe('windows on disk', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());
  const open = () =>
    openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;

  it('outlive the process', () => {
    const first = open();
    first.putMaintenance(windowOf('a'), act('a', 'announce', T0));
    first.close();
    const second = open();
    expect(second.maintenance()).toEqual([{ window: windowOf('a'), acts: [act('a', 'announce', T0)] }]);
    second.close();
  });

  it('come to a data directory of the version before, whose alerts stay', () => {
    const before = openDatabase({
      file: `${directory.path}/state.db`,
      migrations: STATE_MIGRATIONS.slice(0, 3),
      synchronous: 'NORMAL',
    });
    before
      .prepare('INSERT INTO alert (number, subject, status, since, body) VALUES (7, ?, ?, 1, ?)')
      .run('prov-majene', 'active', JSON.stringify({ number: 7, rule: 'link.down' }));
    before.close();
    const store = open();
    store.putMaintenance(windowOf('a'), act('a', 'announce', T0));
    expect(store.maintenance()).toHaveLength(1);
    expect(store.alert(7)).toMatchObject({ number: 7, incident: 7, occurrences: 1 });
    store.close();
  });
});

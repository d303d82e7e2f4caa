import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { Inventory } from '../../../src/domain/inventory.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { alertEvent, roundEvent, stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const LINK = linkId('prov-majene');

describe('the state store', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  const open = () =>
    openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;

  beforeEach(() => {
    directory = temporaryDirectory();
    store = open();
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });

  it('says of a new directory that nothing is known', () => {
    expect(store.load()).toEqual({
      openIntervals: [],
      activeAlerts: [],
      nextAlertNumber: 1,
      devices: new Map(),
    });
    expect(store.eventsSince(0, 10)).toEqual([]);
  });

  it('walks through an outage and remembers it over a restart', () => {
    store.commit([stateEvent('prov-majene', 'up', T0)]);
    const outage = store.commit([
      stateEvent('prov-majene', 'down', T0 + 60_000),
      alertEvent('alert.raised', 1, { at: T0 + 65_000 }),
    ]);
    expect(outage.failure).toBeUndefined();
    expect(outage.events.map(({ durable }) => durable)).toEqual([true, true]);
    store.heartbeat(T0 + 70_000);
    store.close();

    store = open();
    const saved = store.load();
    expect(saved.lastAliveAt).toBe(T0 + 70_000);
    expect(saved.nextAlertNumber).toBe(2);
    expect(saved.activeAlerts.map(({ number }) => number)).toEqual([1]);
    expect(saved.openIntervals).toMatchObject([{ link: LINK, state: 'down', from: T0 + 60_000 }]);

    store.commit([
      stateEvent('prov-majene', 'up', T0 + 120_000),
      alertEvent('alert.closed', 1, { at: T0 + 121_000, since: T0 + 60_000, raisedAt: T0 + 65_000 }),
    ]);
    expect(store.intervals(LINK, T0, T0 + 200_000).map(({ state, from, to }) => [state, from, to])).toEqual([
      ['up', T0, T0 + 60_000],
      ['down', T0 + 60_000, T0 + 120_000],
      ['up', T0 + 120_000, undefined],
    ]);
    expect(store.load().activeAlerts).toEqual([]);
    expect(store.alert(1)).toMatchObject({ status: 'closed', closedAt: T0 + 121_000 });
    expect(store.alert(2)).toBeUndefined();
  });

  it('gives the intervals that overlap a window, whole', () => {
    for (const [state, minute] of [
      ['up', 0],
      ['down', 10],
      ['up', 20],
      ['degraded', 30],
    ] as const)
      store.commit([stateEvent('prov-majene', state, T0 + minute * 60_000)]);
    const minutes = (from: number, to: number) =>
      store
        .intervals(LINK, T0 + from * 60_000, T0 + to * 60_000)
        .map((interval) => (interval.from - T0) / 60_000);
    expect(minutes(0, 1)).toEqual([0]);
    expect(minutes(10, 20)).toEqual([10]);
    expect(minutes(9, 11)).toEqual([0, 10]);
    expect(minutes(25, 99)).toEqual([20, 30]);
    expect(minutes(-9, 0)).toEqual([]);
    expect(minutes(-9, 99)).toEqual([0, 10, 20, 30]);
    expect(store.intervals(linkId('other'), T0, T0 + 1)).toEqual([]);
  });

  it('replaces an interval that its successor takes the whole of', () => {
    store.commit([stateEvent('prov-majene', 'up', T0), stateEvent('prov-majene', 'degraded', T0 + 10)]);
    store.commit([stateEvent('prov-majene', 'down', T0 + 10)]);
    store.commit([stateEvent('prov-majene', 'up', T0 + 3)]);
    expect(store.intervals(LINK, T0, T0 + 99).map(({ state, from }) => [state, from - T0])).toEqual([
      ['up', 0],
      ['up', 10],
    ]);
  });

  it('ends the interval of a link that leaves the plan', () => {
    store.commit([stateEvent('prov-majene', 'up', T0)]);
    store.commit([{ kind: 'monitor.config', at: T0 + 50, added: [], removed: [LINK], changed: [] }]);
    expect(store.load().openIntervals).toEqual([]);
    store.commit([stateEvent('prov-majene', 'unknown', T0 + 20)]);
    expect(store.intervals(LINK, T0, T0 + 99).map(({ from, to }) => [from - T0, to && to - T0])).toEqual([
      [0, 50],
      [50, undefined],
    ]);
  });

  it('numbers all events, keeps the durable ones for resuming', () => {
    const { events } = store.commit([
      roundEvent('prov-majene', T0),
      stateEvent('prov-majene', 'up', T0),
      roundEvent('prov-majene', T0 + 60_000),
      stateEvent('prov-majene', 'down', T0 + 60_000),
    ]);
    const [first, second] = events.map(({ seq }) => seq);
    expect(events.map(({ seq }) => seq - (first ?? 0))).toEqual([0, 1, 2, 3]);
    const since = (seq: number, limit = 10) => store.eventsSince(seq, limit)?.map(({ event }) => event.kind);
    expect(since(0)).toEqual(['link.state', 'link.state']);
    expect(since(second ?? 0)).toEqual(['link.state']);
    expect(since(0, 1)).toEqual(['link.state']);
    expect(since(store.seq())).toEqual([]);
    expect(since(store.seq() + 1), 'a number never given').toBeUndefined();
  });

  it('finds alerts by status, link and time, newest first', () => {
    store.commit([
      alertEvent('alert.raised', 1, { at: T0 }),
      alertEvent('alert.closed', 1, { at: T0 + 100_000, since: T0 - 5_000, raisedAt: T0 }),
      alertEvent('alert.raised', 2, { at: T0 + 200_000, subject: linkId('prov-mamasa') }),
      alertEvent('alert.raised', 3, { at: T0 + 300_000, subject: 'monitor', rule: 'monitor.blind' }),
    ]);
    const numbers = (query: object) => store.alerts({ limit: 10, ...query }).map(({ number }) => number);
    expect(numbers({})).toEqual([3, 2, 1]);
    expect(numbers({ limit: 2 })).toEqual([3, 2]);
    expect(numbers({ status: 'active' })).toEqual([3, 2]);
    expect(numbers({ status: 'closed' })).toEqual([1]);
    expect(numbers({ link: linkId('prov-mamasa') })).toEqual([2]);
    expect(numbers({ from: T0 + 100_000 })).toEqual([3, 2]);
    expect(numbers({ from: T0 + 99_999, to: T0 + 200_000 })).toEqual([2, 1]);
    expect(numbers({ to: T0 - 5_000 })).toEqual([]);
  });

  it('keeps what devices say they are, cut at its bound, until their link leaves the plan', () => {
    const link = linkId('prov-majene');
    const inventory: Inventory = {
      profile: 'mikrotik-routeros',
      identity: { vendor: 'MikroTik', serial: 'A1' },
      interfaces: [{ ifIndex: 1, name: 'ether1' }],
      neighbours: [],
      addresses: [],
      objects: 20,
      requests: 1,
      leftOut: [],
    };
    expect(store.inventory(link)).toBeUndefined();
    store.saveInventory(link, T0, { ...inventory, identity: {} });
    store.saveInventory(link, T0 + 1, inventory);
    expect(store.inventory(link)).toEqual({ at: T0 + 1, inventory });
    expect([...store.load().devices]).toEqual([
      [link, { profile: 'mikrotik-routeros', identity: { vendor: 'MikroTik', serial: 'A1' } }],
    ]);
    const many = Array.from({ length: 20_000 }, (_, ifIndex) => ({
      ifIndex,
      name: `ppp${ifIndex}`,
      ifAlias: 'x'.repeat(50),
    }));
    store.saveInventory(link, T0 + 2, { ...inventory, interfaces: many });
    const kept = store.inventory(link)?.inventory;
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThanOrEqual(1_000_000);
    expect(kept?.interfaces.length).toBeGreaterThan(1_000);
    expect(kept?.leftOut).toEqual([
      `${many.length - (kept?.interfaces.length ?? 0)} interfaces: more than are kept`,
    ]);
    expect(kept?.incomplete).toEqual(['interfaces']);
    store.commit([{ kind: 'monitor.config', at: T0 + 3, added: [], removed: [link], changed: [] }]);
    expect(store.inventory(link)).toBeUndefined();
    expect(store.load().devices.size).toBe(0);
  });

  it('prunes events beyond 100,000 and 7 days, and says that older ones are gone', () => {
    const many = Array.from({ length: 101_000 }, (_, index) => ({
      kind: 'monitor.fault' as const,
      at: T0 + index,
      fault: 'clock' as const,
      active: true,
      detail: '',
    }));
    const { events } = store.commit(many);
    store.prune(T0 + 86_400_000);
    expect(store.eventsSince(0, 1), 'a day later all are held').toHaveLength(1);
    store.prune(T0 + 8 * 86_400_000);
    expect(store.eventsSince(0, 1)).toBeUndefined();
    expect(store.eventsSince(events[999]?.seq ?? 0, 200_000)).toHaveLength(100_000);
    expect(store.eventsSince(events[998]?.seq ?? 0, 1)).toBeUndefined();
  });
});

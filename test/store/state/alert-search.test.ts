// Looking for alerts and for what devices let suppose, in the real store.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { alertEvent, stateEvent } from '../support/events.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;

describe('looking for alerts in the state store', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  beforeEach(() => {
    directory = temporaryDirectory();
    store = openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;
    for (let number = 1; number <= 30; number++) {
      const name = number % 10 === 0 ? `Provinsi – Mamasa ${number}` : `Desa ${number}`;
      store.commit([
        alertEvent('alert.closed', number, {
          at: T0 + number,
          since: T0,
          raisedAt: T0,
          closedAt: T0 + number,
          announced: true,
          data: { name },
        }),
      ]);
    }
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });
  const numbers = (query: Parameters<StateStore['alerts']>[0]): number[] =>
    store.alerts(query).map(({ number }) => number);

  it('finds by text, newest first, page by page', () => {
    expect(numbers({ wish: { text: 'mamasa' }, limit: 2 })).toEqual([30, 20]);
    expect(numbers({ wish: { text: 'mamasa' }, before: 20, limit: 2 })).toEqual([10]);
    expect(numbers({ status: 'closed', before: 4, limit: 10 })).toEqual([3, 2, 1]);
    expect(numbers({ wish: { text: 'tidak ada' }, limit: 10 })).toEqual([]);
  });

  it('finds those of some subjects, of a text, and page by page', () => {
    store.commit([
      alertEvent('alert.closed', 31, { at: T0 + 31, subject: linkId('lain'), closedAt: T0 + 31 }),
    ]);
    const own = store.alerts({ limit: 1 })[0];
    expect(own).toMatchObject({ number: 31, subject: 'lain' });
    const first = store.alerts({ before: 31, limit: 1 })[0]?.subject;
    const subjects = new Set(['lain', 'monitor', ...(first === undefined ? [] : [first])]);
    expect(numbers({ subjects, limit: 2 })).toEqual([31, 30]);
    expect(numbers({ subjects: new Set(['lain']), status: 'closed', limit: 9 })).toEqual([31]);
    expect(numbers({ subjects: new Set(['lain']), before: 31, limit: 9 })).toEqual([]);
    expect(numbers({ subjects, wish: { text: 'mamasa' }, before: 30, limit: 1 })).toEqual([20]);
    expect(numbers({ subjects: new Set(), limit: 9 })).toEqual([]);
  });

  it('takes no sign of a text for a pattern', () => {
    expect(numbers({ wish: { text: '%' }, limit: 10 })).toEqual([]);
    expect(numbers({ wish: { text: "' OR 1=1 --" }, limit: 10 })).toEqual([]);
  });

  it('tells what devices let suppose since a moment, and nothing else', () => {
    const cause = (at: number) =>
      ({
        kind: 'link.cause',
        at,
        link: linkId('a'),
        outageFrom: at - 10,
        proposal: 'line',
        uptimeS: 5,
      }) as const;
    store.commit([cause(T0 + 100), stateEvent('a', 'up', T0 + 100), cause(T0 + 200)]);
    expect(store.causes(T0 + 150)).toEqual([cause(T0 + 200)]);
    expect(store.causes(T0)).toHaveLength(2);
  });
});

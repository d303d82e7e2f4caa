// The ledger on the disk, the same of the SQLite store and of the fake that other tests stand on.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { MOST_LEDGER_ENTRIES, type NewLedgerEntry } from '../../../src/store/state/ledger-table.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { openPastState } from '../../../src/store/state/past.ts';
import type { StateStore } from '../../../src/store/state/port.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const HOUR = 3_600_000;
const actor = { who: 'rina', via: 'screen' } as const;
const withdrawn = { actor: { who: 'budi', via: 'command' }, at: T0 + 9 * HOUR, note: 'wrong link' } as const;

/** An entry that lasts from hour `from` to hour `to`. */
function stop(link: string, from: number, to: number): NewLedgerEntry {
  return {
    kind: 'stop',
    link: linkId(link),
    from: T0 + from * HOUR,
    to: T0 + to * HOUR,
    actor,
    at: T0 + 8 * HOUR,
    note: 'PLN was off',
    reason: 'customer-power',
    agreedByProvider: true,
  };
}

const ticket: NewLedgerEntry = {
  kind: 'ticket',
  link: linkId('a'),
  from: T0,
  to: T0 + HOUR,
  actor,
  at: T0 + 8 * HOUR,
  note: 'reported by telephone',
  evidence: 'letter 12/X/2026',
  providerNumber: 'ICON-4711',
  reportedAt: T0 + 60_000,
};

describe.each(['sqlite', 'fake'] as const)('the %s store', (kind) => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  const open = (): StateStore =>
    kind === 'fake'
      ? new FakeStore()
      : openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;

  beforeEach(() => {
    directory = temporaryDirectory();
    store = open();
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });

  it('numbers what it keeps, and gives it back as it was entered', () => {
    const kept = store.ledger.add([stop('a', 0, 2), ticket]);
    expect(kept).toEqual([
      { id: 1, ...stop('a', 0, 2) },
      { id: 2, ...ticket },
    ]);
    expect(store.ledger.add([stop('b', 1, 3)])).toEqual([{ id: 3, ...stop('b', 1, 3) }]);
    expect(store.ledger.get(2)).toEqual({ id: 2, ...ticket });
    expect(store.ledger.get(4)).toBeUndefined();
    expect(store.ledger.count()).toBe(3);
  });

  it.each([
    ['all of them', {}, [1, 2, 3, 4]],
    ['of a link', { link: linkId('a') }, [1, 3, 4]],
    [
      'those that overlap a stretch, whose end does not belong to it',
      { from: T0 + 2 * HOUR, to: T0 + 4 * HOUR },
      [2, 3],
    ],
    ['of a link in a stretch', { link: linkId('a'), from: T0 + 2 * HOUR, to: T0 + 4 * HOUR }, [3]],
    ['from a moment on', { from: T0 + 4 * HOUR }, [4]],
    ['of some links', { links: new Set([linkId('b'), linkId('c')]) }, [2]],
    ['of a link among others that may be seen', { link: linkId('a'), links: new Set([linkId('b')]) }, []],
    ['of no link', { links: new Set<never>() }, []],
    ['those before a number', { before: 3 }, [1, 2]],
    ['the newest so many', { limit: 2 }, [3, 4]],
  ] as const)('finds %s, in the order of entry', (_, query, wanted) => {
    store.ledger.add([stop('a', 0, 2), stop('b', 1, 3), stop('a', 3, 4), stop('a', 4, 9)]);
    expect(store.ledger.find({ limit: 100, ...query }).map(({ id }) => id)).toEqual(wanted);
  });

  it('keeps a withdrawn entry, with who, when and why, and withdraws it once', () => {
    store.ledger.add([stop('a', 0, 2)]);
    const after = { id: 1, ...stop('a', 0, 2), withdrawn };
    expect(store.ledger.withdraw(1, withdrawn)).toEqual(after);
    expect(store.ledger.withdraw(1, { ...withdrawn, note: 'again' })).toEqual(after);
    expect(store.ledger.withdraw(2, withdrawn)).toBeUndefined();
    expect(store.ledger.find({ limit: 10 })).toEqual([after]);
    expect(store.ledger.count()).toBe(1);
  });
});

describe('the ledger on the disk', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  const open = (): StateStore =>
    openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;

  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());

  it('is there after a restart, and its numbers go on', () => {
    const before = open();
    before.ledger.add([stop('a', 0, 2)]);
    before.ledger.withdraw(1, withdrawn);
    before.close();
    const after = open();
    expect(after.ledger.find({ limit: 10 })).toEqual([{ id: 1, ...stop('a', 0, 2), withdrawn }]);
    expect(after.ledger.add([ticket])[0]?.id).toBe(2);
    after.close();
  });

  it('is read beside a daemon that holds the directory', () => {
    const store = open();
    store.ledger.add([stop('a', 0, 2), stop('b', 1, 3)]);
    store.ledger.withdraw(2, withdrawn);
    const past = openPastState(directory.path);
    expect(past.ledger({})).toEqual(store.ledger.find({ limit: 10 }));
    expect(past.ledger({ link: linkId('b') }).map(({ id }) => id)).toEqual([2]);
    past.close();
    store.close();
  });

  it('takes all entries of a call, or none', () => {
    const store = open();
    const backwards = { ...stop('b', 3, 1) };
    expect(() => store.ledger.add([stop('a', 0, 2), backwards])).toThrow(/CHECK/);
    expect(store.ledger.count()).toBe(0);
    store.close();
  });

  it('refuses what would go beyond its bound, and loses nothing', () => {
    open().close();
    const db = new DatabaseSync(join(directory.path, 'state.db'));
    db.exec(
      `WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${MOST_LEDGER_ENTRIES - 1})
       INSERT INTO ledger SELECT id, 'a', 0, 1, 0, '{}' FROM n`,
    );
    db.close();
    const store = open();
    expect(() => store.ledger.add([stop('a', 0, 2), ticket])).toThrow(
      expect.objectContaining({ code: 'full', message: expect.stringContaining('holds 200000') }),
    );
    expect(store.ledger.add([ticket])[0]?.id).toBe(MOST_LEDGER_ENTRIES);
    expect(store.ledger.count()).toBe(MOST_LEDGER_ENTRIES);
    store.close();
  });
});
